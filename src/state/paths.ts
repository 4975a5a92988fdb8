import { join } from 'node:path';

/** The files of the certificate, all in `expose/`. */
export interface CertificatePlaces {
  /** Key, leaf, chain in one; 0600. What Jupyter's certfile names. */
  readonly server: string;
  /** Our own authority's certificate, for devices; 0644. */
  readonly authority: string;
  /** Its key; 0600. */
  readonly authorityKey: string;
  /** What kind of certificate it is and how it is renewed; no secrets; 0600. */
  readonly record: string;
  /** The key of the ACME account; 0600. */
  readonly accountKey: string;
  /** Tokens of DNS providers; 0600. */
  readonly tokens: string;
}

export function certificatePlaces(exposeDir: string): CertificatePlaces {
  const at = (name: string) => join(exposeDir, name);
  return {
    server: at('server.pem'),
    authority: at('ca.pem'),
    authorityKey: at('ca-key.pem'),
    record: at('certificate.json'),
    accountKey: at('account-key.pem'),
    tokens: at('tokens.json'),
  };
}
