/** Algorithms of signatures that OpenSSL and browsers no longer take, by their object id in DER. */
const OLD_SIGNATURES: readonly { der: string; hash: 'MD5' | 'SHA-1' }[] = [
  { der: '2a864886f70d010104', hash: 'MD5' },
  { der: '2a864886f70d010105', hash: 'SHA-1' },
  { der: '2a8648ce3d0401', hash: 'SHA-1' },
];

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
