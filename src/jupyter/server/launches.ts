import { posix } from 'node:path';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';
import { findServiceUnits, type ServiceUnit, startsJupyterIn } from './service-units.ts';

/** A place that starts a Jupyter by itself: its command line and the environment that it gives. */
export interface Launch {
  readonly kind: 'systemd' | 'cron' | 'supervisor' | 'rc.local' | 'launchd';
  /** The file; 'crontab' for the user's own table. */
  readonly file: string;
  /** The words after the program, as the server gets them. */
  readonly args: readonly LaunchWord[];
  readonly env: readonly LaunchVariable[];
  /** The account it runs as, if it names one. */
  readonly user: string | undefined;
}

/** One word of a command line, and the line it stands in. */
export interface LaunchWord {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
}

/** One variable, and where it is set. */
export interface LaunchVariable {
  readonly name: string;
  readonly value: string;
  readonly file: string;
  readonly line: number;
}

/**
 * Every launch of a Jupyter that this user can read: systemd units, the user's and the system's crontabs, programs of
 * supervisor, rc.local, agents and daemons of launchd.
 */
export async function findLaunches(system: System): Promise<Launch[]> {
  if (system.platform === 'win32') return [];
  const found = await Promise.all([
    systemdLaunches(system),
    cronLaunches(system),
    systemCronLaunches(system),
    supervisorLaunches(system),
    rcLocalLaunches(system),
    launchdLaunches(system),
  ]);
  return found.flat();
}

async function systemdLaunches(system: System): Promise<Launch[]> {
  const units = await findServiceUnits(system);
  return Promise.all(units.map((unit) => unitLaunch(unit, system)));
}

async function unitLaunch({ file: unit, lines }: ServiceUnit, system: System): Promise<Launch> {
  const service = lines.filter(({ section }) => section === 'Service');
  const start = service.findLast(({ name }) => name === 'ExecStart');
  const args = start === undefined ? [] : wordsAfterProgram(shellWords(start.value), start.line);
  const env: LaunchVariable[] = [];
  for (const { name, value, file, line } of service) {
    if (name === 'Environment') env.push(...shellWords(value).flatMap((word) => variable(word, file, line)));
    if (name === 'EnvironmentFile') env.push(...(await variablesIn(value.replace(/^-/, ''), system)));
  }
  const file = start?.file ?? unit;
  return { kind: 'systemd', file, args, env, user: service.findLast(({ name }) => name === 'User')?.value };
}

/** A file of `NAME=value` lines (systemd.exec(5)). */
async function variablesIn(path: string, { files }: System): Promise<LaunchVariable[]> {
  if (/[%$]/.test(path)) return [];
  const text = await readText(path, files).catch(() => undefined);
  return (text ?? '').split('\n').flatMap((one, at) => {
    const [word = ''] = /^\s*[#;]/.test(one) ? [] : [one.trim()];
    return variable(word.replace(/=(["'])(.*)\1$/, '=$2'), path, at + 1);
  });
}

/** Lines of the own crontab: `@reboot …` and those with times. Programs in it get variables from lines before. */
async function cronLaunches(system: System): Promise<Launch[]> {
  const { stdout, code } = await system
    .run('crontab', ['-l'], { timeout: 5000 })
    .catch(() => ({ stdout: '', code: 1 }));
  return code === 0 ? cronLines(stdout, 'crontab', false) : [];
}

/** Tables of the whole system, whose lines name a user. */
async function systemCronLaunches({ files }: System): Promise<Launch[]> {
  const names = (await files.list('/etc/cron.d').catch(() => [])).filter((name) => /^[\w-]+$/.test(name));
  const paths = ['/etc/crontab', ...names.map((name) => posix.join('/etc/cron.d', name))];
  const found = await Promise.all(
    paths.map(async (path) => cronLines((await readText(path, files).catch(() => '')) ?? '', path, true)),
  );
  return found.flat();
}

function cronLines(table: string, file: string, hasUser: boolean): Launch[] {
  const env: LaunchVariable[] = [];
  return table.split('\n').flatMap((text, at): Launch[] => {
    const line = at + 1;
    const [, name, value] = /^\s*([A-Za-z_]\w*)\s*=\s*["']?(.*?)["']?\s*$/.exec(text) ?? [];
    if (name !== undefined && value !== undefined) env.push({ name, value, file, line });
    const timed = /^\s*(?:@\w+|(?:[\d*,/-]+\s+){4}\S+)\s+(.*)$/.exec(text)?.[1];
    const [, user, command = timed] = (hasUser && /^(\S+)\s+(.*)$/.exec(timed ?? '')) || [];
    if (command === undefined || !startsJupyterIn(command)) return [];
    const words = shellWords(command);
    const given = words.flatMap((word) => variable(word, file, line));
    const args = wordsAfterProgram(words, line);
    return [{ kind: 'cron', file, args, env: [...env, ...given], user }];
  });
}

const SUPERVISOR = ['/etc/supervisor/conf.d', '/etc/supervisord.d'] as const;

const SUPERVISOR_FILES = ['/etc/supervisor/supervisord.conf', '/etc/supervisord.conf'] as const;

/** What runs at the end of the start of the computer, as root. */
async function rcLocalLaunches({ files }: System): Promise<Launch[]> {
  const paths = ['/etc/rc.local', '/etc/rc.d/rc.local'];
  const found = await Promise.all(
    paths.map(async (file) => {
      const text = (await readText(file, files).catch(() => undefined)) ?? '';
      return text.split('\n').flatMap((one, at): Launch[] => {
        if (/^\s*#/.test(one) || !startsJupyterIn(one)) return [];
        const line = at + 1;
        const words = shellWords(one);
        const env = words.flatMap((word) => variable(word, file, line));
        const user = /\b(?:su|runuser)\s+(?:-\S*\s+)*([a-z_][\w-]*)|\bsudo\s+.*?-u\s*(\S+)/.exec(one);
        return [
          {
            kind: 'rc.local',
            file,
            args: wordsAfterProgram(words, line),
            env,
            user: user?.[1] ?? user?.[2] ?? 'root',
          },
        ];
      });
    }),
  );
  // One is often a link to the other.
  return found.find((launches) => launches.length > 0) ?? [];
}

/** Agents and daemons of macOS, as XML. Not verified: no test machine runs macOS. */
async function launchdLaunches({ files, home }: System): Promise<Launch[]> {
  const directories = [
    { directory: posix.join(home, 'Library/LaunchAgents'), user: undefined },
    { directory: '/Library/LaunchAgents', user: undefined },
    { directory: '/Library/LaunchDaemons', user: 'root' },
  ];
  const found = await Promise.all(
    directories.map(async ({ directory, user }) => {
      const names = await files.list(directory).catch(() => [] as string[]);
      return Promise.all(
        names
          .filter((name) => name.endsWith('.plist'))
          .map(async (name) => {
            const file = posix.join(directory, name);
            return plistLaunch(file, (await readText(file, files).catch(() => undefined)) ?? '', user);
          }),
      );
    }),
  );
  return found.flat(2);
}

function plistLaunch(file: string, text: string, daemon: string | undefined): Launch[] {
  const lineAt = (index: number) => text.slice(0, index).split('\n').length;
  const block = (key: string, tag: string) => {
    const found = new RegExp(`<key>${key}</key>\\s*<${tag}>([\\s\\S]*?)</${tag}>`).exec(text);
    return found === null
      ? undefined
      : { text: found[1] ?? '', from: found.index + found[0].indexOf(found[1] ?? '') };
  };
  const given = block('ProgramArguments', 'array');
  if (given === undefined) return [];
  const words = [...given.text.matchAll(/<string>([\s\S]*?)<\/string>/g)].map((found) => ({
    text: unescaped(found[1] ?? ''),
    line: lineAt(given.from + found.index),
  }));
  const command = words.map((word) => word.text).join(' ');
  if (!startsJupyterIn(command)) return [];
  const variables = block('EnvironmentVariables', 'dict');
  const pairs = variables?.text.matchAll(/<key>([\s\S]*?)<\/key>\s*<string>([\s\S]*?)<\/string>/g) ?? [];
  const env = [...pairs].map(
    ([whole, name = '', value = '']): LaunchVariable => ({
      name,
      value: unescaped(value),
      file,
      line: lineAt((variables?.from ?? 0) + (variables?.text.indexOf(whole) ?? 0)),
    }),
  );
  const user = block('UserName', 'string')?.text ?? daemon;
  const line = words[0]?.line ?? 1;
  const args = wordsAfterProgram(
    words.map((word) => word.text),
    line,
  );
  // Each word stands on its own line.
  const placed = args.map((arg) => words.find((word) => word.text === arg.text) ?? arg);
  return [{ kind: 'launchd', file, args: placed, env, user }];
}

function unescaped(text: string): string {
  return text.replace(
    /&(lt|gt|quot|apos|amp);/g,
    (_all, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? '&',
  );
}

async function supervisorLaunches(system: System): Promise<Launch[]> {
  const found = await Promise.all(
    SUPERVISOR.map(async (directory) => {
      const names = await system.files.list(directory).catch(() => []);
      const files = names.filter((name) => /\.(?:conf|ini)$/.test(name));
      return Promise.all(files.map((name) => programsIn(posix.join(directory, name), system)));
    }),
  );
  const own = await Promise.all(SUPERVISOR_FILES.map((path) => programsIn(path, system)));
  return [...found.flat(2), ...own.flat()];
}

/** The `[program:…]` sections of a supervisor file that start a Jupyter. */
async function programsIn(file: string, { files }: System): Promise<Launch[]> {
  const text = (await readText(file, files).catch(() => undefined)) ?? '';
  const programs: { entries: Map<string, { value: string; line: number }> }[] = [];
  for (const [at, one] of text.split('\n').entries()) {
    if (/^\s*\[/.test(one)) programs.push({ entries: new Map() });
    const [, name, value] = /^\s*([a-z_]+)\s*=\s*(.*?)\s*$/.exec(one) ?? [];
    if (name !== undefined && value !== undefined)
      programs.at(-1)?.entries.set(name, { value: value.replace(/\s;.*$/, ''), line: at + 1 });
  }
  return programs.flatMap(({ entries }): Launch[] => {
    const command = entries.get('command');
    if (command === undefined || !startsJupyterIn(command.value)) return [];
    const given = entries.get('environment');
    const env = [...(given?.value ?? '').matchAll(/(\w+)=("[^"]*"|'[^']*'|[^,]*)/g)].map(
      ([, name = '', value = '']) => ({
        name,
        value: value.replace(/^(["'])(.*)\1$/, '$2'),
        file,
        line: given?.line ?? 0,
      }),
    );
    const args = wordsAfterProgram(shellWords(command.value), command.line);
    return [{ kind: 'supervisor', file, args, env, user: entries.get('user')?.value }];
  });
}

function variable(word: string, file: string, line: number): LaunchVariable[] {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
  return name === undefined || value === undefined ? [] : [{ name, value, file, line }];
}

/** Splits a command into words as a shell does, without expanding anything. */
export function shellWords(command: string): string[] {
  return [...command.matchAll(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/g)].map(([word]) =>
    word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g, (_all, twice, once, one) =>
      twice === undefined ? (once ?? one) : twice.replace(/\\(["\\$`])/g, '$1'),
    ),
  );
}

/** The words from the one that starts Jupyter on; those of a `sh -c` line are split again. */
function wordsAfterProgram(words: readonly string[], line: number): LaunchWord[] {
  const inner = words.find((word, at) => /\s/.test(word) && words[at - 1]?.match(/^-\w*c$/));
  const all = inner === undefined ? words : shellWords(inner);
  const from = all.findLastIndex(
    (word, at) =>
      /(?:^|\/)jupyter(?:-\w+)?$/.test(word) ||
      (all[at - 1] === '-m' && /^(?:jupyterlab|notebook|jupyter_server)$/.test(word)),
  );
  const to = all.findIndex((word, at) => at > from && /^(?:&&|\|\|?|;|&|\d?>.*)$/.test(word));
  return all.slice(Math.max(from, 0), to < 0 ? undefined : to).map((text) => ({ text, line }));
}
