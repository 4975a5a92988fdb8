import { posix } from 'node:path';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';
import type { Launch, LaunchVariable } from './launch.ts';
import { launchesOf, shellAt } from './shell-script.ts';
import { shellWords } from './shell-words.ts';

const MAIN_FILES = ['/etc/supervisord.conf', '/etc/supervisor/supervisord.conf'] as const;

const DIRECTORIES = ['/etc/supervisor/conf.d', '/etc/supervisord.d'] as const;

/** The programs of supervisor that start a Jupyter: http://supervisord.org/configuration.html */
export async function supervisorLaunches(system: System): Promise<Launch[]> {
  const mains = await Promise.all(
    [...MAIN_FILES, posix.join(system.home, 'supervisord.conf')].map(async (file) => ({
      file,
      sections: await sectionsIn(file, system),
    })),
  );
  const included = mains.flatMap(({ file, sections }) =>
    sections.flatMap(({ name, entries }) =>
      name === 'include'
        ? (entries.get('files')?.value.split(/\s+/) ?? []).map((one) => directoryOf(one, file))
        : [],
    ),
  );
  const directories = [...new Set([...DIRECTORIES, ...included])];
  const others = await Promise.all(
    directories.map(async (directory) => {
      const names = (await system.files.list(directory).catch(() => [] as string[])).filter((name) =>
        /\.(?:conf|ini)$/.test(name),
      );
      const paths = names.map((name) => posix.join(directory, name));
      return Promise.all(paths.map(async (file) => ({ file, sections: await sectionsIn(file, system) })));
    }),
  );
  const common = mains.flatMap(({ file, sections }) =>
    sections.flatMap(({ name, entries }) => (name === 'supervisord' ? environmentOf(entries, file) : [])),
  );
  const all = [...mains, ...others.flat()].flatMap(({ file, sections }) =>
    sections.map(({ entries }) => launchesIn(entries, file, common, system)),
  );
  return (await Promise.all(all)).flat();
}

function directoryOf(pattern: string, file: string): string {
  return posix.resolve(posix.dirname(file), posix.dirname(pattern));
}

interface Entry {
  /** The lines of its value, joined by line ends. */
  readonly value: string;
  /** 1-based. */
  readonly line: number;
}
type Entries = Map<string, Entry>;

/** Sections with `name = value`; an indented line continues a value, and ` ;` begins a comment. */
async function sectionsIn(file: string, { files }: System): Promise<{ name: string; entries: Entries }[]> {
  const text = (await readText(file, files)) ?? '';
  const sections: { name: string; entries: Entries }[] = [];
  let last = '';
  for (const [at, one] of text.split(/\r?\n/).entries()) {
    const plain = one.replace(/\s;.*$/, '').trimEnd();
    const [, name] = /^\[(.+)\]/.exec(plain) ?? [];
    const [, key, value] = /^([a-z_]+)\s*[=:]\s*(.*)$/.exec(plain) ?? [];
    const entries = sections.at(-1)?.entries;
    const before = entries?.get(last);
    if (name !== undefined) sections.push({ name, entries: new Map() });
    else if (key !== undefined && value !== undefined) {
      last = key;
      entries?.set(key, { value, line: at + 1 });
    } else if (/^[#;]/.test(one)) continue;
    else if (before !== undefined && /^\s/.test(one))
      entries?.set(last, { ...before, value: `${before.value}\n${plain.trim()}` });
  }
  return sections;
}

function launchesIn(
  entries: Entries,
  file: string,
  common: readonly LaunchVariable[],
  system: System,
): Promise<Launch[]> {
  const command = entries.get('command');
  if (command === undefined) return Promise.resolve([]);
  const env = [...common, ...environmentOf(entries, file)];
  const known = new Map(env.map(({ name, value }) => [name, value]));
  const text = command.value.replace(/%\(ENV_(\w+)\)s|%%/g, (all, name: string | undefined) =>
    name === undefined ? '%' : (known.get(name) ?? all),
  );
  const words = shellWords(text).map((word) => ({ text: word, line: command.line }));
  // Without a user a program runs as supervisor does.
  const user = entries.get('user')?.value ?? (file.startsWith('/etc/') ? 'root' : undefined);
  const cwd = entries.get('directory')?.value;
  return launchesOf(words, shellAt({ system, kind: 'supervisor', file, user, cwd }, env));
}

/** `A="x",B=y` */
function environmentOf(entries: Entries, file: string): LaunchVariable[] {
  const { value: text = '', line = 0 } = entries.get('environment') ?? {};
  return [...text.matchAll(/(\w+)\s*=\s*("[^"]*"|'[^']*'|[^,\n]*)/g)].map(
    ({ 1: name = '', 2: value = '', index }) => ({
      name,
      value: value.replace(/^(["'])(.*)\1$/, '$2'),
      file,
      line: line + text.slice(0, index).split('\n').length - 1,
    }),
  );
}
