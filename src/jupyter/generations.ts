import type { App } from './installation/find-installations.ts';

const SHAPE =
  /^\s*v?(?<release>\d+(?:\.\d+)*)(?:[-_.]?(?<pre>alpha|beta|preview|pre|rc|a|b|c)[-_.]?(?<preNumber>\d*))?(?:[-_.]?(?<post>post|rev|r)[-_.]?(?<postNumber>\d*))?(?:[-_.]?(?<dev>dev)[-_.]?(?<devNumber>\d*))?/i;

const PHASE: Record<string, number> = {
  a: -3,
  alpha: -3,
  b: -2,
  beta: -2,
  c: -1,
  rc: -1,
  pre: -1,
  preview: -1,
};

/**
 * Three ways in which a Jupyter reads its settings. `classic`: NotebookApp is the server. `server1` and
 * `server2`: jupyter_server 1 or 2 is the server, and every enabled extension has its own config file.
 */
export type Generation = 'classic' | 'server1' | 'server2';

interface GenerationRow {
  readonly app: App;
  /** First version of the application to which this row applies. */
  readonly from: string;
  readonly generation: Generation;
  /** Base name of the file we write: the one that this application reads and users know. */
  readonly base: string;
  /** Oldest server package (notebook or jupyter_server) that this application runs on; used when none is installed. */
  readonly servedBy: string;
}

/** Newest first: the first row whose `from` is reached applies. From the packages' requirements, DESIGN §6. */
const GENERATIONS: readonly GenerationRow[] = [
  {
    app: 'notebook',
    from: '7.0.0a0',
    generation: 'server2',
    base: 'jupyter_notebook_config',
    servedBy: '2.4',
  },
  { app: 'notebook', from: '4', generation: 'classic', base: 'jupyter_notebook_config', servedBy: '4' },
  { app: 'lab', from: '4.0.0a0', generation: 'server2', base: 'jupyter_server_config', servedBy: '2.4' },
  // Lab 3.6 also runs on jupyter_server 1; the installed version decides.
  { app: 'lab', from: '3.6', generation: 'server2', base: 'jupyter_server_config', servedBy: '2.0' },
  { app: 'lab', from: '3.4', generation: 'server1', base: 'jupyter_server_config', servedBy: '1.16' },
  { app: 'lab', from: '3.0.0a0', generation: 'server1', base: 'jupyter_server_config', servedBy: '1.1' },
  { app: 'lab', from: '0.30', generation: 'classic', base: 'jupyter_notebook_config', servedBy: '4.3' },
  { app: 'server', from: '2.0.0a0', generation: 'server2', base: 'jupyter_server_config', servedBy: '2' },
  { app: 'server', from: '0.2', generation: 'server1', base: 'jupyter_server_config', servedBy: '1' },
];

/** Assumed when nothing is installed and no version is given. */
export const NEWEST: Readonly<Record<App, string>> = { notebook: '7.6', lab: '4.6', server: '2.21' };

/** The row for a version of an application; undefined for versions older than all rows. */
export function generationRow(app: App, version: string): GenerationRow | undefined {
  return GENERATIONS.find((row) => row.app === app && atLeast(version, row.from));
}

/** The oldest version of an application that can be configured. */
export function oldestVersion(app: App): string {
  return GENERATIONS.findLast((row) => row.app === app)?.from ?? '';
}

/** The generation of an installed jupyter_server. */
export function serverGeneration(version: string): Generation {
  return atLeast(version, '2.0.0a0') ? 'server2' : 'server1';
}

/**
 * Versions as Python packages write them (PEP 440): '7.6.0rc1', '6.0b2', '5.7.16', '4.0.0.dev0', '1.0.post1'.
 * Missing parts count as 0, a leading 'v' and a local part ('+cu12') are ignored.
 */
interface Version {
  release: readonly number[];
  /** Order around the release: dev -4, alpha -3, beta -2, candidate -1, final 0, post 1. */
  phase: number;
  phaseNumber: number;
  /** A development release sorts before the release it leads to: '1.0rc1.dev2' < '1.0rc1'. */
  dev: number;
}

/** Negative when `a` is older than `b`, positive when newer, 0 when equal. An invalid version is the oldest. */
export function compareVersions(a: string, b: string): number {
  const left = parse(a);
  const right = parse(b);
  return (
    compareReleases(left.release, right.release) ||
    left.phase - right.phase ||
    left.phaseNumber - right.phaseNumber ||
    compareNumbers(left.dev, right.dev)
  );
}

/** True when `version` is `floor` or newer; a pre-release of `floor` is older than `floor`. */
export function atLeast(version: string, floor: string): boolean {
  return compareVersions(version, floor) >= 0;
}

function parse(text: string): Version {
  const groups = SHAPE.exec(text)?.groups;
  if (groups === undefined) {
    return { release: [-1], phase: 0, phaseNumber: 0, dev: Number.POSITIVE_INFINITY };
  }
  const dev = groups.dev === undefined ? Number.POSITIVE_INFINITY : Number(groups.devNumber || 0);
  return { release: (groups.release ?? '').split('.').map(Number), ...phaseOf(groups), dev };
}

function phaseOf(groups: Record<string, string | undefined>): Pick<Version, 'phase' | 'phaseNumber'> {
  if (groups.pre !== undefined) {
    return { phase: PHASE[groups.pre.toLowerCase()] ?? -1, phaseNumber: Number(groups.preNumber || 0) };
  }
  if (groups.post !== undefined) {
    return { phase: 1, phaseNumber: Number(groups.postNumber || 0) };
  }
  return { phase: groups.dev === undefined ? 0 : -4, phaseNumber: 0 };
}

function compareReleases(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

/** A comparison that also works for infinities, where subtraction gives NaN. */
function compareNumbers(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
