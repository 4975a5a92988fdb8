import { atLeast, type Generation } from './generations.ts';
import type { Target } from './target.ts';
import type { Trait } from './traits.ts';

/** An environment variable from which Jupyter takes the default of a trait: any config file outweighs it. */
interface VariableRow {
  readonly name: string;
  readonly trait: Trait;
  /** First version of the serving package that reads it; a generation that is missing reads it in every version. */
  readonly from: Readonly<Partial<Record<Generation, string>>>;
}

/** Read in the sources of notebook 6.0 to 6.5 and of jupyter_server 1.4 to 2.21 (port_env, port_retries_env). */
const ROWS: readonly VariableRow[] = [
  { name: 'JUPYTER_PORT', trait: 'port', from: { classic: '6.1', server1: '1.6' } },
  { name: 'JUPYTER_PORT_RETRIES', trait: 'port_retries', from: { classic: '6.1', server1: '1.6' } },
];

/** Python's int() takes spaces, a sign, and underscores between digits. */
const INTEGER = /^\s*[+-]?\d+(?:_\d+)*\s*$/;

/** One variable that this Jupyter reads. `value`: undefined if Jupyter ends at its start, because it is no number. */
export interface EnvironmentSetting {
  readonly name: string;
  readonly trait: Trait;
  readonly text: string;
  readonly value: number | undefined;
}

/** The variables in an environment from which this Jupyter takes settings that no file sets. */
export function environmentSettings(
  target: Pick<Target, 'generation' | 'serverVersion'>,
  env: Readonly<Record<string, string | undefined>>,
): EnvironmentSetting[] {
  return ROWS.flatMap(({ name, trait, from }) => {
    const text = env[name];
    const first = from[target.generation];
    if (text === undefined || (first !== undefined && !atLeast(target.serverVersion, first))) return [];
    const value = INTEGER.test(text) ? Number(text.replaceAll('_', '')) : undefined;
    return [{ name, trait, text, value }];
  });
}
