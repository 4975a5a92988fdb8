import { posix } from 'node:path';
import type { LaunchWord } from '../../jupyter/server/launches.ts';
import { configDirectories } from '../../jupyter/settings/layers.ts';
import { winnerOf } from '../../jupyter/settings/sources.ts';
import { configDirOf, type Trait } from '../../jupyter/target.ts';
import { Situation } from '../../situation/situation.ts';
import type { System } from '../../system/system.ts';
import { isAccessKey } from './doors.ts';
import { readAllSettings } from './patched-methods.ts';
import type { AccessSetting } from './settings.ts';

/** What decides which config files a Jupyter reads. */
export interface Circumstances {
  readonly words: readonly LaunchWord[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly cwd: string | undefined;
}

/** The config files of a Jupyter that does not read those of the target. */
export interface OtherConfig {
  readonly situation: Situation;
  /** What the files set that the target does not read. */
  readonly settings: readonly AccessSetting[];
  /** It reads the file that `init` writes too. */
  readonly readsOurs: boolean;
  /** One of those files decides this trait. */
  overrides(trait: Trait): boolean;
}

/** The files that a Jupyter started like this reads; undefined if they are those of the target. */
export async function otherConfigOf(
  ours: Situation,
  circumstances: Circumstances,
): Promise<OtherConfig | undefined> {
  const [target, choice, configFile] = await Promise.all([
    ours.get('target'),
    ours.get('choice'),
    ours.get('configFile'),
  ]);
  const { words, env, home, cwd = ours.system.cwd } = circumstances;
  const named = configArgument(words);
  const path = named && posix.resolve(cwd, named.replace(/^~(?=\/)/, home));
  const system: System = { ...ours.system, env, home, cwd };
  const ourDirectory = configDirOf(target, ours.system);
  const isUsual = !ours.system.env.JUPYTER_CONFIG_DIR && home === ours.system.home;
  const byPlatform = /^(?:|no|n|false|off|0|0\.0)$/i.test(env.JUPYTER_PLATFORM_DIRS ?? '')
    ? '.jupyter'
    : '.config/jupyter';
  const isSame = (env.JUPYTER_PLATFORM_DIRS ?? '') === (ours.system.env.JUPYTER_PLATFORM_DIRS ?? '');
  const usual = isUsual && isSame ? ourDirectory : posix.join(home, byPlatform);
  const directory = env.JUPYTER_NO_CONFIG ? NOWHERE : env.JUPYTER_CONFIG_DIR || usual;
  const { installed } = target;
  const config = directoriesOf(ours, env, ourDirectory, directory, installed?.paths.config);
  const other =
    installed === undefined
      ? target
      : {
          ...target,
          installed: { ...installed, paths: { ...installed.paths, configDir: directory, config } },
        };
  const same =
    configDirectories(other, system).join('\0') === configDirectories(target, ours.system).join('\0');
  if (same && path === (configFile.named ? configFile.path : undefined)) return undefined;
  const situation = new Situation(
    { system, network: ours.network },
    // Only the user's own Jupyter is asked what its code sets.
    { ...ours.stated, configFile: path, readOnly: true },
    {
      user: await ours.get('user'),
      installations: await ours.get('installations'),
      lastAnswers: undefined,
      choice: { ...choice, target: other },
    },
  );
  const pathsOf = async (one: Situation) => (await one.get('sources')).files.map((file) => file.path);
  const [known, read] = await Promise.all([pathsOf(ours), pathsOf(situation)]);
  if (known.join('\0') === read.join('\0')) return undefined;
  const found = await readAllSettings(situation, isAccessKey);
  const sources = await situation.get('sources');
  return {
    situation,
    settings: found.filter(({ lines }) => lines.length > 0 && !known.includes(lines.at(-1)?.file ?? '')),
    readsOurs: read.includes(configFile.path),
    overrides(trait) {
      const file = winnerOf(sources, trait)?.file;
      return file !== undefined && !known.includes(file);
    },
  };
}

/** With JUPYTER_NO_CONFIG a Jupyter reads an empty directory. */
const NOWHERE = '/dev/null';

/** The directories of the target with another one for the user, and those that JUPYTER_CONFIG_PATH adds. */
function directoriesOf(
  { system }: Situation,
  env: Circumstances['env'],
  ours: string,
  directory: string,
  listed: readonly string[] = [ours],
): string[] {
  if (directory === NOWHERE) return [];
  const split = (text: string | undefined) => (text ?? '').split(':').filter((path) => path !== '');
  const added = split(system.env.JUPYTER_CONFIG_PATH);
  return [
    ...split(env.JUPYTER_CONFIG_PATH),
    ...listed.filter((path) => !added.includes(path)).map((path) => (path === ours ? directory : path)),
  ];
}

/** The file named with `--config`, the last one if there are several. */
function configArgument(words: readonly LaunchWord[]): string | undefined {
  const named = words.flatMap(({ text, code }, at) => {
    const [found, value = words[at + 1]?.text] =
      /^(?:--config|--?\w+\.config_file)(?:=(.*))?$/s.exec(text) ?? [];
    return found === undefined || value === undefined || value === '' || code !== undefined ? [] : [value];
  });
  return named.at(-1);
}
