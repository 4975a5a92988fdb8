import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe } from 'vitest';
import { failUnderCi } from '../environments.ts';
import { freePort } from './proxy.ts';

const SSHD = '/usr/sbin/sshd';

/** A `describe` that needs an OpenSSH server and client: skipped without them, but failed in CI. */
export function describeWithSshd() {
  if (existsSync(SSHD) && existsSync('/usr/bin/ssh')) return describe;
  failUnderCi('OpenSSH is not installed: apt-get install openssh-server openssh-client');
  return describe.skip;
}

/** A key pair for a client. */
export function makeKey(
  directory: string,
  name: string,
): { readonly secret: string; readonly publicKey: string } {
  const secret = join(directory, name);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', `${name}@laptop`, '-f', secret]);
  return { secret, publicKey: `${secret}.pub` };
}

/** A real SSH server on loopback that lets in this user with the keys of one file. */
export class Sshd {
  readonly port: number;
  readonly #log: string;
  readonly #child: ChildProcess;

  private constructor(port: number, log: string, child: ChildProcess) {
    this.port = port;
    this.#log = log;
    this.#child = child;
  }

  static async start(directory: string, keys: string): Promise<Sshd> {
    if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
    const [port, log] = [await freePort(), join(directory, 'sshd.log')];
    const host = makeKey(directory, 'host');
    const lines = [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey "${host.secret}"`,
      'PidFile none',
      'UsePAM no',
      'PasswordAuthentication no',
      // The temporary directory is everybody's.
      'StrictModes no',
      `AuthorizedKeysFile "${keys}"`,
      'AllowAgentForwarding yes',
      'AllowTcpForwarding yes',
      'AllowStreamLocalForwarding yes',
      'LogLevel DEBUG1',
    ];
    const config = join(directory, 'sshd_config');
    writeFileSync(config, `${lines.join('\n')}\n`);
    const child = spawn(SSHD, ['-D', '-E', log, '-f', config], { stdio: 'ignore' });
    for (let tries = 0; tries < 100; tries += 1) {
      if (existsSync(log) && readFileSync(log, 'utf8').includes('Server listening'))
        return new Sshd(port, log, child);
      await sleep(50);
    }
    child.kill('SIGKILL');
    throw new Error(`sshd does not start: ${existsSync(log) ? readFileSync(log, 'utf8') : ''}`);
  }

  log(): string {
    return readFileSync(this.#log, 'utf8');
  }

  stop(): void {
    this.#child.kill('SIGTERM');
  }

  /** `ssh` with this key and these words before the destination. */
  command(secret: string, words: readonly string[]): string[] {
    const options = [
      'IdentitiesOnly=yes',
      'BatchMode=yes',
      'StrictHostKeyChecking=no',
      'UserKnownHostsFile=/dev/null',
      'ExitOnForwardFailure=yes',
      'ConnectTimeout=5',
    ].flatMap((option) => ['-o', option]);
    const destination = `${userInfo().username}@127.0.0.1`;
    return ['ssh', '-F', 'none', '-p', String(this.port), '-i', secret, ...options, ...words, destination];
  }

  /** Runs `work` while `ssh -N` with these words stands; `stands` is false where it gave up. */
  async withForwarding<T>(
    secret: string,
    words: readonly string[],
    work: (stands: boolean) => Promise<T>,
  ): Promise<T> {
    const [program = '', ...args] = this.command(secret, ['-N', ...words]);
    const child = spawn(program, args, { stdio: 'ignore' });
    const ended = new Promise<true>((resolve) => child.once('exit', () => resolve(true)));
    const hasEnded = await Promise.race([ended, sleep(1500, false as const)]);
    try {
      return await work(!hasEnded);
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
  }
}
