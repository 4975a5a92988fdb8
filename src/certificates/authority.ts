import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { ipBytes, subnetBytes } from '../net/ip.ts';
import type { CertificatePair } from '../net/network.ts';
import { der, extensionOf, readDer, TAG } from './der.ts';
import type { CertificateNames } from './names.ts';
import { isPublicSuffix } from './public-suffix.ts';
import {
  ALGORITHM,
  beginning,
  DAY_MS,
  loadX509,
  type MakingTools,
  newPair,
  newSerialNumber,
} from './x509.ts';

/** RFC 5280 §4.2.1.10. */
const NAME_CONSTRAINTS = { id: '2.5.29.30', der: '551d1e' };

/** Loopback, private, link-local and unique local networks, which do not exist on the internet. */
const OWN_NETWORKS = [
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '::1/128',
  'fe80::/10',
  'fc00::/7',
] as const;

/** Used by carriers and by Tailscale. It is shared, so it is only included if this computer has an address in it. */
const SHARED_NETWORK = '100.64.0.0/10';

/** id-kp-serverAuth. */
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

const PERMITTED = 0xa0;

/** The kinds of names (RFC 5280 §4.2.1.6), as the tags of a subtree's base. */
const RFC822_NAME = 0x81;
const DNS_NAME = 0x82;
const URI = 0x86;
const IP_ADDRESS = 0x87;

/**
 * A host that never exists (RFC 6761): only mail addresses and URIs of it are permitted, so none is. Directory names stay
 * unconstrained, because Go's TLS clients refuse an authority that constrains them; the key purpose excludes their uses.
 */
const NOWHERE = 'nothing.invalid';

/** Our local CA: its certificate and its signing key. */
export type Authority = CertificatePair;

const TEN_YEARS_DAYS = 3650;

/** How the common name of each CA of ours begins. */
export const AUTHORITY_NAME = 'jupyter-expose ';

/** RFC 5280: a common name has at most 64 characters. */
const LONGEST_COMMON_NAME = 64;

/** Creates a CA (P-256, ten years) that may only sign servers, for private networks and the names known now. */
export async function makeAuthority(
  names: CertificateNames,
  hostName: string,
  tools: MakingTools,
): Promise<Authority> {
  const x509 = await loadX509();
  const notBefore = beginning(tools);
  return newPair(async (keys) =>
    x509.X509CertificateGenerator.createSelfSigned({
      serialNumber: newSerialNumber(tools),
      name: [{ CN: [commonName(hostName)] }],
      notBefore,
      notAfter: new Date(notBefore.getTime() + TEN_YEARS_DAYS * DAY_MS),
      keys,
      signingAlgorithm: ALGORITHM,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        new x509.ExtendedKeyUsageExtension([SERVER_AUTH]),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
        new x509.Extension(
          NAME_CONSTRAINTS.id,
          true,
          Uint8Array.from(encodeConstraints(constraintsFor(names))),
        ),
      ],
    }),
  );
}

/** The name shown in the certificate stores of devices, in plain characters that all of them can display. */
function commonName(hostName: string): string {
  const plain = hostName.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
  return `${AUTHORITY_NAME}${plain || 'authority'}`.slice(0, LONGEST_COMMON_NAME);
}

/** The names a CA may sign for: these DNS names with everything below them, and these networks. */
interface Constraints {
  readonly dns: readonly string[];
  /** Address and mask, 8 or 32 bytes. */
  readonly networks: readonly Uint8Array[];
}

/** What this computer's CA may sign for: everything private, `.local`, and the public names known now. */
export function constraintsFor(names: CertificateNames): Constraints {
  const dns = ['localhost', 'local', ...names.dns.map((name) => name.replace(/^\*\./, ''))];
  const shared = subnetBytes(SHARED_NETWORK);
  const isShared = names.ips.some((ip) => holds(shared, ipBytes(ip) ?? new Uint8Array()));
  const own = [...OWN_NETWORKS.map((text) => subnetBytes(text)), ...(isShared ? [shared] : [])];
  const single = names.ips.map((ip) => subnetBytes(`${ip}/${isIP(ip) === 4 ? 32 : 128}`));
  const others = single.filter((one) => !own.some((wide) => holds(wide, one.subarray(0, one.length / 2))));
  return { dns: [...new Set(dns)].filter((name) => !isBelow(name, dns)), networks: [...own, ...others] };
}

/** The encoded value of the extension. */
function encodeConstraints({ dns, networks }: Constraints): Uint8Array {
  const subtrees = [
    ...dns.map((name) => der(DNS_NAME, Buffer.from(name, 'latin1'))),
    ...networks.map((bytes) => der(IP_ADDRESS, bytes)),
    ...[RFC822_NAME, URI].map((tag) => der(tag, Buffer.from(NOWHERE, 'latin1'))),
  ].map((base) => der(TAG.sequence, base));
  return der(TAG.sequence, der(PERMITTED, ...subtrees));
}

/** The constraints in a CA's certificate; undefined if it has none. */
function readConstraints(certPem: string): Constraints | undefined {
  const value = extensionOf(new X509Certificate(certPem).raw, NAME_CONSTRAINTS.der);
  const [permitted] = readDer(value?.bytes ?? new Uint8Array());
  if (permitted?.tag !== PERMITTED) return undefined;
  const bases = readDer(permitted.bytes).flatMap(({ bytes }) => readDer(bytes).slice(0, 1));
  return {
    dns: bases
      .filter(({ tag }) => tag === DNS_NAME)
      .map(({ bytes }) => Buffer.from(bytes).toString('latin1')),
    networks: bases.filter(({ tag }) => tag === IP_ADDRESS).map(({ bytes }) => bytes),
  };
}

/** What a CA may sign for beyond one computer: names under which strangers have theirs; '*' where nothing limits it. */
export function tooWide(certPem: string): string[] {
  const constraints = readConstraints(certPem);
  const isForServers = new X509Certificate(certPem).keyUsage?.join() === SERVER_AUTH;
  return [
    ...(constraints === undefined || !isForServers ? ['*'] : []),
    ...(constraints?.dns ?? []).filter(isPublicSuffix),
  ];
}

/** The names that a CA may not sign for. */
export function outsideConstraints(certPem: string, names: CertificateNames): string[] {
  const constraints = readConstraints(certPem);
  if (constraints === undefined) return [];
  const { dns, networks } = constraints;
  return [
    ...names.dns.filter(
      (name) =>
        !dns.includes(name) &&
        !isBelow(name.replace(/^\*\./, ''), dns) &&
        !dns.includes(name.replace(/^\*\./, '')),
    ),
    ...names.ips.filter((ip) => !networks.some((one) => holds(one, ipBytes(ip) ?? new Uint8Array()))),
  ];
}

function isBelow(name: string, others: readonly string[]): boolean {
  return others.some((other) => name.endsWith(`.${other}`));
}

function holds(wide: Uint8Array, address: Uint8Array): boolean {
  const size = wide.length / 2;
  return address.length === size && address.every((byte, at) => (byte & (wide[size + at] ?? 0)) === wide[at]);
}
