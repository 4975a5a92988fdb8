import { posix } from 'node:path';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';

/** One `Name=value` of a systemd unit. */
export interface UnitLine {
  readonly section: string;
  readonly name: string;
  readonly value: string;
  /** The unit file, or a drop-in of it. */
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
  /** The lines of the file, then those of its drop-ins, which override it. */
  readonly lines: readonly UnitLine[];
}

/** Where systemd looks for units (systemd.unit(5)), strongest first: the first file of a name hides the others. */
const DIRECTORIES: readonly { scope: ServiceUnit['scope']; of: (system: System) => readonly string[] }[] = [
  {
    scope: 'user',
    of: ({ env, home }) => [
      posix.join(env.XDG_CONFIG_HOME || posix.join(home, '.config'), 'systemd/user'),
      '/etc/systemd/user',
      '/run/systemd/user',
      posix.join(env.XDG_DATA_HOME || posix.join(home, '.local/share'), 'systemd/user'),
      '/usr/local/lib/systemd/user',
      '/usr/lib/systemd/user',
    ],
  },
  {
    scope: 'system',
    of: () => [
      '/etc/systemd/system',
      '/run/systemd/system',
      '/usr/local/lib/systemd/system',
      '/usr/lib/systemd/system',
      '/lib/systemd/system',
    ],
  },
];

/** The path of a command may be quoted, as in "/path/jupyter" lab. */
const STARTS_JUPYTER =
  /\bjupyter(?:-|["']?\s+)(?:lab|notebook|server)\b|-m\s+(?:jupyterlab|notebook|jupyter_server)\b/;

/** Whether a command line starts a Jupyter server. */
export function startsJupyterIn(command: string): boolean {
  return STARTS_JUPYTER.test(command);
}

/** The services that start a Jupyter. Reads unit files only and does not query systemd. */
export async function findServiceUnits(system: System): Promise<ServiceUnit[]> {
  if (system.platform !== 'linux') return [];
  const found = await Promise.all(DIRECTORIES.map(({ scope, of }) => unitsIn(of(system), scope, system)));
  return found.flat();
}

async function unitsIn(
  directories: readonly string[],
  scope: ServiceUnit['scope'],
  system: System,
): Promise<ServiceUnit[]> {
  const lists = await Promise.all(
    directories.map(async (directory) => ({
      directory,
      names: await system.files.list(directory).catch(() => [] as string[]),
    })),
  );
  const decisive = new Map<string, string>();
  for (const { directory, names } of lists)
    for (const name of names)
      if (/^[^/]+\.service$/.test(name) && !decisive.has(name))
        decisive.set(name, posix.join(directory, name));
  const dropIns = (name: string) =>
    lists
      .filter(({ names }) => names.includes(`${name}.d`))
      .map(({ directory }) => posix.join(directory, `${name}.d`));
  const units = await Promise.all(
    [...decisive].map(([name, file]) => readUnit(file, dropIns(name), scope, system)),
  );
  return units.filter((unit) => unit !== undefined);
}

async function readUnit(
  file: string,
  dropIns: readonly string[],
  scope: ServiceUnit['scope'],
  system: System,
): Promise<ServiceUnit | undefined> {
  const { files } = system;
  const text = async (path: string) => (await readText(path, files).catch(() => undefined)) ?? '';
  const source = await text(file);
  // A computer has hundreds of units, and most are about something else.
  if (dropIns.length === 0 && !/jupyter|notebook/.test(source)) return undefined;
  const own = readLines(source, file);
  const lines = [...own];
  // Weakest first, so that the last line of a name decides.
  for (const directory of [...dropIns].reverse()) {
    const names = (await files.list(directory).catch(() => [])).filter((name) => name.endsWith('.conf'));
    for (const name of names) {
      const path = posix.join(directory, name);
      lines.push(...readLines(await text(path), path));
    }
  }
  const starts = lines.some(({ name, value }) => name === 'ExecStart' && STARTS_JUPYTER.test(value));
  return starts ? { file, scope, lines } : undefined;
}

/** The part of systemd.syntax(7) needed here: sections, comments, and lines continued with a backslash. */
function readLines(source: string, file: string): UnitLine[] {
  const found: UnitLine[] = [];
  let section = '';
  const texts = source.split(/\r?\n/);
  for (let at = 0; at < texts.length; at += 1) {
    const line = at + 1;
    const first = texts[at] ?? '';
    let whole = first;
    while (whole.endsWith('\\') && at + 1 < texts.length) {
      at += 1;
      whole = `${whole.slice(0, -1)} ${texts[at]?.trim()}`;
    }
    if (/^\s*[#;]/.test(whole)) continue;
    section = /^\s*\[(.+)\]\s*$/.exec(whole)?.[1] ?? section;
    const [, name, value] = /^\s*([A-Za-z]+)\s*=\s*(.*?)\s*$/.exec(whole) ?? [];
    if (name !== undefined && value !== undefined)
      found.push({ section, name, value, file, line, text: first.trim() });
  }
  return found;
}
