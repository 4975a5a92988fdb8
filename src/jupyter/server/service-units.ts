import { posix } from 'node:path';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';
import { startsJupyterIn } from './launch.ts';
import { shellWords } from './shell-words.ts';

/** One `Name=value` of a systemd unit. */
export interface UnitLine {
  readonly section: string;
  readonly name: string;
  readonly value: string;
  /** The unit's file, or that of a drop-in. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

/** A systemd service that starts a Jupyter. */
export interface ServiceUnit {
  readonly file: string;
  /** System-wide, or for this user only. */
  readonly scope: 'system' | 'user';
  /** The lines of its file, then those of its drop-ins, which override it. */
  readonly lines: readonly UnitLine[];
}

/** Where systemd looks for units (systemd.unit(5)), strongest first: a file hides those of the same name after it. */
const DIRECTORIES: Readonly<Record<ServiceUnit['scope'], (system: System) => readonly string[]>> = {
  user({ env, home }) {
    const config = posix.join(env.XDG_CONFIG_HOME || posix.join(home, '.config'), 'systemd');
    const runtime = env.XDG_RUNTIME_DIR ? [posix.join(env.XDG_RUNTIME_DIR, 'systemd')] : [];
    return [
      posix.join(config, 'user.control'),
      ...runtime.map((directory) => posix.join(directory, 'transient')),
      posix.join(config, 'user'),
      '/etc/systemd/user',
      ...runtime.map((directory) => posix.join(directory, 'user')),
      '/run/systemd/user',
      posix.join(env.XDG_DATA_HOME || posix.join(home, '.local/share'), 'systemd/user'),
      '/usr/local/lib/systemd/user',
      '/usr/lib/systemd/user',
    ];
  },
  system: () => [
    '/etc/systemd/system.control',
    '/run/systemd/transient',
    '/etc/systemd/system',
    '/run/systemd/system',
    '/usr/local/lib/systemd/system',
    '/usr/lib/systemd/system',
    '/lib/systemd/system',
  ],
};

/** Packages put hundreds of units there. Only those with a telling name, or with drop-ins elsewhere, are read. */
const OF_PACKAGES = /^(?:\/usr)?\/lib\//;
const TELLING = /jup|lab|note|ipython/i;

/** The services among these that start a Jupyter. */
export function startingJupyter(units: readonly ServiceUnit[]): ServiceUnit[] {
  return units.filter(({ lines }) =>
    lines.some(({ name, value }) => name === 'ExecStart' && startsJupyterIn(shellWords(value))),
  );
}

/** Every service that may start a Jupyter, perhaps by a script, with its drop-ins. Does not query systemd. */
export async function readServiceUnits(system: System): Promise<ServiceUnit[]> {
  if (system.platform !== 'linux') return [];
  const scopes = ['user', 'system'] as const;
  const found = await Promise.all(scopes.map((scope) => unitsOf(scope, system)));
  return found.flat();
}

async function unitsOf(scope: ServiceUnit['scope'], system: System): Promise<ServiceUnit[]> {
  const directories = await Promise.all(
    DIRECTORIES[scope](system).map(async (path) => ({
      path,
      names: await system.files.list(path).catch(() => [] as string[]),
    })),
  );
  const names = directories.flatMap((one) => one.names).filter((name) => name.endsWith('.service'));
  const units = [...new Set(names)].map(async (name): Promise<ServiceUnit | undefined> => {
    const [directory] = directories.filter((one) => one.names.includes(name));
    const dropIns = dropInsOf(name);
    const holders = directories.flatMap((one) =>
      dropIns.filter((dropIn) => one.names.includes(dropIn)).map((dropIn) => posix.join(one.path, dropIn)),
    );
    const isOther = holders.length === 0 && OF_PACKAGES.test(directory?.path ?? '') && !TELLING.test(name);
    if (directory === undefined || isOther) return undefined;
    const file = posix.join(directory.path, name);
    const own = readLines((await readText(file, system.files)) ?? '', file);
    const more = await Promise.all((await dropInFiles(holders, system)).map((path) => linesIn(path, system)));
    return { file, scope, lines: [...own, ...more.flat()] };
  });
  return (await Promise.all(units)).filter((unit) => unit !== undefined);
}

/** The directories with drop-ins of a unit, by name: 'a-b@c.service' has those of 'a-b@.service' and 'a-.service'. */
function dropInsOf(name: string): string[] {
  const stem = name.slice(0, -'.service'.length);
  const [template = stem, instance] = stem.split('@');
  const parts = template.split('-').slice(0, -1);
  const prefixes = parts.map((_part, at) => `${parts.slice(0, at + 1).join('-')}-.service.d`);
  const templates = instance === undefined ? [] : [`${template}@.service.d`];
  return [...new Set([`${name}.d`, ...templates, ...prefixes, 'service.d'])];
}

/** The files of these directories, strongest first, in the order in which they apply: by name, whatever the directory. */
export async function dropInFiles(directories: readonly string[], { files }: System): Promise<string[]> {
  const byName = new Map<string, string>();
  for (const directory of directories)
    for (const name of await files.list(directory).catch(() => [] as string[]))
      if (name.endsWith('.conf') && !byName.has(name)) byName.set(name, posix.join(directory, name));
  return [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
}

/** The lines of one file in the syntax of units. */
export async function linesIn(path: string, { files }: System): Promise<UnitLine[]> {
  return readLines((await readText(path, files)) ?? '', path);
}

/** The part of systemd.syntax(7) needed here: sections, comments, and lines continued with a backslash. */
function readLines(source: string, file: string): UnitLine[] {
  const found: UnitLine[] = [];
  let section = '';
  const texts = source.split(/\r?\n/);
  for (let at = 0; at < texts.length; at += 1) {
    const line = at + 1;
    const first = texts[at] ?? '';
    if (/^\s*[#;]/.test(first)) continue;
    let whole = first;
    while (whole.endsWith('\\') && at + 1 < texts.length) {
      at += 1;
      const next = texts[at]?.trim() ?? '';
      // A comment between the lines of a value is skipped, and the value goes on after it.
      if (!/^[#;]/.test(next)) whole = `${whole.slice(0, -1)} ${next}`;
    }
    section = /^\s*\[(.+)\]\s*$/.exec(whole)?.[1] ?? section;
    const [, name, value] = /^\s*([A-Za-z]+)\s*=\s*(.*?)\s*$/.exec(whole) ?? [];
    if (name !== undefined && value !== undefined)
      found.push({ section, name, value, file, line, text: first.trim() });
  }
  return found;
}
