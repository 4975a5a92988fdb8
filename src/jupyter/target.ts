import { pathsOf } from '../system/paths.ts';
import type { System } from '../system/system.ts';
import { atLeast, type Generation, generationRow, NEWEST, serverGeneration } from './generations.ts';
import { configDirWithoutJupyter } from './installation/config-dir.ts';
import type { App, Installation } from './installation/find-installations.ts';
import { understandsArgon2 } from './password/input.ts';
import { ADDRESSES, KEYS, type Trait } from './traits.ts';

export type { Trait };

/** The Jupyter that is being configured. */
export interface Target {
  readonly app: App;
  readonly appVersion: string;
  readonly generation: Generation;
  /** Version of the server package: notebook for `classic`, else jupyter_server. */
  readonly serverVersion: string;
  /** Base name of the file we write, without extension. */
  readonly base: string;
  /** Undefined when the target is only assumed or stated. */
  readonly installed: Installation | undefined;
}

/** The target for an installation. */
export function installedTarget(installed: Installation): Target {
  const { app, version: appVersion, versions } = installed;
  const assumed = statedTarget(app, appVersion);
  const server = assumed.generation === 'classic' ? versions.notebook : versions.jupyter_server;
  if (server === undefined) {
    return { ...assumed, installed };
  }
  const generation = assumed.generation === 'classic' ? 'classic' : serverGeneration(server);
  return { ...assumed, generation, serverVersion: server, installed };
}

/** The target for a stated or assumed application that is not installed. */
export function statedTarget(app: App, version: string = NEWEST[app]): Target {
  const row = generationRow(app, version) ?? generationRow(app, NEWEST[app]);
  const serves = app === 'server' || (app === 'notebook' && row?.generation === 'classic');
  return {
    app,
    appVersion: version,
    generation: row?.generation ?? 'server2',
    serverVersion: serves ? version : (row?.servedBy ?? '2'),
    base: row?.base ?? 'jupyter_server_config',
    installed: undefined,
  };
}

/** The newest notebook: what most users install when nothing is there yet. */
export function assumedTarget(): Target {
  return statedTarget('notebook');
}

/** What the user types to start it: 'jupyter lab'. */
export function commandOf({ installed, app }: Pick<Target, 'installed' | 'app'>): string {
  return installed?.command ?? `jupyter ${app}`;
}

/** The target's key for a trait: 'ServerApp.port'; undefined when that version does not have the trait. */
export function keyOf(target: Target, trait: Trait): string | undefined {
  return KEYS.find(
    (row) =>
      row.trait === trait &&
      row.generation === target.generation &&
      (row.from === undefined || atLeast(target.serverVersion, row.from)) &&
      (row.below === undefined || !atLeast(target.serverVersion, row.below)) &&
      (row.apps === undefined || row.apps.includes(target.app)),
  )?.key;
}

/** The hash algorithm for a new password unless the user chooses one. */
export function defaultHash(target: Target): 'argon2' | 'sha1' {
  const app = target.generation === 'classic' ? 'notebook' : 'jupyter_server';
  return understandsArgon2({ app, version: target.serverVersion }) ? 'argon2' : 'sha1';
}

/** The settings to write for an address: usually `{ ip }`, on notebook 5.6–5.7 a variant that does not crash it. */
export function addressSettings(target: Target, ip: string): Partial<Record<Trait, string | boolean>> {
  const row = ADDRESSES.find(
    ({ generation, from, below, addresses }) =>
      generation === target.generation &&
      atLeast(target.serverVersion, from) &&
      !atLeast(target.serverVersion, below) &&
      addresses.includes(ip),
  );
  return row?.write ?? { ip };
}

/** The user's own config directory for this target. */
export function configDirOf(target: Target, system: System): string {
  return target.installed?.paths.configDir || configDirWithoutJupyter(system);
}

/** The file we write for this target. */
export function configFileOf(target: Target, system: System): string {
  const { join } = pathsOf(system);
  return join(configDirOf(target, system), `${target.base}.py`);
}
