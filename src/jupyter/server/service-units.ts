import { posix } from 'node:path';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';

/** One `Name=value` of a systemd unit. */
export interface UnitLine {
  readonly section: string;
  readonly name: string;
  readonly value: string;
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

/** A systemd service that starts a Jupyter. */
export interface ServiceUnit {
  readonly file: string;
  /** System-wide, or for this user only. */
  readonly scope: 'system' | 'user';
  readonly lines: readonly UnitLine[];
}

/** Where users put their own units. Packages install theirs elsewhere. */
const DIRECTORIES: readonly { scope: ServiceUnit['scope']; of: (system: System) => string }[] = [
  {
    scope: 'user',
    of: ({ env, home }) => posix.join(env.XDG_CONFIG_HOME || posix.join(home, '.config'), 'systemd/user'),
  },
  { scope: 'system', of: () => '/etc/systemd/system' },
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
  const found = await Promise.all(
    DIRECTORIES.map(async ({ scope, of }) => {
      const directory = of(system);
      const names = (await system.files.list(directory).catch(() => [])).filter((name) =>
        name.endsWith('.service'),
      );
      return Promise.all(names.map((name) => readUnit(posix.join(directory, name), scope, system)));
    }),
  );
  return found.flat().filter((unit) => unit !== undefined);
}

async function readUnit(
  file: string,
  scope: ServiceUnit['scope'],
  system: System,
): Promise<ServiceUnit | undefined> {
  const lines = readLines((await readText(file, system.files)) ?? '');
  const starts = lines.some(({ name, value }) => name === 'ExecStart' && STARTS_JUPYTER.test(value));
  return starts ? { file, scope, lines } : undefined;
}

/** The part of systemd.syntax(7) needed here: sections, comments, and lines continued with a backslash. */
function readLines(source: string): UnitLine[] {
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
      found.push({ section, name, value, line, text: first.trim() });
  }
  return found;
}
