import type { Effective } from '../../src/jupyter/settings/effective.ts';
import { statedTarget } from '../../src/jupyter/target.ts';
import type { Network } from '../../src/net/network.ts';
import type { Check } from '../../src/situation/check.ts';
import { runChecks } from '../../src/situation/check.ts';
import type { Finding } from '../../src/situation/finding.ts';
import { type Facts, Situation } from '../../src/situation/situation.ts';
import type { System } from '../../src/system/system.ts';
import { localSystem } from '../jupyter/local-system.ts';
import { fakeNetwork } from '../net/fake-network.ts';

/** Files, as path to content, of a computer that the tests cannot use. Directories follow from the paths. */
export type RecordedFiles = Readonly<Record<string, string>>;

export interface Recording {
  readonly files?: RecordedFiles;
  readonly env?: Record<string, string>;
  /** The output of `wslinfo`. */
  readonly wslinfo?: string;
  /** The effective settings that Jupyter reports. */
  readonly traits?: Effective['traits'];
  readonly facts?: Partial<Facts>;
  readonly network?: Partial<Network>;
}

/** A computer with only these files. */
export function recordedSystem({ files = {}, env = {}, wslinfo }: Recording): System {
  const real = localSystem({ env, home: '/home/min' });
  const paths = Object.keys(files);
  return {
    ...real,
    platform: 'linux',
    uid: 1000,
    run: async () =>
      wslinfo === undefined
        ? { code: undefined, stdout: '', stderr: '', failure: 'not-found' }
        : { code: 0, stdout: wslinfo, stderr: '' },
    files: {
      ...real.files,
      read: async (path) => (path in files ? new TextEncoder().encode(files[path]) : undefined),
      facts: async (path) =>
        path in files
          ? {
              kind: 'file',
              mode: /\/bin\//.test(path) ? 0o755 : 0o644,
              uid: 1000,
              gid: 1000,
              size: 1,
              mtimeMs: 0,
            }
          : undefined,
      list: async (directory) => [
        ...new Set(
          paths
            .filter((path) => path.startsWith(`${directory}/`))
            .map((path) => path.slice(directory.length + 1).split('/')[0] ?? ''),
        ),
      ],
    },
  };
}

/** Runs checks on a recorded computer, with recorded answers of its Jupyter. */
export function runRecorded(checks: readonly Check[], recording: Recording): Promise<Finding[]> {
  const system = recordedSystem(recording);
  const situation = new Situation(
    { system, network: fakeNetwork(recording.network) },
    {},
    {
      installations: [],
      target: statedTarget('lab'),
      lastAnswers: undefined,
      user: { name: 'min', isRoot: false, sudoUser: undefined, hostName: 'desk' },
      effective: { values: {}, traits: recording.traits ?? {}, problems: [] },
      addresses: [],
      runningServers: [],
      ...recording.facts,
    },
  );
  return runChecks(checks, { system, situation });
}

/** The findings other than `ok`, as 'warn wsl-nat'. */
export function problems(findings: readonly Finding[]): string[] {
  return findings.filter(({ status }) => status !== 'ok').map(({ id, status }) => `${status} ${id}`);
}
