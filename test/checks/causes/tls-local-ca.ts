import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type CertificateNames, namesOfComputer } from '../../../src/certificates/names.ts';
import { describeJob } from '../../../src/features/schedule/job.ts';
import { cronLine } from '../../../src/features/schedule/units.ts';
import { planLocalCa } from '../../../src/features/tls/local-ca.ts';
import { type CertificateRecord, keepCertificateRecord } from '../../../src/features/tls/record.ts';
import { ownAddresses } from '../../../src/net/node/addresses.ts';
import type { Change, WriteFile } from '../../../src/plan/change.ts';
import { statePaths } from '../../../src/state/paths.ts';
import { nodeSystem } from '../../../src/system/node-system.ts';
import { ownVersion } from '../../../src/system/version.ts';
import type { Bench } from './bench.ts';
import { certificate, configure } from './tls-bench.ts';

const DAY_MS = 86_400_000;

export interface OursOptions {
  /** The age of the certificate. */
  readonly daysAgo?: number;
  /** This computer's names by default. */
  readonly names?: CertificateNames;
}

export const exposeOf = (bench: Bench) => bench.home.config('expose');
export const pathsOf = (bench: Bench) => statePaths(exposeOf(bench));
/** The PEM of our local CA, as on a device that trusts it. */
export const authorityPem = (bench: Bench) => readFileSync(pathsOf(bench).authority, 'utf8');

/** Makes a certificate of our local CA, as `cert create` does, and configures it. */
export async function ours(bench: Bench, { daysAgo = 0, names }: OursOptions = {}): Promise<void> {
  const exposeDir = exposeOf(bench);
  const then = new Date(Date.now() - daysAgo * DAY_MS);
  const wish = {
    exposeDir,
    system: { ...nodeSystem(), now: () => then },
    names: names ?? namesOfComputer(hostname(), ownAddresses()),
    hostName: hostname(),
  };
  const record: CertificateRecord = { schema: 1, kind: 'self-signed', names: [] };
  write([...(await planLocalCa(wish)).changes, keepCertificateRecord(exposeDir, record)]);
  await configure(bench, { certfile: pathsOf(bench).server });
}

/** Makes a certificate signed by another CA, as `cert issue` stores it, and configures it. */
export async function issued(bench: Bench): Promise<void> {
  const record: CertificateRecord = { schema: 1, kind: 'letsencrypt', names: ['localhost'] };
  const { combined } = certificate(bench, 'issued', { days: [-1, 89] });
  write([keepCertificateRecord(exposeOf(bench), record)]);
  writeFileSync(pathsOf(bench).server, readFileSync(combined), { mode: 0o600 });
  await configure(bench, { certfile: pathsOf(bench).server });
}

/** A fake cron with its table in a file. Returns the directory of its programs, for the front of PATH. */
export function fakeCron(): string {
  const directory = mkdtempSync(join(tmpdir(), 'programs 집 '));
  const program = (name: string, script: string) =>
    writeFileSync(join(directory, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  program('crontab', `cat '${join(directory, 'table')}'`);
  program('pgrep', 'echo 1');
  return directory;
}

interface TimerOptions {
  readonly node?: string;
  readonly version?: string;
}

/** Writes the files of `schedule install` to expose/, and its line to the table of `fakeCron`. */
export function timer(
  bench: Bench,
  cron: string,
  { node = process.execPath, version = ownVersion() }: TimerOptions = {},
): void {
  const { programDirectory: directory, program, schedule: record } = statePaths(exposeOf(bench));
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  writeFileSync(program, '// the program', { mode: 0o600 });
  writeFileSync(record, JSON.stringify({ schema: 1, scheduler: 'cron', node, version }), { mode: 0o600 });
  const job = describeJob({ ...nodeSystem(), home: bench.home.dir }, exposeOf(bench), node);
  writeFileSync(join(cron, 'table'), `${cronLine(job)}\n`);
}

function write(changes: readonly Change[]): void {
  const files = changes.filter((change): change is WriteFile => change.kind === 'write-file');
  for (const { path, bytes, mode = 0o600 } of files) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, bytes, { mode });
  }
}
