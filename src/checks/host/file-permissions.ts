import type { ConfigFile, FileSetting } from '../../jupyter/settings/config-file.ts';
import { t } from '../../messages/index.ts';
import { maskLines } from '../../plan/masking.ts';
import { holdsSecret } from '../../python-config/secret-names.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../situation/check.ts';
import { lineOf } from '../../situation/effective-setting.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { octal } from '../../system/format.ts';
import { findObstacle } from '../../system/obstacle.ts';
import type { System } from '../../system/system.ts';
import { openFix } from './server-directories.ts';

/** The mode bit that lets other users of this computer read a file. */
const READ_BY_OTHERS = 0o004;

const PRIVATE = 0o600;

/** Jupyter treats files that it may not read as missing, without a message. */
export async function checkConfigDirectory({ situation, system }: CheckContext): Promise<CheckFindings> {
  if (system.platform === 'win32') return NOTHING_TO_CHECK;
  const { configDir } = await situation.get('paths');
  const isReadable = await system.files.list(configDir).then(
    () => true,
    () => false,
  );
  if (isReadable) return [];
  const m = t().host;
  const message = m.configDirForeign(configDir);
  const words = { message, why: m.configDirForeignWhy, fix: m.ownFix(configDir) };
  return [finding('fail', 'config-dir-foreign', words, await evidenceOf(configDir, system))];
}

/** Every server writes its runtime file to this directory when it starts. */
export async function checkRuntimeDirectory({ situation, system }: CheckContext): Promise<CheckFindings> {
  if (system.platform === 'win32') return NOTHING_TO_CHECK;
  const [first] = await situation.get('installations');
  const directory = first?.paths.runtimeDir ?? '';
  const obstacle = directory === '' ? undefined : await findObstacle(directory, 'write', system);
  if (obstacle === undefined) return [];
  const m = t().host;
  const isOfAnother =
    system.env.XDG_RUNTIME_DIR !== undefined && directory.startsWith(system.env.XDG_RUNTIME_DIR);
  const words = {
    message: m.runtimeDir(directory),
    fix: isOfAnother ? m.runtimeDirUnset : openFix(obstacle, system),
  };
  return [finding('fail', 'runtime-dir-not-writable', words, await evidenceOf(directory, system))];
}

/** A directory with its mode, if that is known. */
async function evidenceOf(path: string, { files }: System): Promise<Pick<Finding, 'evidence'>> {
  const facts = await files.facts(path).catch(() => undefined);
  return { evidence: { file: path, ...(facts && { mode: octal(facts.mode) }) } };
}

/** Config files with a hash or a token that every user of this computer may read. */
export async function checkSecretFiles({ situation, system }: CheckContext): Promise<CheckFindings> {
  if (system.platform === 'win32') return NOTHING_TO_CHECK; // no permission bits there
  const { files } = await situation.get('sources');
  const secret = files.flatMap((file) => {
    const setting = file.settings.find((one) => holds(one));
    return setting === undefined ? [] : [{ file, setting }];
  });
  if (secret.length === 0) return NOTHING_TO_CHECK;
  const found = await Promise.all(
    secret.map(async ({ file, setting }) => {
      const mode = (await system.files.facts(file.path))?.mode ?? 0;
      return (mode & READ_BY_OTHERS) === 0 ? [] : [readable(file, setting, mode)];
    }),
  );
  return found.flat();
}

/** Is the value a hash or a token, or computed from a password as the file loads: passwd('…')? */
function holds({ key, value, text }: FileSetting): boolean {
  return value === undefined ? /\bpasswd\(\s*['"]/.test(text) : holdsSecret(key, value);
}

function readable({ path, format }: ConfigFile, { key, line, text }: FileSetting, mode: number): Finding {
  const m = t().host;
  const [shown = ''] = maskLines([lineOf({ format, key, text })], [key]);
  const bits = octal(mode);
  const words = { message: m.readable(path, bits), why: m.readableWhy, fix: m.readableFix(path) };
  return finding('warn', 'hash-file-mode', words, {
    evidence: { file: path, line, mode: bits, text: shown },
    repair: { changes: [{ kind: 'change-mode', path, mode: mode & PRIVATE }] },
  });
}
