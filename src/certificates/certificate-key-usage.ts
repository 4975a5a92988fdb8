/** The object id of the key usage (RFC 5280 §4.2.1.3) in DER, with its own tag and length. */
const KEY_USAGE = Uint8Array.from([0x06, 0x03, 0x55, 0x1d, 0x0f]);
const BOOLEAN = 0x01;
const OCTETS = 0x04;
const BITS = 0x03;
/** digitalSignature, keyEncipherment, keyAgreement: with none of them, OpenSSL and browsers refuse the handshake. */
const FOR_TLS = 0x80 | 0x20 | 0x08;

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
