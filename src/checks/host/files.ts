import { posix } from 'node:path';
import { t } from '../../messages/index.ts';
import { type CheckContext, NOTHING_TO_CHECK } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { octal } from '../../system/format.ts';

type Looked = readonly Finding[] | typeof NOTHING_TO_CHECK;

/** Jupyter takes files that it may not see for files that are not there, and says nothing. */
export async function lookAtConfigDirectory({ situation, system }: CheckContext): Promise<Looked> {
  if (system.platform === 'win32') return NOTHING_TO_CHECK;
  const { configDir } = await situation.get('places');
  const isReadable = await system.files.list(configDir).then(
    () => true,
    () => false,
  );
  if (isReadable) return [];
  const m = t().machine;
  return [
    {
      id: 'config-dir-foreign',
      status: 'fail',
      message: m.configDirForeign(configDir),
      evidence: { file: configDir, ...(await modeOf(configDir, system.files)) },
      why: m.configDirForeignWhy,
      fix: m.ownFix(configDir),
    },
  ];
}

/** Here every server leaves a note of itself when it starts. */
export async function lookAtRuntimeDirectory({ situation, system }: CheckContext): Promise<Looked> {
  if (system.platform === 'win32') return NOTHING_TO_CHECK;
  const [first] = await situation.get('installations');
  const directory = first?.paths.runtimeDir ?? '';
  if (directory === '' || (await system.files.isWritable(posix.join(directory, 'jpserver.json')))) return [];
  const m = t().machine;
  const isOfAnother =
    system.env.XDG_RUNTIME_DIR !== undefined && directory.startsWith(system.env.XDG_RUNTIME_DIR);
  return [
    {
      id: 'runtime-dir-not-writable',
      status: 'fail',
      message: m.runtimeDir(directory),
      evidence: { file: directory, ...(await modeOf(directory, system.files)) },
      fix: isOfAnother ? m.runtimeDirUnset : m.ownFix(directory),
    },
  ];
}

async function modeOf(path: string, files: CheckContext['system']['files']): Promise<{ mode?: string }> {
  const facts = await files.facts(path).catch(() => undefined);
  return facts === undefined ? {} : { mode: octal(facts.mode) };
}
