import type { Target } from '../../jupyter/target.ts';
import type { PythonValue } from '../../python-config/value.ts';
import type { Repair } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';

/** `ssl_options` as the config says it; empty where nothing does. */
export async function sslOptions(situation: Situation): Promise<Readonly<Record<string, unknown>>> {
  const [target, { values }] = await Promise.all([situation.get('target'), situation.get('effective')]);
  // Notebook 7 takes the old class name as well.
  const value = values[keyOfOptions(target)] ?? values['NotebookApp.ssl_options'];
  const isDict = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isDict ? { ...value } : {};
}

/** The change after which `ssl_options` are these. */
export async function setSslOptions(
  situation: Situation,
  options: Readonly<Record<string, unknown>>,
): Promise<{ repair?: Repair }> {
  if (!Object.values(options).every(isPlain)) return {};
  const [target, sources, own] = await Promise.all([
    situation.get('target'),
    situation.get('sources'),
    situation.get('configFile'),
  ]);
  const beside = sources.traits.certfile.find(({ role }) => role === 'wins');
  if (beside?.writable === false) return {};
  const path = beside?.file ?? own.path;
  const format = beside?.format ?? (own.path.endsWith('.json') ? 'json' : 'python');
  const key = beside?.key.replace(/\.\w+$/, '.ssl_options') ?? keyOfOptions(target);
  const settings = { [key]: options as Readonly<Record<string, PythonValue>> };
  return { repair: { changes: [{ kind: 'edit-settings', path, format, settings, secret: [] }] } };
}

/** The key of `ssl_options` in this Jupyter. */
export function keyOfOptions(target: Target): string {
  return target.generation === 'classic' ? 'NotebookApp.ssl_options' : 'ServerApp.ssl_options';
}

function isPlain(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
