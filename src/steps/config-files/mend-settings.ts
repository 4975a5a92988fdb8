import { isAbsolute, join } from 'node:path';
import type { PythonValue } from '../../config/index.ts';
import type { Change } from '../../plan/change.ts';
import type { System } from '../../system/system.ts';
import { unquoted } from './mend.ts';
import type { Scene } from './scene.ts';

/** Where `passwd` lives in this Jupyter. */
export function authImport({ target, text }: Scene): string {
  const home = target.generation === 'classic' ? 'notebook.auth' : 'jupyter_server.auth';
  return /auth\.security/.test(text) ? `${home}.security` : home;
}

/** The number that stands between the quotes. */
export function numberGiven({ setting }: Scene): number | undefined {
  const value = unquoted(setting?.value);
  return typeof value === 'number' ? value : undefined;
}

/** The value without its quotes; a port that was given to port_retries becomes the port, if there is none yet. */
export function quotedSetting(scene: Scene): Change[] | undefined {
  const { setting, sources } = scene;
  const value = unquoted(setting?.value);
  if (setting === undefined || value === undefined) return undefined;
  if (!setting.key.endsWith('.port_retries') || value === true || value === false || value < 1024)
    return setSettings(scene, { [setting.key]: value });
  const hasPort = sources.traits.port.some(({ role }) => role !== 'ignored');
  const port = setting.key.replace('port_retries', 'port');
  return setSettings(scene, { ...(hasPort ? {} : { [port]: value }), [setting.key]: 0 });
}

/** The setting that was probably meant. */
export function renamedTrait(_scene: Scene): string | undefined {
  return undefined;
}

/** The directory with ~ written out, where that is one. */
export async function existingDirectory(scene: Scene, system: System): Promise<Change[] | undefined> {
  const { setting } = scene;
  const value = setting?.value;
  if (setting === undefined || typeof value !== 'string' || !/^~[/\\]?/.test(value)) return undefined;
  const path = join(system.home, value.slice(1));
  const facts = isAbsolute(path) ? await system.files.facts(path) : undefined;
  return facts?.kind === 'directory' ? setSettings(scene, { [setting.key]: path }) : undefined;
}

function setSettings({ path }: Scene, settings: Record<string, PythonValue>): Change[] | undefined {
  if (path === undefined) return undefined;
  const format = path.endsWith('.json') ? 'json' : 'python';
  return [{ kind: 'edit-settings', path, format, settings, secret: [] }];
}
