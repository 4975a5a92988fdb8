import { dirname } from 'node:path';
import { t } from '../../../messages/index.ts';
import { type CheckContext, NOTHING_TO_CHECK } from '../../../situation/check.ts';
import type { Finding } from '../../../situation/finding.ts';
import { octal } from '../../../system/format.ts';
import type { System } from '../../../system/system.ts';
import { readServed } from './served.ts';

const BY_OTHERS = 0o006;
const ENTERED_BY_OTHERS = 0o001;

/** May any user of this computer read the private key? */
export async function lookAtKeyMode(
  context: CheckContext,
): Promise<readonly Finding[] | typeof NOTHING_TO_CHECK> {
  const { system } = context;
  const file = (await readServed(context))?.keyIn;
  if (system.platform === 'win32' || !file?.facts || !file.pem?.keys.length) return NOTHING_TO_CHECK;
  const { path, facts } = file;
  if ((facts.mode & BY_OTHERS) === 0 || !(await othersCome(path, system))) return [];
  const s = t().tls;
  const isOurs = facts.uid === system.uid || system.uid === 0;
  const mode = octal(facts.mode & 0o777);
  return [
    {
      id: 'tls-key-mode',
      status: 'warn',
      message: s.keyMode(path, mode),
      evidence: { file: path, mode },
      why: s.keyModeWhy,
      fix: s.keyModeFix(path),
      ...(isOurs && { repair: { changes: [{ kind: 'change-mode', path, mode: 0o600 }] } }),
    },
  ];
}

/** No directory above keeps them out. */
async function othersCome(path: string, { files }: System): Promise<boolean> {
  const above = dirname(await files.realPath(path));
  for (let at = above; ; at = dirname(at)) {
    const facts = await files.facts(at).catch(() => undefined);
    if (facts !== undefined && (facts.mode & ENTERED_BY_OTHERS) === 0) return false;
    if (dirname(at) === at) return true;
  }
}
