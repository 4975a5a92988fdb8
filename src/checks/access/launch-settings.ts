import type { Launch, LaunchVariable, LaunchWord } from '../../jupyter/server/launches.ts';
import { t } from '../../messages/index.ts';
import { maskLines } from '../../plan/masking.ts';
import { readSettings } from '../../python-config/index.ts';
import type { Situation, User } from '../../situation/situation.ts';
import { readProcess } from '../../system/process-info.ts';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';
import { type OtherConfig, otherConfigOf } from './launch-config.ts';
import { withRealPaths } from './open-pages.ts';
import { type AccessSetting, entriesOf, isContainer, isFlag, nameOf, VARIABLES } from './settings.ts';

/** How a server is or will be started, and what that alone sets. */
export interface Start {
  /** A process that runs now; undefined for what starts one later. */
  readonly pid: number | undefined;
  /** 'FILE' or 'process 123', for a sentence. */
  readonly where: string;
  /** In order: a later one of the same name wins. Those of the environment come first. */
  readonly settings: readonly AccessSetting[];
  /** The config files it reads, if they are not those of the target. */
  readonly config: OtherConfig | undefined;
  /** It reads the config file that this program writes, so a line there outweighs its environment. */
  readonly readsOurs: boolean;
  /** Milliseconds since 1970: a file that was changed later is not read until a restart. Undefined if it does not run. */
  readonly readAt: number | undefined;
}

/** Traits that a short option sets: `--ip=…`. */
const SHORT: readonly string[] = ['ip', 'port', 'sock', 'base_url', 'certfile', 'keyfile'];

/** `--ServerApp.token=abc`, `-ServerApp.token=abc` (traitlets 5), `--ip=0.0.0.0`, `--allow-root`. */
const OPTION = /^(?:--(?=[A-Za-z])|-(?=[A-Za-z]\w*\.))(?<key>[\w.-]+)(?:=(?<value>.*))?$/s;

/** Every running server, everything that starts one as this account or as root, and every environment for one. */
export async function readStarts(situation: Situation): Promise<Start[]> {
  const { system } = situation;
  const [running, launches, user] = await Promise.all([
    situation.get('runningServers'),
    situation.get('launches'),
    situation.get('user'),
  ]);
  const counted = launches.filter((one) => isOwn(one, user, system) || one.user === 'root');
  return Promise.all([
    ...running.map(({ pid, file }) => startOfProcess(pid, file, situation)),
    ...counted.map((launch) => startOfLaunch(launch, isOwn(launch, user, system), situation)),
  ]).then((all) => all.filter((start) => start !== undefined));
}

function isOwn({ user }: Launch, { name }: User, { uid }: System): boolean {
  return user === undefined || user === name || user === String(uid);
}

async function startOfProcess(
  pid: number,
  runtimeFile: string,
  situation: Situation,
): Promise<Start | undefined> {
  const { system } = situation;
  const { files, home } = system;
  const process = await readProcess(pid, files);
  if (process === undefined) return undefined;
  const { args, env } = process;
  const where = t().access.doors.process(pid);
  const words = args.map((text): LaunchWord => ({ text, line: 0 }));
  const variables = Object.entries(env ?? {}).map(
    ([name, value]): LaunchVariable => ({ name, value, file: where, line: 0 }),
  );
  const cwd = await files.realPath(`/proc/${pid}/cwd`).catch(() => env?.PWD);
  const config =
    env && (await otherConfigOf(situation, { words, env, home: env.HOME ?? home, cwd: cwd ?? env.PWD }));
  const up = (await files.facts(runtimeFile).catch(() => undefined))?.mtimeMs ?? Number.POSITIVE_INFINITY;
  return {
    pid,
    where,
    settings: await settingsOf(words, variables, where, system),
    config,
    readsOurs: config?.readsOurs ?? true,
    readAt: Math.min(system.startedAt(pid) ?? Number.POSITIVE_INFINITY, up),
  };
}

async function startOfLaunch(
  { kind, file, args, env, user, cwd, isElsewhere = false }: Launch,
  isOwnAccount: boolean,
  situation: Situation,
): Promise<Start> {
  const { system } = situation;
  const given = Object.fromEntries(env.map(({ name, value }) => [name, value]));
  // A login inherits what this shell has; a unit, a table of cron and a boot script do not.
  const isOfLogin = user === undefined && ['environment', 'script', 'desktop'].includes(kind);
  const own = isOfLogin ? system.env : {};
  const config = isElsewhere
    ? undefined
    : await otherConfigOf(situation, {
        words: args,
        env: { ...own, ...given },
        home: given.HOME ?? (isOwnAccount || user !== 'root' ? system.home : '/root'),
        cwd,
      });
  return {
    pid: undefined,
    where: file,
    settings: await settingsOf(args, env, file, system),
    config,
    readsOurs: isOwnAccount && !isElsewhere && (config?.readsOurs ?? true),
    readAt: undefined,
  };
}

async function settingsOf(
  words: readonly LaunchWord[],
  variables: readonly LaunchVariable[],
  file: string,
  { files, home }: System,
): Promise<AccessSetting[]> {
  const last = new Map(variables.map((one) => [one.name, one]));
  const found = new Map<string, AccessSetting>();
  for (const { variable, name, read } of VARIABLES) {
    const { value, file: at, line, code } = last.get(variable) ?? {};
    if (!value || at === undefined || line === undefined || code !== undefined) continue;
    const meant = read === 'file' ? await readText(value, files) : read(value);
    if (meant !== undefined)
      found.set(name, setting(variable, name, meant, { file: at, line, text: `${variable}=` }));
  }
  const options = words.flatMap((_word, at) => optionsAt(words, at, file));
  return [
    ...found.values(),
    ...(await Promise.all(options.map((one) => withRealPaths(one, { files, home })))),
  ];
}

/** What the word at this place sets. */
function optionsAt(words: readonly LaunchWord[], at: number, file: string): AccessSetting[] {
  const { text = '', line = 0, code } = words[at] ?? {};
  const { key = '', value } = OPTION.exec(text)?.groups ?? {};
  const name = nameOf(key).replaceAll('-', '_');
  if (key === 'allow-root') return [setting('--allow-root', 'allow_root', true, { file, line, text })];
  if (!key.includes('.') && !SHORT.includes(name)) return [];
  const next = words[at + 1];
  const given = value ?? (next?.text.startsWith('--') ? undefined : next?.text);
  const unknown = code ?? (value === undefined ? next?.code : undefined);
  if (given === undefined) return [];
  const known = unknown === undefined ? readValue(given, name) : undefined;
  const found = setting(key, name, known, { file, line, text }, unknown);
  return [found, ...entriesOf(found)];
}

function setting(
  key: string,
  name: string,
  value: unknown,
  { file, line, text }: { file: string; line: number; text: string },
  code?: string,
): AccessSetting {
  const isFile = line > 0;
  const [shown = ''] = maskLines([text], []);
  return {
    key: key.includes('.') || key.startsWith('JUPYTER_') ? key : `--${key.replace(/^--/, '')}`,
    name,
    value,
    lines: [],
    where: isFile ? `${file}:${line}` : file,
    evidence: { ...(isFile && file.startsWith('/') && { file, line }), text: shown },
    ...(code !== undefined && { code }),
  };
}

/**
 * As traitlets reads a command line: Python's words, lists, dictionaries and texts in quotes, else the text itself. A
 * dictionary may be given as `key=value` too (traitlets 5).
 */
function readValue(text: string, name: string): unknown {
  // traitlets 5 takes 1 and 0 too, for what it knows to be a switch.
  if (/^true$/i.test(text) || (text === '1' && isFlag(name))) return true;
  if (/^false$/i.test(text) || (text === '0' && isFlag(name))) return false;
  const quoted = /^(["'])(.*)\1$/.exec(text);
  if (quoted) return quoted[2];
  const [, entry, value] = (isContainer(name) && /^(\w+)=(.*)$/s.exec(text)) || [];
  if (entry !== undefined && value !== undefined) return { [entry]: readValue(value, '') };
  return /^[[{(]/.test(text) ? literalIn(text) : text;
}

function literalIn(text: string): unknown {
  try {
    return readSettings(`c.A.b = ${text}\n`, true).settings[0]?.value ?? text;
  } catch {
    return text;
  }
}
