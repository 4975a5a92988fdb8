/** Algorithms of signatures that OpenSSL and browsers no longer take, by their object id in DER. */
const OLD_SIGNATURES: readonly { der: string; hash: 'MD5' | 'SHA-1' }[] = [
  { der: '2a864886f70d010104', hash: 'MD5' },
  { der: '2a864886f70d010105', hash: 'SHA-1' },
  { der: '2a8648ce3d0401', hash: 'SHA-1' },
];

/** The object id of the key usage (RFC 5280 §4.2.1.3) in DER, with its own tag and length. */
const KEY_USAGE = Uint8Array.from([0x06, 0x03, 0x55, 0x1d, 0x0f]);

const BOOLEAN = 0x01;

const OCTETS = 0x04;

const BITS = 0x03;

/** digitalSignature, keyEncipherment, keyAgreement: with none of them, OpenSSL and browsers refuse the handshake. */
const FOR_TLS = 0x80 | 0x20 | 0x08;

/** One value of DER: the tag's byte, and what it holds. */
interface DerValue {
  readonly tag: number;
  readonly bytes: Uint8Array;
}

/** A tag, a length and the parts after another (X.690 §8.1). */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Uint8Array.from([tag, ...length]), content]);
}

/** The values that stand after another. Stops at what is no DER of definite length. */
export function readDer(bytes: Uint8Array): DerValue[] {
  const values: DerValue[] = [];
  for (let at = 0; at + 1 < bytes.length; ) {
    const first = bytes[at + 1] ?? 0;
    const count = first < 0x80 ? 0 : first - 0x80;
    const size =
      count === 0
        ? first
        : Number(`0x${Buffer.from(bytes.subarray(at + 2, at + 2 + count)).toString('hex')}`);
    const start = at + 2 + count;
    if (count > 3 || !Number.isFinite(size) || start + size > bytes.length) break;
    values.push({ tag: bytes[at] ?? 0, bytes: bytes.subarray(start, start + size) });
    at = start + size;
  }
  return values;
}

/** May the key of this certificate do TLS? One that says nothing about it may; Node does not tell. */
export function keyMayDoTls(der: Uint8Array): boolean {
  const bytes = Buffer.from(der);
  const at = bytes.indexOf(KEY_USAGE);
  if (at < 0) return true;
  const flag = at + KEY_USAGE.length;
  const value = bytes[flag] === BOOLEAN ? flag + 3 : flag; // "critical" is left out where it is not
  const [octets, , bits, , , uses = 0] = bytes.subarray(value);
  return octets !== OCTETS || bits !== BITS || (uses & FOR_TLS) !== 0;
}

/** How a certificate was signed, where that is too old; Node tells it only from version 24 on. */
export function signatureOf(der: Uint8Array): 'MD5' | 'SHA-1' | undefined {
  const inner = contents(der);
  const signed = inner && partAfter(inner); // behind what was signed: the algorithm
  const algorithm = signed && contents(signed);
  const id = algorithm?.[0] === 0x06 ? contents(algorithm) : undefined;
  const hex = id && Buffer.from(id).toString('hex');
  return OLD_SIGNATURES.find((row) => row.der === hex)?.hash;
}

/** What is in the first ASN.1 element. */
function contents(der: Uint8Array): Uint8Array | undefined {
  const size = sizeOf(der);
  return size && der.subarray(size.head, size.head + size.body);
}

/** What comes behind the first ASN.1 element. */
function partAfter(der: Uint8Array): Uint8Array | undefined {
  const size = sizeOf(der);
  return size && der.subarray(size.head + size.body);
}

function sizeOf(der: Uint8Array): { head: number; body: number } | undefined {
  const first = der[1];
  if (first === undefined) return undefined;
  if (first < 0x80) return { head: 2, body: first };
  const bytes = der.subarray(2, 2 + first - 0x80);
  return { head: 2 + bytes.length, body: bytes.reduce((size, byte) => size * 256 + byte, 0) };
}
