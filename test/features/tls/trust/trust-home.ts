import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { describe } from 'vitest';
import { TestHome } from '../../../commands/run-cli.ts';
import { failUnderCi } from '../../../environments.ts';
import { type Certificate, makeAuthority } from '../../../real/certificates.ts';

/** The directories of this machine's trusted roots, crontabs and settings. */
const MACHINE = ['/etc', '/usr', '/var/spool'];

/**
 * A command prefix for tests that add trusted roots: as root, a mistake could add them to this machine's roots. In a
 * separate mount namespace these directories are read-only, so the mistake fails instead.
 */
export const APART: readonly string[] = process.getuid?.() === 0 ? readOnly(MACHINE) : [];

function readOnly(directories: readonly string[]): string[] {
  const mounts = directories
    .filter((directory) => existsSync(directory))
    .map((directory) => `mount --bind ${directory} ${directory} && mount -o remount,bind,ro ${directory}`);
  return ['/usr/bin/unshare', '-m', '/bin/sh', '-c', [...mounts, 'exec "$@"'].join(' && '), 'sh'];
}

/** The home of a user with a local CA in ~/.jupyter/expose. */
export class TrustHome extends TestHome {
  readonly authority: Certificate;

  constructor() {
    super([], 'expose trust ');
    this.authority = makeAuthority(this.at('made'), 'ours');
    this.write('expose/ca.pem', this.authority.certPem);
  }

  get x509(): X509Certificate {
    return new X509Certificate(this.authority.certPem);
  }

  cli(...args: string[]) {
    return this.run(['cert', 'trust', ...args], { stdin: 'null', prefix: APART });
  }

  /** Makes an NSS database that trusts another CA. */
  makeDatabase(...names: string[]): string {
    const dir = this.at(...names);
    mkdirSync(dir, { recursive: true });
    execFileSync('certutil', ['-N', '-d', `sql:${dir}`, '--empty-password']);
    const other = makeAuthority(this.at('made'), 'other');
    execFileSync('certutil', [
      ...['-A', '-a', '-d', `sql:${dir}`, '-t', 'C,,', '-n', 'Somebody else', '-i', other.cert],
    ]);
    return dir;
  }
}

/** The names in a database with their trust flags, as certutil prints them. */
export function entriesOf(dir: string): string[] {
  const { stdout } = spawnSync('certutil', ['-L', '-d', `sql:${dir}`], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => /,.*,/.test(line) && !line.includes('SSL,S/MIME'))
    .map((line) => line.trim().replaceAll(/\s+/g, ' '))
    .sort();
}

/** A `describe` that needs certutil: skipped if it is missing, but failed in CI. */
export function describeCertutil(): typeof describe | typeof describe.skip {
  if (existsSync('/usr/bin/certutil')) return describe;
  console.warn('skipped: certutil is not installed (apt-get install libnss3-tools)');
  failUnderCi('certutil is not installed: apt-get install libnss3-tools');
  return describe.skip;
}
