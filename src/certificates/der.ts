/** Tags of ASN.1 (X.680 §8.4) that certificates use. */
export const TAG = { integer: 0x02, bits: 0x03, octets: 0x04, oid: 0x06, sequence: 0x30 } as const;

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
  for (let rest = bytes; rest.length > 1; ) {
    const { start, size } = headOf(rest);
    if (size === undefined || start + size > rest.length) break;
    values.push({ tag: rest[0] ?? 0, bytes: rest.subarray(start, start + size) });
    rest = rest.subarray(start + size);
  }
  return values;
}

/** The values inside the first one, also where its end is missing or its length is not said. */
export function readInside(bytes: Uint8Array): DerValue[] {
  return readDer(bytes.subarray(headOf(bytes).start));
}

/** Where the first value begins, and its size; undefined for one that is not said, or is larger than any certificate. */
function headOf(bytes: Uint8Array): { readonly start: number; readonly size: number | undefined } {
  const first = bytes[1] ?? 0;
  if (first < 0x80) return { start: 2, size: first };
  const count = first - 0x80;
  const digits = bytes.subarray(2, 2 + count);
  const isKnown = count > 0 && count <= 3 && digits.length === count;
  const size = isKnown ? digits.reduce((all, byte) => all * 256 + byte, 0) : undefined;
  return { start: 2 + count, size };
}

/** The value of an extension of a certificate, by its object id as hex; undefined where it has none. */
export function extensionOf(certificate: Uint8Array, id: string): DerValue | undefined {
  const [tbs] = readInside(certificate);
  const explicit = readDer(tbs?.bytes ?? NOTHING).find(({ tag }) => tag === EXTENSIONS);
  for (const extension of readInside(explicit?.bytes ?? NOTHING)) {
    const [oid, ...rest] = readDer(extension.bytes);
    // "critical" stands between them, and is left out where it is not.
    const value = rest.find(({ tag }) => tag === TAG.octets);
    if (hexOf(oid) === id && value !== undefined) return readDer(value.bytes)[0];
  }
  return undefined;
}

const NOTHING = new Uint8Array();

/** [3] of a tbsCertificate (RFC 5280 §4.1). */
const EXTENSIONS = 0xa3;

/** RFC 5280 §4.2.1.3. */
const KEY_USAGE = '551d0f';

/** digitalSignature, keyEncipherment, keyAgreement: with none of them, OpenSSL and browsers refuse the handshake. */
const FOR_TLS = 0x80 | 0x20 | 0x08;

/** May the key of this certificate do TLS? One that says nothing about it may; Node does not tell. */
export function keyMayDoTls(certificate: Uint8Array): boolean {
  const usage = extensionOf(certificate, KEY_USAGE);
  if (usage?.tag !== TAG.bits) return true;
  const [, uses = 0] = usage.bytes; // behind the number of unused bits
  return (uses & FOR_TLS) !== 0;
}

/** Algorithms of signatures that OpenSSL and browsers no longer take, by their object id. */
const OLD_SIGNATURES: Readonly<Record<string, 'MD5' | 'SHA-1'>> = {
  '2a864886f70d010104': 'MD5',
  '2a864886f70d010105': 'SHA-1',
  '2a8648ce3d0401': 'SHA-1',
};

/** How a certificate was signed, where that is too old; Node tells it only from version 24 on. */
export function signatureOf(certificate: Uint8Array): 'MD5' | 'SHA-1' | undefined {
  const [, algorithm] = readInside(certificate); // behind what was signed
  return OLD_SIGNATURES[hexOf(readDer(algorithm?.bytes ?? NOTHING)[0])];
}

/** Of an object id; '' for anything else. */
function hexOf(value: DerValue | undefined): string {
  return value?.tag === TAG.oid ? Buffer.from(value.bytes).toString('hex') : '';
}
