import { execFile, execFileSync } from 'node:child_process';
import { describe } from 'vitest';
import { failUnderCi } from '../environments.ts';

/** A network of its own, which ends at this computer: loopback and one LAN address. */
export interface Namespace {
  name: string;
  /** The LAN address inside: nobody outside can reach it. */
  address: string;
  /** What to put before a command that shall run inside. */
  prefix: readonly string[];
  /** Runs a command inside to its end; never throws for a failing one. */
  exec(
    command: readonly string[],
    input?: string,
  ): Promise<{ status: number; stdout: string; stderr: string }>;
  /** Stop what runs inside first: a namespace lives as long as a process in it. */
  remove(): void;
}

const ADDRESS = '192.168.77.10';
let count = 0;

/**
 * A new namespace with `192.168.77.10/24` on `lan0`, whose far end lies inside as well. (A dummy interface would do,
 * but some kernels are built without.) Needs root; see `whyNoNamespace`.
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

/** Why no namespace can be made here (not Linux, not root, no iproute2, a container without the right); else undefined. */
function whyNoNamespace(): string | undefined {
  known ??= tryOne();
  return known.reason;
}

let known: { reason: string | undefined } | undefined;

/** A `describe` whose tests need a namespace: skipped where none can be made, but a failure under CI. */
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
