import { posix } from 'node:path';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';
import { findServiceUnits, type ServiceUnit, startsJupyterIn } from './service-units.ts';

/** A place that starts a Jupyter by itself: its command line and the environment that it gives. */
export interface Launch {
  readonly kind: 'systemd' | 'cron' | 'supervisor';
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

/** Every launch of a Jupyter that this user can read: systemd units, the own crontab, supervisor's programs. */
export async function findLaunches(system: System): Promise<Launch[]> {
  if (system.platform === 'win32') return [];
  const found = await Promise.all([
    systemdLaunches(system),
    cronLaunches(system),
    supervisorLaunches(system),
  ]);
  return found.flat();
}

async function systemdLaunches(system: System): Promise<Launch[]> {
  const units = await findServiceUnits(system);
  return Promise.all(units.map((unit) => unitLaunch(unit, system)));
}

async function unitLaunch({ file, lines }: ServiceUnit, system: System): Promise<Launch> {
  const service = lines.filter(({ section }) => section === 'Service');
  const start = service.findLast(({ name }) => name === 'ExecStart');
  const args = start === undefined ? [] : wordsAfterProgram(shellWords(start.value), start.line);
  const env: LaunchVariable[] = [];
  for (const { name, value, line } of service) {
    if (name === 'Environment') env.push(...shellWords(value).flatMap((word) => variable(word, file, line)));
    if (name === 'EnvironmentFile') env.push(...(await variablesIn(value.replace(/^-/, ''), system)));
  }
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
  if (code !== 0) return [];
  const env: LaunchVariable[] = [];
  return stdout.split('\n').flatMap((text, at): Launch[] => {
    const line = at + 1;
    const [, name, value] = /^\s*([A-Za-z_]\w*)\s*=\s*["']?(.*?)["']?\s*$/.exec(text) ?? [];
    if (name !== undefined && value !== undefined) env.push({ name, value, file: 'crontab', line });
    const command = /^\s*(?:@\w+|(?:[\d*,/-]+\s+){4}\S+)\s+(.*)$/.exec(text)?.[1];
    if (command === undefined || !startsJupyterIn(command)) return [];
    const words = shellWords(command);
    const given = words.flatMap((word) => variable(word, 'crontab', line));
    const args = wordsAfterProgram(words, line);
    return [{ kind: 'cron', file: 'crontab', args, env: [...env, ...given], user: undefined }];
  });
}

const SUPERVISOR = ['/etc/supervisor/conf.d', '/etc/supervisord.d'] as const;

async function supervisorLaunches(system: System): Promise<Launch[]> {
  const found = await Promise.all(
    SUPERVISOR.map(async (directory) => {
      const names = await system.files.list(directory).catch(() => []);
      const files = names.filter((name) => /\.(?:conf|ini)$/.test(name));
      return Promise.all(files.map((name) => programsIn(posix.join(directory, name), system)));
    }),
  );
  return found.flat(2);
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
