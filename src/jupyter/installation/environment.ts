import type { ProbeAnswer } from './probe.ts';

/** The kind of Python environment an application lives in. */
export type EnvironmentKind = 'venv' | 'conda' | 'pipx' | 'uv' | 'homebrew' | 'pyenv' | 'system' | 'unknown';

export interface Environment {
  readonly kind: EnvironmentKind;
  readonly prefix: string;
}

type Row = { kind: EnvironmentKind; is: (answer: ProbeAnswer) => boolean; verified: 'yes' | 'no' };

/** First match holds: pipx and uv environments are virtual ones, too. */
const KINDS: readonly Row[] = [
  { kind: 'conda', is: (answer) => answer.conda, verified: 'no' },
  { kind: 'pipx', is: ({ prefix }) => /[/\\]pipx[/\\]venvs[/\\]/.test(prefix), verified: 'no' },
  { kind: 'uv', is: ({ prefix }) => /[/\\]uv[/\\]tools[/\\]/.test(prefix), verified: 'no' },
  { kind: 'homebrew', is: ({ prefix }) => /\/(?:homebrew|Cellar|linuxbrew)\//i.test(prefix), verified: 'no' },
  { kind: 'venv', is: ({ prefix, basePrefix }) => prefix !== basePrefix, verified: 'yes' },
  { kind: 'pyenv', is: ({ prefix }) => /[/\\]\.?pyenv[/\\]versions[/\\]/.test(prefix), verified: 'yes' },
  { kind: 'system', is: () => true, verified: 'yes' },
];

/** Which kind of environment an interpreter belongs to, by its prefixes. */
export function environmentOf(answer: ProbeAnswer): Environment {
  return { kind: KINDS.find((row) => row.is(answer))?.kind ?? 'unknown', prefix: answer.prefix };
}
