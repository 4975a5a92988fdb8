import { t } from '../../../messages/index.ts';
import { type CheckContext, NOTHING_TO_CHECK } from '../../../situation/check.ts';
import type { Finding } from '../../../situation/finding.ts';
import { certificatePlaces } from '../../../state/paths.ts';
import { octal } from '../../../system/format.ts';

const BEYOND_OWNER = 0o077;

/**
 * May anybody else use the key of our own authority? It matters also while Jupyter shows another certificate: devices go on
 * trusting whatever it signs.
 */
export async function lookAtAuthorityKey({
  situation,
  system,
}: CheckContext): Promise<readonly Finding[] | typeof NOTHING_TO_CHECK> {
  if (system.platform === 'win32') return NOTHING_TO_CHECK; // no permission bits there
  const { exposeDir } = await situation.get('places');
  const path = certificatePlaces(exposeDir).authorityKey;
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
