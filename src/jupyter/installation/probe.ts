import { isRecord, parseMarked, record, textOf } from '../../json.ts';
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
  const raw = parseMarked(stdout, PROBE_MARK);
  return raw && readAnswer(raw);
}

function readAnswer(raw: Record<string, unknown>): ProbeAnswer {
  const prefix = textOf(raw.prefix) ?? '';
  return {
    versions: readVersions(raw.versions),
    python: textOf(raw.python) ?? '',
    prefix,
    basePrefix: textOf(raw.basePrefix) || prefix,
    conda: raw.conda === true,
    paths: readPaths(raw.paths),
  };
}

function readVersions(raw: unknown): Versions {
  const all = record(raw);
  const known = PROBED_PACKAGES.filter((name) => textOf(all[name]) !== undefined);
  return Object.fromEntries(known.map((name) => [name, all[name]]));
}

function readPaths(raw: unknown): JupyterPaths | undefined {
  if (!isRecord(raw) || typeof raw.configDir !== 'string') {
    return undefined;
  }
  return {
    config: texts(raw.config),
    configDir: raw.configDir,
    runtimeDir: textOf(raw.runtimeDir) ?? '',
    dataDirs: texts(raw.dataDirs),
  };
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
