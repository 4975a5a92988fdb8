import { posix, win32 } from 'node:path';
import type { System } from '../system/system.ts';
import { atLeast, type Generation, generationRow, NEWEST, serverGeneration } from './generations.ts';
import { configDirWithoutJupyter } from './installation/config-dir.ts';
import type { App, Installation } from './installation/find.ts';
import { understandsArgon2 } from './password/input.ts';
import { ADDRESSES, KEYS, type Trait } from './traits.ts';

export type { Trait };

/** The Jupyter that is being configured. */
export interface Target {
  readonly app: App;
  readonly appVersion: string;
  readonly generation: Generation;
  /** Version of the package that serves: notebook for `classic`, else jupyter_server. */
  readonly serverVersion: string;
  /** Base name of the file we write, without ending. */
  readonly base: string;
  /** Undefined where it is only assumed or stated. */
  readonly installed: Installation | undefined;
}

/** The target an installation is. */
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

/** A target that is stated or assumed, not installed. */
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

/** The newest notebook: what most people will install when nothing is there yet. */
export function assumedTarget(): Target {
  return statedTarget('notebook');
}

/** The key under which the target knows a trait: 'ServerApp.port'; undefined where that version has no such thing. */
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

/** The hash a new password gets where the person does not choose. */
export function defaultHash(target: Target): 'argon2' | 'sha1' {
  const app = target.generation === 'classic' ? 'notebook' : 'jupyter_server';
  return understandsArgon2({ app, version: target.serverVersion }) ? 'argon2' : 'sha1';
}

/** What is written for an address: on most versions `{ ip }`, on notebook 5.6–5.7 something that it survives. */
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

/** The person's own config directory for this target. */
export function configDirOf(target: Target, system: System): string {
  return target.installed?.paths.configDir || configDirWithoutJupyter(system);
}

/** The file we write for this target. */
export function configFileOf(target: Target, system: System): string {
  const { join } = system.platform === 'win32' ? win32 : posix;
  return join(configDirOf(target, system), `${target.base}.py`);
}
