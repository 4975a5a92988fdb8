/** One value of DER: the tag's byte, and what it holds. */
export interface DerValue {
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
