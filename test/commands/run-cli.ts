import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GLUE, unglued } from '../../src/messages/command-line.ts';
import { systemPrograms } from '../system-programs.ts';
import { type CliResult, isFree, runInProcess } from './in-process.ts';

export type { CliResult } from './in-process.ts';

/** The program's installed entry point. */
export const BIN = fileURLToPath(new URL('../../bin/jupyter-expose.js', import.meta.url));

/** A sentence as the program prints it, with the command that starts it from a checkout. */
export function printed(sentence: string): string {
  return unglued(sentence.replaceAll(`jupyter-expose${GLUE}`, `node ${BIN} `));
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Written to standard input, which then ends. The parts of a list are written one by one, with a pause between. */
  readonly input?: string | Uint8Array | readonly (string | Uint8Array)[];
  /** 'closed': no standard input; 'open': one without data that never ends. */
  readonly stdin?: 'null' | 'closed' | 'open';
  readonly cwd?: string;
  readonly prefix?: readonly string[];
  readonly node?: string;
}

/** A user's home for one test, with this PATH and nothing else of this machine. */
export class TestHome {
  readonly dir: string;
  /** Directories with this user's Jupyter commands. */
  readonly #path: readonly string[];

  constructor(path: readonly string[] = [], name = 'expose home 집 ') {
    this.dir = mkdtempSync(join(tmpdir(), name));
    chmodSync(this.dir, 0o755);
    this.#path = path;
  }

  get env(): Record<string, string> {
    const path = [...this.#path, systemPrograms()];
    return { HOME: this.dir, PATH: path.join(delimiter), LANG: 'C.UTF-8', TMPDIR: tmpdir() };
  }

  at(...names: string[]): string {
    return join(this.dir, ...names);
  }

  /** A path as the program displays it. */
  shown(path: string): string {
    return path.replace(this.dir, '~');
  }

  /** The path of a file in ~/.jupyter. */
  config(name: string): string {
    return this.at('.jupyter', name);
  }

  write(name: string, content: string, mode = 0o644): string {
    const path = this.config(name);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, content);
    chmodSync(path, mode);
    return path;
  }

  read(name: string): string {
    return readFileSync(this.config(name), 'utf8');
  }

  /** Every file below ~/.jupyter, except `without`, with mode, time and content. */
  tree(without: readonly string[] = []): Record<string, string> {
    const root = this.config('');
    if (!existsSync(root)) return {};
    const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
    return Object.fromEntries(
      names
        .filter((name) => !without.some((part) => name === part || name.startsWith(`${part}/`)))
        .map((name) => [name, statSync(join(root, name))] as const)
        .map(([name, stat]) => [
          name,
          stat.isDirectory()
            ? 'directory'
            : `${stat.mode & 0o777} ${stat.mtimeMs} ${readFileSync(join(root, name), 'latin1')}`,
        ]),
    );
  }

  /** Runs the program until it ends: in the process of the test, unless it needs one of its own. */
  run(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
    if (needsProcess(options) || !isFree()) return this.spawn(args, options);
    const { cwd = this.dir, input = '' } = options;
    const env = { ...this.env, ...options.env };
    return runInProcess(args, { cwd, env, input: [input].flat(), script: BIN });
  }

  /** Runs the program until it ends, as a process: for tests of pipes, signals and the end of the process. */
  spawn(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
    return runCli(args, { cwd: this.dir, ...options, env: { ...this.env, ...options.env } });
  }

  /** Fails if the program left a mark for unbreakable spaces in a file: it belongs on screens only. */
  remove(): void {
    const directory = this.at('.jupyter');
    const files = existsSync(directory)
      ? readdirSync(directory, { recursive: true, withFileTypes: true })
      : [];
    const marked = files
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name))
      .filter((file) => /\.(json|py)$/.test(file) && readFileSync(file).includes(GLUE));
    rmSync(this.dir, { recursive: true, force: true });
    if (marked.length > 0) throw new Error(`${marked.join(', ')}: U+FDD0`);
  }
}

/** Whether a run depends on what only a process has: a prefix, kinds of standard input, variables that Node reads. */
function needsProcess({ prefix = [], node, stdin, input, env = {} }: CliOptions): boolean {
  return (
    Array.isArray(input) ||
    prefix.length > 0 ||
    node !== undefined ||
    stdin === 'closed' ||
    stdin === 'open' ||
    Object.keys(env).some((name) => /^(NODE_|SSL_|FORCE_COLOR$|NO_COLOR$)/.test(name))
  );
}

/** Runs the program until it ends. */
export async function runCli(args: readonly string[], options: CliOptions): Promise<CliResult> {
  const [program = '', ...rest] = [...(options.prefix ?? []), options.node ?? process.execPath, BIN, ...args];
  const stdin = options.stdin === 'null' || options.stdin === 'closed' ? 'ignore' : 'pipe';
  const child =
    options.stdin === 'closed'
      ? spawn('/bin/sh', ['-c', 'exec "$0" "$@" <&-', program, ...rest], {
          env: options.env,
          cwd: options.cwd,
          stdio: ['ignore', 'pipe', 'pipe'],
        })
      : spawn(program, rest, { env: options.env, cwd: options.cwd, stdio: [stdin, 'pipe', 'pipe'] });
  const collected = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      collected[name] += text;
    });
  }
  const ended = new Promise<Pick<CliResult, 'code' | 'signal'>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  child.stdin?.on('error', () => undefined);
  if (options.stdin === undefined) {
    const parts = Array.isArray(options.input) ? options.input : [options.input ?? ''];
    for (const [at, part] of parts.entries()) {
      if (at > 0) await new Promise((resolve) => setTimeout(resolve, 300));
      child.stdin?.write(part);
    }
    child.stdin?.end();
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), 50_000);
  const end = await ended;
  clearTimeout(timer);
  return { ...end, ...collected };
}
