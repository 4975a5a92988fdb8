import { tooWide } from '../../../certificates/authority.ts';
import {
  type CertificateFacts,
  commonNameOf,
  isSignedBy,
  keyFits,
  type PrivateKey,
  readPemFile,
} from '../../../certificates/pem.ts';
import { t } from '../../../messages/index.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../../situation/check.ts';
import { type Finding, finding, type Repair } from '../../../situation/finding.ts';
import { statePaths } from '../../../state/paths.ts';
import { BEYOND_OWNER, openKey } from './files.ts';
import { type Managed, readManaged } from './served-files.ts';

/** Whether the certificate, the CA and its key belong together. Devices install ca.pem and trust nothing else. */
export async function checkAuthority(context: CheckContext): Promise<CheckFindings> {
  const managed = await readManaged(context);
  if (managed?.record.kind !== 'self-signed') return NOTHING_TO_CHECK;
  const { authority, signedHere, exposeDir, file } = managed;
  const paths = statePaths(exposeDir);
  const [key] = (await readPemFile(context.system.files, paths.authorityKey)).keys;
  const s = t().tlsChecks;
  const id = 'tls-authority';
  const found = findAuthority(managed, key);
  const restored = found && putBack(found, paths.authority);
  if (authority !== undefined && !signedHere) {
    const fits = key !== undefined && keyFits(authority, key);
    const mend = restored ?? { fix: fits ? s.renewSignedFix : s.newAuthorityFix };
    const words = { message: s.notSigned(file, paths.authority), why: s.notSignedWhy, ...mend };
    const evidence = { file, text: s.issuer(commonNameOf(managed.leaf.x509.issuer) ?? '') };
    return [finding('fail', id, words, { evidence, ...mend })];
  }
  if (authority === undefined) {
    const mend = restored ?? { fix: s.newAuthorityFix };
    const words = { message: s.authorityGone(paths.authority), why: s.authorityGoneWhy, ...mend };
    return [finding('warn', id, words, { evidence: { file: paths.authority }, ...mend })];
  }
  if (key !== undefined && keyFits(authority, key)) return checkWidth(authority, paths.authority);
  const message =
    key === undefined
      ? s.authorityKeyGone(paths.authorityKey)
      : s.authorityPair(paths.authorityKey, paths.authority);
  const evidence = { file: paths.authorityKey };
  return [{ id, status: 'warn', message, evidence, why: s.authorityGoneWhy, fix: s.newAuthorityFix }];
}

/** Whoever gets the key of a CA that may sign for others can pose as their sites, to every device that trusts it. */
function checkWidth({ pem }: CertificateFacts, path: string): Finding[] {
  const [wide] = tooWide(pem);
  if (wide === undefined) return [];
  const { authorityWide, authorityWideWhy: why, authorityWideFix: fix } = t().tlsChecks;
  const words = { message: authorityWide(path, wide === '*' ? undefined : wide), why, fix };
  return [finding('warn', 'tls-authority-wide', words, { evidence: { file: path } })];
}

/** Finds the CA in server.pem, from which it can be restored without installing anything on the devices again. */
function findAuthority({ pem, leaf }: Managed, key: PrivateKey | undefined): CertificateFacts | undefined {
  if (key === undefined) return undefined;
  return pem.certificates.find((one) => one.isAuthority && keyFits(one, key) && isSignedBy(leaf, one));
}

function putBack({ pem }: CertificateFacts, path: string): { fix: string; repair: Repair } {
  const bytes = new TextEncoder().encode(pem);
  const change = { kind: 'write-file', path, bytes, mode: 0o644, secret: false, own: true } as const;
  return { fix: t().tlsChecks.authorityBackFix(path), repair: { changes: [change] } };
}

/**
 * Whether others can use the local CA's key. This matters even while Jupyter serves another certificate: devices trust
 * anything the CA signs.
 */
export async function checkAuthorityKey({ situation, system }: CheckContext): Promise<CheckFindings> {
  if (system.platform === 'win32') return NOTHING_TO_CHECK; // Windows has no permission bits
  const { exposeDir } = await situation.get('paths');
  const path = statePaths(exposeDir).authorityKey;
  const facts = await system.files.facts(path);
  if (facts?.kind !== 'file') return NOTHING_TO_CHECK;
  if ((facts.mode & BEYOND_OWNER) === 0) return [];
  const { authorityKeyMode: message, authorityKeyModeWhy: why } = t().tlsChecks;
  return [openKey('fail', 'tls-ca-key-mode', { path, facts, message, why }, system)];
}
