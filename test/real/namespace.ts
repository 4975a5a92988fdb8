import { execFile, execFileSync } from 'node:child_process';
import { describe } from 'vitest';
import { failUnderCi } from '../environments.ts';

/** An isolated network namespace with loopback and one LAN address. */
export interface Namespace {
  name: string;
  /** The LAN address inside, which no one outside can reach. */
  address: string;
  /** The prefix of a command that runs inside. */
  prefix: readonly string[];
  /** Runs a command inside until it ends; never throws if it fails. */
  exec(
    command: readonly string[],
    input?: string,
  ): Promise<{ status: number; stdout: string; stderr: string }>;
  /** Stop all processes inside first: they keep the namespace alive. */
  remove(): void;
}

const ADDRESS = '192.168.77.10';
let count = 0;

/**
 * Makes a namespace with `192.168.77.10/24` on `lan0`, a veth whose other end is inside as well, because some kernels
 * have no dummy interfaces. Needs root; see `whyNoNamespace`.
 */
export function makeNamespace(): Namespace {
  count += 1;
  const name = `jx-${process.pid}-${count}`;
  ip('netns', 'add', name);
  try {
    ip('-n', name, 'link', 'set', 'lo', 'up');
    ip('-n', name, 'link', 'add', 'lan0', 'type', 'veth', 'peer', 'name', 'lan0-far');
    ip('-n', name, 'address', 'add', `${ADDRESS}/24`, 'dev', 'lan0');
    ip('-n', name, 'link', 'set', 'lan0', 'up');
    ip('-n', name, 'link', 'set', 'lan0-far', 'up');
  } catch (error) {
    ip('netns', 'del', name);
    throw error;
  }
  const prefix = ['ip', 'netns', 'exec', name];
  return {
    name,
    address: ADDRESS,
    prefix,
    exec: (command, input) => run([...prefix, ...command], input),
    remove: () => ip('netns', 'del', name),
  };
}

/** Why no namespace can be made: not Linux, not root, no iproute2, an unprivileged container. Undefined if it can. */
function whyNoNamespace(): string | undefined {
  known ??= tryOne();
  return known.reason;
}

let known: { reason: string | undefined } | undefined;

/** A `describe` that needs a namespace: skipped if none can be made, but failed in CI. */
export function describeInNamespace(): typeof describe | typeof describe.skip {
  const reason = whyNoNamespace();
  if (reason === undefined) {
    return describe;
  }
  failUnderCi(reason);
  return describe.skip;
}

function tryOne(): { reason: string | undefined } {
  try {
    makeNamespace().remove();
    return { reason: undefined };
  } catch (error) {
    const said = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
    return { reason: `No network namespace can be made here: ${said}` };
  }
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function run(
  command: readonly string[],
  input = '',
): Promise<{ status: number; stdout: string; stderr: string }> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = execFile(program, args, { encoding: 'utf8' }, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ status, stdout, stderr });
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}
