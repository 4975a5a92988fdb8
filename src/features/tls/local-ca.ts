import { type Authority, makeAuthority, outsideConstraints } from '../../certificates/authority.ts';
import { issueLeaf } from '../../certificates/leaf.ts';
import { type CertificateNames, missingNames, withoutNames } from '../../certificates/names.ts';
import { type CertificateFacts, isSignedBy, keyFits, readPem } from '../../certificates/pem.ts';
import { isDue } from '../../certificates/validity.ts';
import { type MakingTools, pemOf } from '../../certificates/x509.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { shortAddress } from '../../net/ip.ts';
import type { ChangeMode, WriteFile } from '../../plan/change.ts';
import { statePaths } from '../../state/paths.ts';
import { writeServerPem } from '../../state/server-pem.ts';
import { day } from '../../system/format.ts';
import type { System } from '../../system/system.ts';

export interface LocalCaRequest {
  readonly exposeDir: string;
  readonly system: System;
  readonly names: CertificateNames;
  readonly hostName: string;
  /** Create a new leaf even if the current one is still valid. */
  readonly renew?: boolean;
  /** Create a new CA even if the current one could sign. */
  readonly newAuthority?: boolean;
}

/** The clock, or the end of the CA's lifetime, forbids signing; the CA stays as it is. Exit code 4. */
export class AuthorityClockError extends ExposeError {
  constructor(message: string, hint: string) {
    super('environment', message, hint);
    this.name = 'AuthorityClockError';
  }
}

/** The changes that put a certificate of the local CA into `expose/`. */
export interface LocalCaCertificate {
  /** The CA's key, its certificate, the server's certificate; only what is new. Keys first. */
  readonly changes: readonly (WriteFile | ChangeMode)[];
  readonly authority: 'kept' | 'new' | 'replaced';
  readonly leaf: 'kept' | 'new';
  /** The names that made a new leaf of the kept CA necessary; empty if the former one is due, damaged or not there. */
  readonly added: readonly string[];
  /** The names that the former CA must not sign, which is why it is replaced. */
  readonly lost: readonly string[];
  /** Current addresses that the kept CA must not sign, so the certificate does not contain them. */
  readonly left: readonly string[];
}

/**
 * Keeps what is still valid, so that devices stay trusted and a second run changes nothing. Writes nothing. Throws
 * AuthorityClockError where the CA is not valid at this time: a wrong clock must not replace it.
 */
export async function planLocalCa(wish: LocalCaRequest): Promise<LocalCaCertificate> {
  const { system, hostName } = wish;
  const paths = statePaths(wish.exposeDir);
  const now = system.now();
  const tools: MakingTools = { now, randomBytes: system.randomBytes };
  const [caPem, caKeyPem, served] = await Promise.all(
    [paths.authority, paths.authorityKey, paths.server].map((path) => system.files.read(path)),
  );
  assertPossible(now);
  const former = wish.newAuthority ? undefined : currentAuthority(caPem, caKeyPem, now);
  const outside = former === undefined ? [] : outsideConstraints(former.certPem, wish.names);
  const lost = outside.filter((name) => !wish.names.passing?.includes(name));
  const kept = lost.length === 0 ? former : undefined;
  const names = kept === undefined ? wish.names : withoutNames(wish.names, outside);
  const loose = await looseFiles(system, [paths.server, ...(kept ? [paths.authorityKey] : [])]);
  const modes = loose.map(({ path }): ChangeMode => ({ kind: 'change-mode', path, mode: 0o600 }));
  if (kept !== undefined && !wish.renew && isGood(served, kept, names, now))
    return { changes: modes, authority: 'kept', leaf: 'kept', added: [], lost: [], left: outside };
  const authority = kept ?? (await makeAuthority(names, hostName, tools));
  const leaf = await issueLeaf(authority, names, tools);
  const server = leaf.keyPem + leaf.certPem + authority.certPem;
  const changes = [
    ...(kept === undefined
      ? [
          file(paths.authorityKey, authority.keyPem, 0o600),
          { ...file(paths.authority, authority.certPem, 0o644), secret: false, own: true },
        ]
      : []),
    writeServerPem(wish.exposeDir, server),
    ...modes.filter(({ path }) => path !== paths.server),
  ];
  const had = caPem !== undefined || caKeyPem !== undefined;
  return {
    changes,
    authority: kept ? 'kept' : had ? 'replaced' : 'new',
    leaf: 'new',
    added: kept ? missingFrom(served, names) : [],
    lost,
    left: kept ? outside : [],
  };
}

/** The key files that others can access, with their modes. */
export async function looseFiles({ files, platform }: System, paths: readonly string[]) {
  if (platform === 'win32') return []; // no permission bits
  const found = await Promise.all(
    paths.map(async (path) => ({ path, mode: (await files.facts(path))?.mode ?? 0 })),
  );
  return found.filter(({ mode }) => (mode & 0o077) !== 0);
}

function file(path: string, text: string, mode: number): WriteFile {
  return { kind: 'write-file', path, bytes: new TextEncoder().encode(text), mode, secret: true };
}

/** A CA certificate of ours with its key; undefined if they are not there or do not belong together. */
function currentAuthority(
  caPem: Uint8Array | undefined,
  caKeyPem: Uint8Array | undefined,
  now: Date,
): Authority | undefined {
  const [certificate] = readPem(caPem ?? new Uint8Array()).certificates;
  const [key] = readPem(caKeyPem ?? new Uint8Array()).keys;
  if (certificate === undefined || key?.key === undefined) return undefined;
  if (key.key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return undefined; // not created by us
  const { isAuthority, from, to, pem } = certificate;
  if (!isAuthority || !keyFits(certificate, key)) return undefined;
  const s = t().cert.clock;
  if (from > now) throw new AuthorityClockError(s.behind(day(now), day(from)), s.behindHint);
  if (isEnding(to, now)) throw new AuthorityClockError(s.ending(day(now), day(to)), s.endingHint);
  return { certPem: pem, keyPem: pemOf(key.key) };
}

/** Before this program existed. */
const EARLIEST = new Date('2025-01-01T00:00:00Z');

/** A computer without a battery starts in 1970; a CA of that time would be invalid as soon as the clock is right. */
function assertPossible(now: Date): void {
  const s = t().cert.clock;
  if (now < EARLIEST) throw new AuthorityClockError(s.impossible(day(now)), s.behindHint);
}

const LEAF_LIFE_MS = 400 * 86_400_000;

/** A leaf must not outlive its CA. */
function isEnding(to: Date, now: Date): boolean {
  return to.getTime() - now.getTime() < LEAF_LIFE_MS;
}

/** Whether this CA signed it, it is not due, it covers all names, and its key matches. */
function isGood(
  served: Uint8Array | undefined,
  authority: Authority,
  names: CertificateNames,
  now: Date,
): boolean {
  const pem = readPem(served ?? new Uint8Array());
  const [leaf] = pem.certificates;
  const [key] = pem.keys;
  const [issuer] = readPem(new TextEncoder().encode(authority.certPem)).certificates;
  if (leaf === undefined || key === undefined || issuer === undefined) return false;
  return (
    isSignedBy(leaf, issuer) &&
    keyFits(leaf, key) &&
    leaf.from <= now &&
    !isDue(leaf.from, leaf.to, now) &&
    missingNames(certifiedNames(leaf), names).length === 0
  );
}

/** The names that the served certificate lacks; none if there is no certificate. */
function missingFrom(served: Uint8Array | undefined, names: CertificateNames): readonly string[] {
  const [leaf] = readPem(served ?? new Uint8Array()).certificates;
  return leaf === undefined ? [] : missingNames(certifiedNames(leaf), names);
}

/** The names of a certificate as users write them. */
export function certifiedNames({ names }: CertificateFacts): string[] {
  return names.map((name) => shortAddress(name.replace(/^"|"$/g, '')));
}
