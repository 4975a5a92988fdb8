import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type EnvironmentName, environment } from '../environments.ts';
import { runInTerminal, type TerminalRun } from '../terminal/pty.ts';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
const SCRIPT = fileURLToPath(new URL('sandbox.sh', import.meta.url));
/** What a person's computer has and the program or Jupyter may look for. */
const TOOLS = [
  'sh',
  'env',
  'cat',
  'ls',
  'sleep',
  'chmod',
  'mkdir',
  'rm',
  'cp',
  'ln',
  'touch',
  'printf',
  'head',
  'grep',
];
const ADA = 1000;
/** The exit code of sandbox.sh itself. */
export const NOT_MADE = 97;

export interface SandboxOptions {
  /** The Jupyter on the PATH; none unless said otherwise. */
  readonly jupyter?: EnvironmentName;
  /** Files in the home of the person, /home/ada. */
  readonly files?: Readonly<Record<string, string>>;
  /** Files below /etc, beside those that every computer has. */
  readonly etc?: Readonly<Record<string, string>>;
  /** Further programs of this machine that are to be on the PATH. */
  readonly tools?: readonly string[];
  /** Programs that stand for real ones: what they are, as text. */
  readonly programs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly asRoot?: boolean;
  /** It has the address 192.168.77.10 in a network of the house, in which nobody else is. */
  readonly lan?: boolean;
  /** What stands before all, to be in a network that is there already: `ip netns exec NAME`. */
  readonly network?: readonly string[];
}

export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A computer with one person, where nothing of this machine shows. */
export class Sandbox {
  readonly #root = mkdtempSync(join(tmpdir(), 'jupyter-expose-screen-'));
  readonly #options: SandboxOptions;
  readonly #lang: string;

  /** `home`: a directory to begin with, instead of the files of the options. */
  constructor(options: SandboxOptions, lang: string, home?: string) {
    this.#options = options;
    this.#lang = lang;
    const { files = {}, etc = {}, programs = {} } = options;
    mkdirSync(join(this.#root, 'new'));
    this.#write('etc', { ...ETC, ...etc });
    if (home === undefined) this.#write('home', files);
    else execFileSync('cp', ['-a', home, this.home]);
    this.#write('programs', programs, 0o755);
    if (home === undefined && !options.asRoot) execFileSync('chown', ['-R', `${ADA}:${ADA}`, this.home]);
  }

  /** Where /home/ada is on this machine. */
  get home(): string {
    return join(this.#root, 'home');
  }

  /** Runs a line of a shell to its end; standard input is an empty pipe. */
  run(line: string): Promise<Printed> {
    const [program = '', ...args] = this.#command(line);
    return new Promise((resolve, reject) => {
      const options = {
        env: this.#environment,
        encoding: 'utf8',
        maxBuffer: 2 ** 24,
        timeout: 150_000,
      } as const;
      const child = execFile(program, args, options, (error, stdout, stderr) => {
        if (error?.code === NOT_MADE) reject(new Error(stderr));
        // Its output was thrown away then, whatever it ends with.
        if (child.killed) reject(new Error(`No end after 150 s: ${line}`));
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr });
      });
      child.stdin?.end();
    });
  }

  /** The same in a pseudo-terminal of 80 columns and 24 rows. */
  runInTerminal(line: string): TerminalRun {
    const [program = '', ...args] = this.#command(line);
    return runInTerminal(program, args, { env: this.#environment, patience: 120_000, rows: 24 });
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  #command(line: string): readonly string[] {
    const { jupyter, tools = [], asRoot = false, lan = false, network } = this.#options;
    const made = jupyter === undefined ? undefined : environment(jupyter);
    const namespaces = ['-m', '-u', '-i', '-C', '-p', ...(network ? [] : ['-n'])];
    return [
      ...(network ?? []),
      ...['unshare', ...namespaces, '--fork', '--kill-child', 'sh', SCRIPT],
      ...[this.#root, CHECKOUT, process.execPath, made?.dir ?? '', made ? baseOf(made.dir) : ''],
      ...[[...TOOLS, ...tools].join(' '), asRoot ? 'root' : 'ada', lan ? 'lan' : ''],
      ...['sh', '-c', line],
    ];
  }

  get #environment(): Record<string, string> {
    return {
      HOME: '/home/ada',
      USER: this.#options.asRoot ? 'root' : 'ada',
      PATH: '/opt/jupyter/bin:/usr/bin:/bin:/usr/sbin:/sbin',
      LANG: this.#lang === 'ko' ? 'ko_KR.UTF-8' : 'C.UTF-8',
      TZ: 'UTC',
      COLUMNS: '80',
      // Whether there is a router is asked where a situation has one.
      JUPYTER_EXPOSE_ROUTER: 'leave',
      ...this.#options.env,
    };
  }

  #write(below: string, files: Readonly<Record<string, string>>, mode = 0o644): void {
    mkdirSync(join(this.#root, below), { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.#root, below, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      chmodSync(path, mode);
    }
  }
}

const ETC = {
  passwd: 'root:x:0:0:root:/root:/bin/sh\nada:x:1000:1000:Ada:/home/ada:/bin/sh\n',
  group: 'root:x:0:\nada:x:1000:\n',
  hosts: '127.0.0.1 localhost\n127.0.1.1 ada-pc\n::1 localhost\n',
  hostname: 'ada-pc\n',
  'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
  'resolv.conf': 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n',
  'ssl/openssl.cnf': '[req]\ndistinguished_name = dn\n[dn]\n',
  'os-release': 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
} as const;

/** Where the Python is installed from which an environment was made. */
function baseOf(dir: string): string {
  const home = /^home *= *(.+)$/m.exec(readFileSync(join(dir, 'pyvenv.cfg'), 'utf8'))?.[1] ?? '/usr/bin';
  return dirname(home);
}

/** Why no such computer can be made here; undefined when it can. */
export function whyNoSandbox(): string | undefined {
  known ??= tryOne();
  return known.reason;
}

let known: { reason: string | undefined } | undefined;

function tryOne(): { reason: string | undefined } {
  try {
    execFileSync('unshare', ['-m', '-u', '-i', '-C', '-p', '-n', '--fork', 'mount', '--make-rprivate', '/'], {
      stdio: 'pipe',
      encoding: 'utf8',
    });
    return { reason: undefined };
  } catch (error) {
    const said = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
    return { reason: `No namespaces can be made here: ${said}` };
  }
}
