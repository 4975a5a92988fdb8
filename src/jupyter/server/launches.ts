import { posix } from 'node:path';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';
import { type Launch, type LaunchVariable, type LaunchWord, variableIn } from './launch.ts';
import { launchdLaunches } from './launchd.ts';
import { desktopLaunches, loginFileLaunches, scriptLaunches, variablesIn } from './login-files.ts';
import { dropInFiles, linesIn, type ServiceUnit, type UnitLine } from './service-units.ts';
import { launchesOf, runScript, shellAt } from './shell-script.ts';
import { shellWords } from './shell-words.ts';
import { supervisorLaunches } from './supervisor.ts';

export type { Launch, LaunchVariable, LaunchWord } from './launch.ts';

/** Everything that starts a Jupyter by itself, or sets variables for the Jupyter that a user starts. */
const OTHER_SOURCES: readonly ((system: System) => Promise<Launch[]>)[] = [
  userCronLaunches,
  systemCronLaunches,
  supervisorLaunches,
  scriptLaunches,
  desktopLaunches,
  loginFileLaunches,
  launchdLaunches,
];

/** Every launch of a Jupyter, and every environment for one, that this user can read. */
export async function findLaunches(system: System, units: readonly ServiceUnit[]): Promise<Launch[]> {
  if (system.platform === 'win32') return [];
  const found = await Promise.all([
    systemdLaunches(units, system),
    ...OTHER_SOURCES.map((source) => source(system)),
  ]);
  return found.flat();
}

async function systemdLaunches(units: readonly ServiceUnit[], system: System): Promise<Launch[]> {
  if (system.platform !== 'linux') return [];
  const [ofUser, ofSystem] = await Promise.all([
    managerEnvironment('user', system),
    managerEnvironment('system', system),
  ]);
  const found = await Promise.all(
    units.map((unit) => unitLaunches(unit, unit.scope === 'user' ? ofUser : ofSystem, system)),
  );
  const [first] = ofUser;
  const env = ofUser;
  const manager: Launch[] = first
    ? [{ kind: 'environment', file: first.file, args: [], env, user: undefined }]
    : [];
  return [...manager, ...found.flat()];
}

/** What a manager gives to all its units: environment.d(5) for the user's, `DefaultEnvironment` of systemd-system.conf(5). */
async function managerEnvironment(scope: ServiceUnit['scope'], system: System): Promise<LaunchVariable[]> {
  const { env, home } = system;
  const config = env.XDG_CONFIG_HOME || posix.join(home, '.config');
  const roots = [...(scope === 'user' ? [config] : []), '/etc', '/run', '/usr/local/lib', '/usr/lib'];
  const under = (name: string) => roots.map((root) => posix.join(root, name));
  const [tables, parts] = await Promise.all([
    scope === 'user' ? dropInFiles(under('environment.d'), system) : [],
    dropInFiles(under(`systemd/${scope}.conf.d`), system),
  ]);
  const found = await Promise.all(tables.map((path) => variablesIn(path, system)));
  const mains = under(`systemd/${scope}.conf`).toReversed();
  const lines = await Promise.all([...mains, ...parts].map((path) => linesIn(path, system)));
  const defaults = inForce(lines.flat(), 'DefaultEnvironment').flatMap((line) =>
    shellWords(line.value).flatMap((word) => variableAt(word, line)),
  );
  return [...found.flat(), ...defaults];
}

/** The lines of a unit that run a program when it starts. */
const COMMANDS = ['ExecStart', 'ExecStartPre', 'ExecStartPost'];

/** What the commands of a unit start, with the environment that the unit gives. */
async function unitLaunches(
  { file, scope, lines }: ServiceUnit,
  inherited: readonly LaunchVariable[],
  system: System,
): Promise<Launch[]> {
  const service = lines.filter(({ section }) => section === 'Service');
  const specified = (text: string) => withSpecifiers(text, file, scope, system);
  const last = (name: string) => specified(service.findLast((line) => line.name === name)?.value ?? '');
  const env = [...inherited];
  for (const line of inForce(service, 'Environment'))
    env.push(...shellWords(line.value).flatMap((word) => variableAt(specified(word), line)));
  for (const { value } of inForce(service, 'EnvironmentFile'))
    for (const path of await filesLike(specified(value.replace(/^-/, '')), system))
      env.push(...(await variablesIn(path, system)));
  const unset = inForce(service, 'UnsetEnvironment').flatMap(({ value }) => shellWords(value));
  const given = env.filter(({ name }) => !unset.includes(name));
  const isUser = scope === 'user';
  const user = isUser ? undefined : last('User') || 'root';
  const cwd = last('WorkingDirectory').replace(/^[-~]+/, '') || (isUser ? system.home : '/');
  const commands = COMMANDS.flatMap((name) => inForce(service, name));
  const found = commands.map((line) => {
    const command = line.value.replace(/^[-@:+!|]+/, '');
    const known = new Map(given.map((one) => [one.name, one]));
    const words = serviceWords(shellWords(command).map(specified), known, line.line);
    // The user of a template's instance is not known.
    const account = user?.includes('%') ? undefined : user;
    return launchesOf(
      words,
      shellAt({ system, kind: 'systemd', file: line.file, user: account, cwd }, given),
    );
  });
  return (await Promise.all(found)).flat();
}

/** The lines that count: an empty value takes back all before it. */
function inForce(lines: readonly UnitLine[], name: string): UnitLine[] {
  const named = lines.filter((line) => line.name === name);
  return named.slice(named.findLastIndex(({ value }) => value === '') + 1);
}

/** The words of ExecStart with their variables: `$NAME` alone is split at blanks, `${NAME}` anywhere is not. */
function serviceWords(
  words: readonly string[],
  env: ReadonlyMap<string, LaunchVariable>,
  line: number,
): LaunchWord[] {
  return words.flatMap((word): LaunchWord[] => {
    const alone = /^\$([A-Za-z_]\w*)$/.exec(word)?.[1];
    const value = env.get(alone ?? '')?.value;
    if (value !== undefined) return shellWords(value).map((text) => ({ text, line }));
    const filled = word.replace(/(?<!\$)\$\{(\w+)\}/g, (all, name: string) => env.get(name)?.value ?? all);
    const [code] = alone === undefined ? (/(?<!\$)\$\{\w+\}/.exec(filled) ?? []) : [word];
    return [{ text: filled.replaceAll('$$', '$'), line, ...(code !== undefined && { code }) }];
  });
}

/** Fills in the specifiers of systemd.unit(5) that can be known; the manager of the system runs as root. */
function withSpecifiers(
  text: string,
  file: string,
  scope: ServiceUnit['scope'],
  { env, home, uid = 0 }: System,
): string {
  const isUser = scope === 'user';
  const own = isUser ? home : '/root';
  const name = posix.basename(file);
  const [prefix = ''] = name.slice(0, -'.service'.length).split('@');
  const known: Readonly<Record<string, string>> = {
    '%': '%',
    h: own,
    u: isUser ? env.USER || posix.basename(home) : 'root',
    U: isUser ? String(uid) : '0',
    n: name,
    N: name.slice(0, -'.service'.length),
    p: prefix,
    E: isUser ? env.XDG_CONFIG_HOME || posix.join(home, '.config') : '/etc',
    S: isUser ? posix.join(home, '.local/state') : '/var/lib',
    t: isUser ? env.XDG_RUNTIME_DIR || `/run/user/${uid}` : '/run',
    T: '/tmp',
  };
  return text.replace(/%([%\w])/g, (all, letter: string) => known[letter] ?? all);
}

function variableAt(word: string, { file, line }: UnitLine): LaunchVariable[] {
  const found = variableIn(word, file, line);
  return found === undefined ? [] : [found];
}

/** The files that a path with `*` and `?` in its last part names. */
async function filesLike(pattern: string, { files }: System): Promise<string[]> {
  const [directory, name] = [posix.dirname(pattern), posix.basename(pattern)];
  if (!/[*?]/.test(name)) return [pattern];
  const shape = name
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const names = await files.list(directory).catch(() => [] as string[]);
  return names.filter((one) => new RegExp(`^${shape}$`).test(one)).map((one) => posix.join(directory, one));
}

/** The own crontab. */
async function userCronLaunches(system: System): Promise<Launch[]> {
  const { stdout, code } = await system
    .run('crontab', ['-l'], { timeout: 5000 })
    .catch(() => ({ stdout: '', code: 1 }));
  return code === 0 ? cronLaunches(stdout, 'crontab', false, system) : [];
}

/** The tables of the whole system, whose lines name a user. */
async function systemCronLaunches(system: System): Promise<Launch[]> {
  const names = await system.files.list('/etc/cron.d').catch(() => [] as string[]);
  // cron ignores names with a dot.
  const tables = names.filter((name) => /^[\w-]+$/.test(name)).map((name) => posix.join('/etc/cron.d', name));
  const found = await Promise.all(
    ['/etc/crontab', ...tables].map(async (file) =>
      cronLaunches((await readText(file, system.files)) ?? '', file, true, system),
    ),
  );
  return found.flat();
}

/** Lines with times or `@reboot`. Their programs get the variables from lines before. */
async function cronLaunches(
  table: string,
  file: string,
  namesUser: boolean,
  system: System,
): Promise<Launch[]> {
  const env: LaunchVariable[] = [];
  const found: Launch[] = [];
  for (const [at, text] of table.split('\n').entries()) {
    const line = at + 1;
    const [, name, value] = /^\s*([A-Za-z_]\w*)\s*=\s*["']?(.*?)["']?\s*$/.exec(text) ?? [];
    if (name !== undefined && value !== undefined) env.push({ name, value, file, line });
    const timed = /^\s*(?:@\w+|(?:[\d*,/-]+\s+){4}\S+)\s+(.*)$/.exec(text)?.[1] ?? '';
    const [, user, command = ''] = (namesUser ? /^(\S+)\s+(.*)$/ : /^()(.*)$/).exec(timed) ?? [];
    // What follows a percent sign is the standard input.
    const script = command.replace(/(?<!\\)%.*$/, '').replaceAll('\\%', '%');
    const cwd = user === 'root' ? '/root' : system.home;
    found.push(
      ...(await runScript(
        script,
        line,
        shellAt({ system, kind: 'cron', file, user: user || undefined, cwd }, env),
      )),
    );
  }
  return found;
}
