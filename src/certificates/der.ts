/** ASN.1 tags (X.680 §8.4) used in certificates. */
export const TAG = { integer: 0x02, bits: 0x03, octets: 0x04, oid: 0x06, sequence: 0x30 } as const;

/** One DER value: the tag byte and the content. */
interface DerValue {
  readonly tag: number;
  readonly bytes: Uint8Array;
}

/** Encodes a tag, a length and the concatenated parts (X.690 §8.1). */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Uint8Array.from([tag, ...length]), content]);
}

/** Reads consecutive values. Stops at anything that is not DER of definite length. */
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

/** Reads the values inside the first one, even if it is truncated or has indefinite length. */
export function readInside(bytes: Uint8Array): DerValue[] {
  return readDer(bytes.subarray(headOf(bytes).start));
}

/** Start and size of the first value's content; the size is undefined if indefinite or larger than any certificate. */
function headOf(bytes: Uint8Array): { readonly start: number; readonly size: number | undefined } {
  const first = bytes[1] ?? 0;
  if (first < 0x80) return { start: 2, size: first };
  const count = first - 0x80;
  const digits = bytes.subarray(2, 2 + count);
  const isKnown = count > 0 && count <= 3 && digits.length === count;
  const size = isKnown ? digits.reduce((all, byte) => all * 256 + byte, 0) : undefined;
  return { start: 2 + count, size };
}

/** The value of a certificate extension, by its object id in hex; undefined if the certificate does not have it. */
export function extensionOf(certificate: Uint8Array, id: string): DerValue | undefined {
  const [tbs] = readInside(certificate);
  const explicit = readDer(tbs?.bytes ?? NOTHING).find(({ tag }) => tag === EXTENSIONS);
  for (const extension of readInside(explicit?.bytes ?? NOTHING)) {
    const [oid, ...rest] = readDer(extension.bytes);
    // The "critical" flag is between them, and is absent if false.
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

/** digitalSignature, keyEncipherment, keyAgreement: without any of them, OpenSSL and browsers refuse the handshake. */
const FOR_TLS = 0x80 | 0x20 | 0x08;

/** Whether the certificate's key may be used for TLS; true without a key usage extension. Node does not expose this. */
export function keyMayDoTls(certificate: Uint8Array): boolean {
  const usage = extensionOf(certificate, KEY_USAGE);
  if (usage?.tag !== TAG.bits) return true;
  const [, uses = 0] = usage.bytes; // after the number of unused bits
  return (uses & FOR_TLS) !== 0;
}

/** Signature algorithms that OpenSSL and browsers no longer accept, by object id. */
const OLD_SIGNATURES: Readonly<Record<string, 'MD5' | 'SHA-1'>> = {
  '2a864886f70d010104': 'MD5',
  '2a864886f70d010105': 'SHA-1',
  '2a8648ce3d0401': 'SHA-1',
};

/** The outdated signature algorithm of a certificate, if any. Node exposes it only from version 24 on. */
export function signatureOf(certificate: Uint8Array): 'MD5' | 'SHA-1' | undefined {
  const [, algorithm] = readInside(certificate); // after the signed part
  return OLD_SIGNATURES[hexOf(readDer(algorithm?.bytes ?? NOTHING)[0])];
}

/** The object id in hex; '' for any other value. */
function hexOf(value: DerValue | undefined): string {
  return value?.tag === TAG.oid ? Buffer.from(value.bytes).toString('hex') : '';
}
