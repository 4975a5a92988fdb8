import type { AcmeRecord } from '../record.ts';

const PORTS = { 'http-01': 8080, 'tls-alpn-01': 8443, 'dns-01': 0 } as const;

/** The port of this computer to which the router must lead. */
export function challengePort({ challenge, port }: AcmeRecord): number {
  return port ?? PORTS[challenge];
}
