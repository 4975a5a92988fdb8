import { posix } from 'node:path';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';
import { type Launch, type LaunchVariable, variableIn } from './launch.ts';
import { readSmall } from './shell-files.ts';
import { exportedBy, launchesOf, runScript, shellAt } from './shell-script.ts';
import { shellWords } from './shell-words.ts';

/** Variables by which a Jupyter is opened, or finds other config files. */
const RELEVANT = /^JUPYTER_/;

/** What a login shell or an interactive one reads: bash(1), zsh(1), fish(1), csh(1). */
const OF_HOME = [
  ...['.profile', '.bash_profile', '.bash_login', '.bashrc', '.bash_aliases', '.xprofile', '.xsessionrc'],
  ...['.xinitrc', '.xsession', '.config/openbox/autostart'],
  ...[
    '.zshenv',
    '.zprofile',
    '.zshrc',
    '.zlogin',
    '.kshrc',
    '.cshrc',
    '.tcshrc',
    '.login',
    '.config/fish/config.fish',
  ],
];
/** Directories with more of them. */
const DIRECTORIES_OF_HOME = [
  ['.config/fish/conf.d', /\.fish$/],
  ['.config/fish/functions', /\.fish$/],
  ['.config/plasma-workspace/env', /\.sh$/],
] as const;

const OF_COMPUTER = [
  '/etc/profile',
  '/etc/bash.bashrc',
  '/etc/bashrc',
  '/etc/zsh/zshenv',
  '/etc/zsh/zshrc',
  '/etc/zshrc',
];

/** What computers run at their start as root. */
const BOOT_SCRIPTS = ['/etc/rc.local', '/etc/rc.d/rc.local'];
/** Each has a file per service, or a directory with a file `run` in it. */
const BOOT_DIRECTORIES = ['/etc/init.d', '/etc/local.d', '/etc/service', '/etc/sv', '/etc/services.d'];

/** The files that set variables for a login, and the Jupyters that shells start with every login. */
export async function loginFileLaunches(system: System): Promise<Launch[]> {
  const parts = await namesIn('/etc/profile.d', /\.sh$/, system);
  const ofHome = await Promise.all(
    DIRECTORIES_OF_HOME.map(([name, shape]) => namesIn(posix.join(system.home, name), shape, system)),
  );
  const named = OF_HOME.map((name) => posix.join(system.home, name));
  const scripts = [...named, ...ofHome.flat(), ...OF_COMPUTER, ...parts];
  const tables = [
    '/etc/environment',
    '/etc/security/pam_env.conf',
    posix.join(system.home, '.pam_environment'),
  ];
  const found = await Promise.all([
    ...scripts.map((file) => shellFile(file, system)),
    ...tables.map(async (file) => environmentOf(file, await variablesIn(file, system))),
  ]);
  return found.flat();
}

async function shellFile(file: string, system: System): Promise<Launch[]> {
  const text = await readSmall(file, system);
  if (text === undefined) return [];
  const shell = shellAt({ system, kind: 'script', file, cwd: system.home });
  const started = await runScript(text, 1, shell);
  return [...started, ...environmentOf(file, exportedBy(shell))];
}

function environmentOf(file: string, variables: readonly LaunchVariable[]): Launch[] {
  const env = variables.filter(({ name }) => RELEVANT.test(name));
  return env.length === 0 ? [] : [{ kind: 'environment', file, args: [], env, user: undefined }];
}

/** The Jupyters that scripts start together with the computer. */
export async function scriptLaunches(system: System): Promise<Launch[]> {
  const listed = await Promise.all(BOOT_DIRECTORIES.map((directory) => namesIn(directory, /./, system)));
  const services = listed.flat().flatMap((path) => [path, posix.join(path, 'run')]);
  const [first, second] = await Promise.all(
    BOOT_SCRIPTS.map((file) => bootLaunches(file, 'rc.local', system)),
  );
  const found = await Promise.all(services.map((file) => bootLaunches(file, 'script', system)));
  // One is often a link to the other.
  return [...(first?.length ? first : (second ?? [])), ...found.flat()];
}

async function bootLaunches(file: string, kind: Launch['kind'], system: System): Promise<Launch[]> {
  const text = (await readSmall(file, system)) ?? '';
  const isShell = !/^#!/.test(text) || /^#!.*sh\b/.test(text);
  if (!isShell || !/jupyter|notebook|\.sh\b/.test(text)) return [];
  return runScript(text, 1, shellAt({ system, kind, file, user: 'root', cwd: '/' }));
}

/** The Jupyters that a desktop starts at the login or from its menu: Desktop Entry Specification, Exec. */
export async function desktopLaunches(system: System): Promise<Launch[]> {
  const config = system.env.XDG_CONFIG_HOME || posix.join(system.home, '.config');
  const data = system.env.XDG_DATA_HOME || posix.join(system.home, '.local/share');
  const directories = [
    posix.join(config, 'autostart'),
    '/etc/xdg/autostart',
    posix.join(data, 'applications'),
    posix.join(system.home, 'Desktop'),
  ];
  const listed = await Promise.all(directories.map((directory) => namesIn(directory, /\.desktop$/, system)));
  const found = await Promise.all(
    listed.flat().map(async (file) => {
      const lines = ((await readSmall(file, system)) ?? '').split(/\r?\n/);
      if (lines.some((line) => /^(?:Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/.test(line))) return [];
      const commands = lines.map((text, at) => ({
        command: /^Exec\s*=\s*(.*)$/.exec(text)?.[1],
        line: at + 1,
      }));
      const cwd = lines.map((text) => /^Path\s*=\s*(.+)$/.exec(text)?.[1]).find((one) => one) ?? system.home;
      return Promise.all(
        commands.map(({ command = '', line }) => {
          const filled = command.replace(/%(.)/g, (_all, letter: string) => (letter === '%' ? '%' : ''));
          const words = shellWords(filled).map((text) => ({ text, line }));
          return launchesOf(words, shellAt({ system, kind: 'desktop', file, cwd }));
        }),
      );
    }),
  );
  return found.flat(2);
}

async function namesIn(directory: string, shape: RegExp, { files }: System): Promise<string[]> {
  const names = await files.list(directory).catch(() => [] as string[]);
  return names.filter((name) => shape.test(name)).map((name) => posix.join(directory, name));
}

/** A file of `NAME=value` lines: systemd.exec(5), environment.d(5), pam_env(8). */
export async function variablesIn(path: string, { files }: System): Promise<LaunchVariable[]> {
  if (/[%$]/.test(path)) return [];
  const found: LaunchVariable[] = [];
  const texts = ((await readText(path, files)) ?? '').split(/\r?\n/);
  for (let at = 0; at < texts.length; at += 1) {
    const line = at + 1;
    let text = texts[at]?.trim() ?? '';
    if (/^[#;]/.test(text)) continue;
    for (; text.endsWith('\\') && at + 1 < texts.length; at += 1)
      text = text.slice(0, -1) + (texts[at + 1]?.trim() ?? '');
    const plain = text.replace(/^export\s+/, '').replace(/^(\w+)\s+(?:DEFAULT|OVERRIDE)=/, '$1=');
    const one = variableIn(plain.replace(/=(["'])(.*)\1$/, '=$2'), path, line);
    const known = new Map(found.map(({ name, value }) => [name, value]));
    const value = one?.value.replace(/\$\{?(\w+)\}?/g, (all, name: string) => known.get(name) ?? all);
    if (one !== undefined && value !== undefined) found.push({ ...one, value });
  }
  return found;
}
