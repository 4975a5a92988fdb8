import {
  type CertificateFacts,
  commonNameOf,
  isSignedBy,
  keyFits,
  type PrivateKey,
  readPemFile,
} from '../../../certificates/pem.ts';
import { t } from '../../../messages/index.ts';
import { type CheckContext, type Looked, NOTHING_TO_CHECK } from '../../../situation/check.ts';
import type { Repair } from '../../../situation/finding.ts';
import { statePaths } from '../../../state/paths.ts';
import { octal } from '../../../system/format.ts';
import { type Managed, readManaged } from './served.ts';

const BEYOND_OWNER = 0o077;

/** Whether the certificate, the CA and its key belong together. Devices install ca.pem and trust nothing else. */
export async function lookAtAuthority(context: CheckContext): Promise<Looked> {
  const managed = await readManaged(context);
  if (managed?.record.kind !== 'self-signed') return NOTHING_TO_CHECK;
  const { authority, signedHere, exposeDir, file } = managed;
  const places = statePaths(exposeDir);
  const [key] = (await readPemFile(context.system.files, places.authorityKey)).keys;
  const s = t().tls;
  const id = 'tls-authority';
  const mended = findAuthority(managed, key);
  if (authority !== undefined && !signedHere) {
    const fits = key !== undefined && keyFits(authority, key);
    return [
      {
        id,
        status: 'fail',
        message: s.notSigned(file, places.authority),
        evidence: { file, text: s.issuer(commonNameOf(managed.leaf.x509.issuer) ?? '') },
        why: s.notSignedWhy,
        ...(mended
          ? putBack(mended, places.authority)
          : { fix: fits ? s.renewSignedFix : s.newAuthorityFix }),
      },
    ];
  }
  if (authority === undefined) {
    const [message, why] = [s.authorityGone(places.authority), s.authorityGoneWhy];
    const evidence = { file: places.authority };
    const fix = mended ? putBack(mended, places.authority) : { fix: s.newAuthorityFix };
    return [{ id, status: 'warn', message, evidence, why, ...fix }];
  }
  if (key !== undefined && keyFits(authority, key)) return [];
  const message =
    key === undefined
      ? s.authorityKeyGone(places.authorityKey)
      : s.authorityPair(places.authorityKey, places.authority);
  const evidence = { file: places.authorityKey };
  return [{ id, status: 'warn', message, evidence, why: s.authorityGoneWhy, fix: s.newAuthorityFix }];
}

/** Finds the CA in server.pem, from which it can be restored without installing anything on the devices again. */
function findAuthority({ pem, leaf }: Managed, key: PrivateKey | undefined): CertificateFacts | undefined {
  if (key === undefined) return undefined;
  return pem.certificates.find((one) => one.isAuthority && keyFits(one, key) && isSignedBy(leaf, one));
}

function putBack({ pem }: CertificateFacts, path: string): { fix: string; repair: Repair } {
  const bytes = new TextEncoder().encode(pem);
  const change = { kind: 'write-file', path, bytes, mode: 0o644, secret: false, own: true } as const;
  return { fix: t().tls.authorityBackFix(path), repair: { changes: [change] } };
}

/**
 * Whether others can use the local CA's key. This matters even while Jupyter serves another certificate: devices trust
 * anything the CA signs.
 */
export async function lookAtAuthorityKey({ situation, system }: CheckContext): Promise<Looked> {
  if (system.platform === 'win32') return NOTHING_TO_CHECK; // Windows has no permission bits
  const { exposeDir } = await situation.get('places');
  const path = statePaths(exposeDir).authorityKey;
  const facts = await system.files.facts(path);
  if (facts?.kind !== 'file') return NOTHING_TO_CHECK;
  if ((facts.mode & BEYOND_OWNER) === 0) return [];
  const s = t().tls;
  const mode = octal(facts.mode & 0o777);
  const isOurs = facts.uid === system.uid || system.uid === 0;
  return [
    {
      id: 'tls-ca-key-mode',
      status: 'fail',
      message: s.authorityKeyMode(path, mode),
      evidence: { file: path, mode },
      why: s.authorityKeyModeWhy,
      fix: s.keyModeFix(path),
      ...(isOurs && { repair: { changes: [{ kind: 'change-mode', path, mode: 0o600 }] } }),
    },
  ];
}
