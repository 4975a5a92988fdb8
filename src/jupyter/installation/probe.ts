import type { System } from '../../system/system.ts';
import { type PackageName, PROBE_MARK, PROBE_SCRIPT, PROBED_PACKAGES } from './probe-script.ts';

/** The first match wins: pipx and uv environments are virtual environments too. */
const KINDS: readonly Row[] = [
  { kind: 'conda', is: (answer) => answer.conda, verified: 'no' },
  { kind: 'pipx', is: ({ prefix }) => /[/\\]pipx[/\\]venvs[/\\]/.test(prefix), verified: 'no' },
  { kind: 'uv', is: ({ prefix }) => /[/\\]uv[/\\]tools[/\\]/.test(prefix), verified: 'no' },
  { kind: 'homebrew', is: ({ prefix }) => /\/(?:homebrew|Cellar|linuxbrew)\//i.test(prefix), verified: 'no' },
  { kind: 'venv', is: ({ prefix, basePrefix }) => prefix !== basePrefix, verified: 'yes' },
  { kind: 'pyenv', is: ({ prefix }) => /[/\\]\.?pyenv[/\\]versions[/\\]/.test(prefix), verified: 'yes' },
  { kind: 'system', is: () => true, verified: 'yes' },
];

const PROBE_TIMEOUT_MS = 10_000;

/** Where a Jupyter looks for its files. */
export interface JupyterPaths {
  /** The directories of config files, strongest first. */
  readonly config: readonly string[];
  /** The user's own config directory, where we write. */
  readonly configDir: string;
  /** Where running servers write their nbserver-*.json and jpserver-*.json. */
  readonly runtimeDir: string;
  readonly dataDirs: readonly string[];
}

/** Versions by package; packages that are not installed are missing. */
export type Versions = Readonly<Partial<Record<PackageName, string>>>;

export interface ProbeAnswer {
  readonly versions: Versions;
  readonly python: string;
  readonly prefix: string;
  readonly basePrefix: string;
  readonly conda: boolean;
  /** Undefined when jupyter_core could not be imported. */
  readonly paths: JupyterPaths | undefined;
}

/** Queries an interpreter for its Jupyter packages and directories; undefined when it gives no answer. */
export async function probeInterpreter(
  interpreter: string,
  system: System,
): Promise<ProbeAnswer | undefined> {
  const { stdout } = await system.run(interpreter, ['-c', PROBE_SCRIPT, ...PROBED_PACKAGES], {
    timeout: PROBE_TIMEOUT_MS,
  });
  return parseProbeAnswer(stdout);
}

/** Parses the output of the probe script, ignoring other lines. */
export function parseProbeAnswer(stdout: string): ProbeAnswer | undefined {
  const line = stdout.split(/\r?\n/).findLast((text) => text.startsWith(PROBE_MARK));
  if (line === undefined) {
    return undefined;
  }
  try {
    const raw: unknown = JSON.parse(line.slice(PROBE_MARK.length));
    return isRecord(raw) ? readAnswer(raw) : undefined;
  } catch {
    return undefined;
  }
}

function readAnswer(raw: Record<string, unknown>): ProbeAnswer {
  const prefix = text(raw.prefix);
  return {
    versions: readVersions(raw.versions),
    python: text(raw.python),
    prefix,
    basePrefix: text(raw.basePrefix) || prefix,
    conda: raw.conda === true,
    paths: readPaths(raw.paths),
  };
}

function readVersions(raw: unknown): Versions {
  const versions: Partial<Record<PackageName, string>> = {};
  for (const name of PROBED_PACKAGES) {
    const version = isRecord(raw) ? raw[name] : undefined;
    if (typeof version === 'string') {
      versions[name] = version;
    }
  }
  return versions;
}

function readPaths(raw: unknown): JupyterPaths | undefined {
  if (!isRecord(raw) || typeof raw.configDir !== 'string') {
    return undefined;
  }
  return {
    config: texts(raw.config),
    configDir: raw.configDir,
    runtimeDir: text(raw.runtimeDir),
    dataDirs: texts(raw.dataDirs),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The kind of Python environment an application lives in. */
type EnvironmentKind = 'venv' | 'conda' | 'pipx' | 'uv' | 'homebrew' | 'pyenv' | 'system' | 'unknown';

export interface Environment {
  readonly kind: EnvironmentKind;
  readonly prefix: string;
}

type Row = { kind: EnvironmentKind; is: (answer: ProbeAnswer) => boolean; verified: 'yes' | 'no' };

/** The kind of environment that an interpreter belongs to, according to its prefixes. */
export function environmentOf(answer: ProbeAnswer): Environment {
  return { kind: KINDS.find((row) => row.is(answer))?.kind ?? 'unknown', prefix: answer.prefix };
}
