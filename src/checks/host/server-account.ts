import { posix } from 'node:path';
import type { RunningServer } from '../../jupyter/server/running-servers.ts';
import type { Trait } from '../../jupyter/target.ts';
import type { CheckContext } from '../../situation/check.ts';
import { effectiveSetting } from '../../situation/effective-setting.ts';
import { type ProcessFacts, readProcess } from '../../system/process-info.ts';

/** Settings by command-line option, with underscores for dashes. */
const OPTIONS: Readonly<Record<string, Trait>> = {
  ip: 'ip',
  port: 'port',
  port_retries: 'port_retries',
  base_url: 'base_url',
  certfile: 'certfile',
  keyfile: 'keyfile',
};

/** `--port=9000`, `--port 9000`, `--ServerApp.port=9000`. */
const SHAPE = /^--(?:[A-Za-z]+App\.)?(?<name>[a-z_-]+)(?:=(?<value>.*))?$/;

/** Why the settings of a running server may differ from the current config files. */
export interface ServerAccount {
  readonly server: RunningServer;
  readonly isSuspended: boolean;
  readonly otherConfig: OtherConfig | undefined;
  /** Options of its command line that contradict the files. */
  readonly options: readonly CommandOption[];
  /** A config file that changed after the server started. */
  readonly changedSince: string | undefined;
}

/** Why a server reads other config files than the doctor. */
export interface OtherConfig {
  /** '--config=/srv/jupyter.py', 'JUPYTER_CONFIG_DIR=/srv', 'user 1000'. */
  readonly because: string;
  /** The named file does not exist, so the server read nothing in its place. */
  readonly isMissing?: boolean;
}

/** Environment variables that decide which files a Jupyter reads. */
const VARIABLES = ['JUPYTER_CONFIG_DIR', 'JUPYTER_CONFIG_PATH', 'JUPYTER_NO_CONFIG'] as const;

/** Derives the account of a running server from /proc and from modification times. */
export async function accountOf(context: CheckContext, server: RunningServer): Promise<ServerAccount> {
  const process = await readProcess(server.pid, context.system.files);
  const otherConfig = process && (await otherConfigOf(context, process));
  return {
    server,
    isSuspended: process?.isSuspended ?? false,
    otherConfig,
    options: process ? await overridingOptions(context, process) : [],
    changedSince: otherConfig === undefined ? await newerFile(context, server.file) : undefined,
  };
}

/** Why a process reads other config files than the doctor; undefined if it reads the same ones. */
export async function otherConfigOf(
  { situation, system }: CheckContext,
  { uid, args, env }: ProcessFacts,
): Promise<OtherConfig | undefined> {
  const { files } = await situation.get('sources');
  const [named] = configArguments(args);
  const known = files.map(({ path }) => path);
  const path = named === undefined ? undefined : posix.resolve(env?.PWD ?? system.cwd, named);
  // Jupyter also accepts the name without its extension.
  if (
    path !== undefined &&
    !known.some((file) => file === path || file.replace(/\.(?:py|json)$/, '') === path)
  )
    return { because: `--config=${named}`, isMissing: await isMissing(path, system.files) };
  if (env !== undefined) {
    const other = VARIABLES.find(
      (name) => (env[name] ?? '') !== (system.env[name] ?? '') && !isOurDirectory(name),
    );
    if (other !== undefined) return { because: `${other}=${env[other] ?? ''}` };
    const home = env.HOME;
    const byHome = env.JUPYTER_CONFIG_DIR === undefined && home !== undefined && home !== system.home;
    return byHome ? { because: `HOME=${home}` } : undefined;
    function isOurDirectory(name: string): boolean {
      return name === 'JUPYTER_CONFIG_DIR' && known.some((file) => posix.dirname(file) === env?.[name]);
    }
  }
  return uid !== undefined && uid !== system.uid ? { because: `user ${uid}` } : undefined;
}

/** Options of the command line that contradict the files. */
async function overridingOptions(
  { situation }: CheckContext,
  { args }: ProcessFacts,
): Promise<CommandOption[]> {
  const found: CommandOption[] = [];
  for (const option of commandOptions(args)) {
    const { value, source } = await effectiveSetting(situation, option.trait);
    const given = option.trait === 'ip' && option.value === '' ? '*' : option.value;
    if (source !== undefined && String(value) !== given) found.push(option);
  }
  return found;
}

/** A non-empty config file that is newer than the runtime file, which the server writes when it has started. */
async function newerFile(
  { situation, system }: CheckContext,
  runtimeFile: string,
): Promise<string | undefined> {
  const started = (await system.files.facts(runtimeFile))?.mtimeMs;
  const { files } = await situation.get('sources');
  for (const { path, exists, settings, opaque } of files) {
    if (!exists || settings.length + opaque.length === 0) continue;
    const changed = (await system.files.facts(path))?.mtimeMs;
    if (started !== undefined && changed !== undefined && changed > started) return path;
  }
  return undefined;
}

/** Jupyter also accepts the name without its extension. A path that cannot be examined counts as present. */
export async function isMissing(path: string, files: CheckContext['system']['files']): Promise<boolean> {
  const candidates = [path, `${path}.py`, `${path}.json`];
  const facts = await Promise.all(candidates.map((one) => files.facts(one).catch(() => true)));
  return facts.every((one) => one === undefined);
}

/** A setting on the command line of a running server, which overrides every file. */
interface CommandOption {
  readonly trait: Trait;
  readonly value: string;
  /** As typed: '--port=9000'. */
  readonly text: string;
}

/** The settings on a command line; the last value of each one. */
export function commandOptions(args: readonly string[]): CommandOption[] {
  const found = new Map<Trait, CommandOption>();
  for (const [index, text] of args.entries()) {
    const { name = '', value } = SHAPE.exec(text)?.groups ?? {};
    const trait = OPTIONS[name.replaceAll('-', '_')];
    const given = value ?? args[index + 1];
    if (trait !== undefined && given !== undefined)
      found.set(trait, { trait, value: given, text: value === undefined ? `${text} ${given}` : text });
  }
  return [...found.values()];
}

/** The files named with --config. */
export function configArguments(args: readonly string[]): string[] {
  return args.flatMap((text, index) => {
    const found = /^--(?:JupyterApp\.)?config(?:_file)?(?:=(.*))?$/s.exec(text);
    return (found && (found[1] ?? args[index + 1])) ?? [];
  });
}

/** Does a command line start a Jupyter server? */
export function startsJupyter(args: readonly string[]): boolean {
  const words = args.slice(0, 3).map((word) => word.replace(/^.*[\\/]/, ''));
  return words.some(
    (word, index) =>
      /^jupyter-(?:lab|notebook|server|nbclassic)(?:\.exe|-script\.py)?$/.test(word) ||
      (/^jupyter(?:\.exe)?$/.test(word) &&
        /^(?:lab|notebook|server|nbclassic)$/.test(words[index + 1] ?? '')) ||
      (word === '-m' && /^(?:jupyterlab|notebook|jupyter_server|jupyter)$/.test(words[index + 1] ?? '')),
  );
}
