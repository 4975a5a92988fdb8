import { readFileSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { Place } from './set-up.ts';

const MANAGER_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export interface Command {
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** What the user's systemd would start of a unit, after systemd.service(5) and systemd.exec(5), or why nothing runs. */
export function commandOfUnit(place: Place): Command | string {
  const { home, unit } = place;
  const lines = readUnit(unit);
  const last = (name: string) => all(name).at(-1);
  const all = (name: string) => {
    const values = lines.filter((line) => line.name === name).map(({ value }) => value);
    return values.slice(values.lastIndexOf('') + 1);
  };
  const expand = (value: string) =>
    value.replaceAll('%%', '\0').replaceAll('%h', home.dir).replaceAll('\0', '%');
  const starts = all('ExecStart');
  if (starts.length !== 1) return `systemd: ${starts.length} ExecStart lines`;
  if (last('User') !== undefined) return 'systemd: a user manager cannot switch users (216/GROUP)';
  const env: Record<string, string> = { HOME: home.dir, PATH: MANAGER_PATH, LANG: 'C.UTF-8' };
  for (const value of all('Environment')) for (const pair of words(expand(value))) assign(env, pair);
  for (const value of all('EnvironmentFile')) {
    const path = expand(value.replace(/^-/, ''));
    if (!isAbsolute(path)) continue; // ignored with a message
    const text = readIfThere(path);
    if (text === '' && !value.startsWith('-')) return 'systemd: no environment file (resources)';
    for (const line of text.split('\n'))
      if (!/^\s*[#;]/.test(line)) assign(env, words(line.trim()).join(' '));
  }
  const directory = expand(last('WorkingDirectory') ?? home.dir);
  const cwd = directory === '~' ? home.dir : directory.replace(/^-/, '');
  if (!isAbsolute(cwd)) return 'systemd: the directory is not absolute';
  if (kindOf(cwd) !== 'directory') return 'systemd: no working directory (200/CHDIR)';
  const [program = '', ...args] = words(expand(starts[0] ?? ''));
  const file = program.replace(/^[-@:+!|]+/, '');
  const found = isAbsolute(file) ? [file] : MANAGER_PATH.split(':').map((path) => `${path}/${file}`);
  const real =
    file.includes('/') && !isAbsolute(file) ? undefined : found.find((path) => kindOf(path) === 'program');
  if (real === undefined) return 'systemd: no such program (203/EXEC)';
  const type = last('Type') ?? 'simple';
  if (/^(?:forking|notify|dbus)$/.test(type)) return `systemd: waits for a ${type} service until it kills it`;
  if (args.some((word) => /[^&]&\s*$/.test(word))) return 'systemd: ends what is left in the background';
  const given = args.map((word) => word.replace(/\$\{(\w+)\}/g, (_, name: string) => env[name] ?? ''));
  const values = given.flatMap((word) => (/^\$\w+$/.test(word) ? words(env[word.slice(1)] ?? '') : [word]));
  return { words: [real, ...values], env, cwd };
}

function readUnit(path: string): { name: string; value: string }[] {
  let section = '';
  const found: { name: string; value: string }[] = [];
  for (const line of readIfThere(path).replace(/\\\n/g, ' ').split('\n')) {
    const header = /^\[(.+)\]\s*$/.exec(line);
    if (header) section = header[1] ?? '';
    const [, name = '', value = ''] = /^\s*([A-Za-z]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (section === 'Service' && name !== '') found.push({ name, value });
  }
  return found;
}

function assign(env: Record<string, string>, pair: string): void {
  const [, name = '', value = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(pair) ?? [];
  if (name !== '') env[name] = value;
}

/** Words with the quotes of systemd.syntax(7). */
function words(text: string): string[] {
  return [...text.matchAll(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/g)].map(([word]) =>
    word.replace(
      /"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g,
      (_, double?: string, single?: string, one?: string) =>
        (double ?? single ?? one ?? '').replace(/\\(.)/g, '$1'),
    ),
  );
}

function kindOf(path: string): 'directory' | 'program' | 'file' | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (stat.isDirectory()) return 'directory';
  return (stat.mode & 0o111) === 0 ? 'file' : 'program';
}

/** The text of a file, or '' without it. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
