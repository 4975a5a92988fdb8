import {
  findLaunches,
  type Launch,
  type LaunchVariable,
  type LaunchWord,
} from '../../jupyter/server/launches.ts';
import { t } from '../../messages/index.ts';
import { maskLines } from '../../plan/masking.ts';
import type { Situation } from '../../situation/situation.ts';
import { readProcess } from '../../system/process-info.ts';
import { type AccessSetting, nameOf } from './settings.ts';

/** How a server is or will be started, and what that alone sets. */
export interface Start {
  /** A process that runs now; undefined for what starts one later. */
  readonly pid: number | undefined;
  /** 'FILE' or 'process 123', for a sentence. */
  readonly where: string;
  /** In order: a later one of the same name wins. */
  readonly settings: readonly AccessSetting[];
}

/** Traits that a short option sets: `--ip=…`. */
const SHORT: readonly string[] = ['ip', 'port', 'sock', 'base_url', 'certfile', 'keyfile'];

/** `--ServerApp.token=abc`, `--ip=0.0.0.0`, `--allow-root`. */
const OPTION = /^--(?<key>[A-Za-z][\w.-]*)(?:=(?<value>.*))?$/s;

/** Every running server and every unit, crontab line and supervisor program that starts one, as this account. */
export async function readStarts(situation: Situation): Promise<Start[]> {
  const { system } = situation;
  const [running, launches, user] = await Promise.all([
    situation.get('runningServers'),
    situation.once('launches', () => findLaunches(system)),
    situation.get('user'),
  ]);
  const processes = await Promise.all(running.map(({ pid }) => readProcess(pid, system.files)));
  const own = launches.filter((one) => one.user === undefined || one.user === user.name);
  return [
    ...processes.flatMap((process) => {
      if (process === undefined) return [];
      const { pid, args, env = {} } = process;
      const where = t().access.doors.process(pid);
      const words = args.map((text): LaunchWord => ({ text, line: 0 }));
      const variables = Object.entries(env).map(
        ([name, value]): LaunchVariable => ({ name, value, file: where, line: 0 }),
      );
      return [{ pid, where, settings: settingsOf(words, variables, where) }];
    }),
    ...own.map((launch) => ({ pid: undefined, where: launch.file, settings: ofLaunch(launch) })),
  ];
}

function ofLaunch({ args, env, file }: Launch): AccessSetting[] {
  return settingsOf(args, env, file);
}

function settingsOf(
  words: readonly LaunchWord[],
  variables: readonly LaunchVariable[],
  file: string,
): AccessSetting[] {
  const tokens = variables.filter(({ name }) => name === 'JUPYTER_TOKEN');
  return [
    ...tokens.map(({ name, value, file: at, line }) => setting(name, 'token', value, at, line, `${name}=`)),
    ...words.flatMap(({ text, line }, at) => {
      const { key = '', value } = OPTION.exec(text)?.groups ?? {};
      const name = nameOf(key).replaceAll('-', '_');
      if (key === 'allow-root') return [setting('--allow-root', 'allow_root', true, file, line, text)];
      if (!key.includes('.') && !SHORT.includes(name)) return [];
      const next = words[at + 1]?.text;
      const given = value ?? (next?.startsWith('--') ? undefined : next);
      return given === undefined ? [] : [setting(key, name, readValue(given), file, line, text)];
    }),
  ];
}

function setting(
  key: string,
  name: string,
  value: unknown,
  file: string,
  line: number,
  text: string,
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
  };
}

/** As traitlets reads a command line: Python's words and numbers, else text; a Python list or string in quotes. */
function readValue(text: string): unknown {
  if (text === 'True' || text === 'true') return true;
  if (text === 'False' || text === 'false') return false;
  const quoted = /^(["'])(.*)\1$/.exec(text);
  return quoted ? quoted[2] : text;
}
