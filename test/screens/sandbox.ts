import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type EnvironmentName, environment } from '../environments.ts';
import { runInTerminal, type TerminalRun } from '../terminal/pty.ts';
import { addEnvironment, CHECKOUT, giveTo, makeTree, writeFiles } from './tree.ts';

const SCRIPT = fileURLToPath(new URL('sandbox.sh', import.meta.url));
const NAMESPACES = ['-m', '-u', '-i', '-C', '-p', '--fork', '--kill-child'];
const ADA = 1000;
/** The exit code of sandbox.sh itself. */
export const NOT_MADE = 97;

export interface SandboxOptions {
  /** The Jupyter on the PATH; none by default. */
  readonly jupyter?: EnvironmentName;
  /** Files in the user's home, /home/ada. */
  readonly files?: Readonly<Record<string, string>>;
  /** Files below /etc, besides those that every computer has. */
  readonly etc?: Readonly<Record<string, string>>;
  /** Further programs of this machine on the PATH. */
  readonly tools?: readonly string[];
  /** Fake programs, as text. */
  readonly programs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly asRoot?: boolean;
  /** It has the address 192.168.77.10 on a LAN without other devices. */
  readonly lan?: boolean;
  /** The command prefix of an existing network namespace: `ip netns exec NAME`. */
  readonly network?: readonly string[];
}

export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A computer with one user that shows nothing of this machine. */
export class Sandbox {
  readonly #tree = mkdtempSync(join(tmpdir(), 'jupyter-expose-screen-'));
  readonly #options: SandboxOptions;
  readonly #lang: string;
  readonly #python: readonly [environment: string, base: string] = ['', ''];

  /** `home`: a directory to copy as the home, instead of the files of the options. */
  constructor(options: SandboxOptions, lang: string, home?: string) {
    this.#options = options;
    this.#lang = lang;
    const { files = {}, etc = {}, programs = {}, tools = [], jupyter, asRoot = false } = options;
    chmodSync(this.#tree, 0o755);
    makeTree(this.#tree, { etc, programs, tools });
    if (home === undefined) writeFiles(this.home, files);
    else execFileSync('cp', ['-a', home, this.home]);
    if (home === undefined && !asRoot) giveTo(ADA, this.home);
    if (jupyter === undefined) return;
    const { dir } = environment(jupyter);
    this.#python = [dir, addEnvironment(this.#tree, dir)];
  }

  /** The path of /home/ada on this machine. */
  get home(): string {
    return join(this.#tree, 'home/ada');
  }

  /** Runs a shell line until it ends; standard input is an empty pipe. */
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
        // The timeout killed it, so its output is incomplete.
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
    rmSync(this.#tree, { recursive: true, force: true });
  }

  #command(line: string): readonly string[] {
    const { asRoot = false, lan = false, network } = this.#options;
    return [
      ...(network ?? []),
      ...['unshare', ...NAMESPACES, ...(network ? [] : ['-n']), 'sh', SCRIPT],
      ...[this.#tree, CHECKOUT, process.execPath, ...this.#python],
      ...[asRoot ? 'root' : 'ada', lan ? 'lan' : '', 'sh', '-c', line],
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
      // Only a situation with a router overrides this.
      JUPYTER_EXPOSE_ROUTER: 'leave',
      ...this.#options.env,
    };
  }
}

/** Why no sandbox can be made on this machine; undefined if it can. */
export function whyNoSandbox(): string | undefined {
  known ??= tryOne();
  return known.reason;
}

let known: { reason: string | undefined } | undefined;

function tryOne(): { reason: string | undefined } {
  try {
    execFileSync('unshare', [...NAMESPACES, '-n', 'mount', '--bind', '/usr', '/usr'], {
      stdio: 'pipe',
      encoding: 'utf8',
    });
    return { reason: undefined };
  } catch (error) {
    const said = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
    return { reason: `No namespaces can be made here: ${said}` };
  }
}
