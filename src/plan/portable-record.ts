import path from 'node:path';
import type { Files } from '../system/system.ts';

/** The part of a run's record that has paths in it. */
interface WithPaths {
  readonly changes: readonly WithPath[];
  readonly commands?: readonly object[];
}

interface WithPath {
  readonly path: string;
  readonly realPath: string;
  readonly directories: readonly string[];
}

/**
 * A record as it is stored: paths in the config directory are relative to it, so that a home that was copied or renamed
 * undoes itself and never the original.
 */
export type Stored<R> = R & {
  /** Where the config directory was, links followed. */
  readonly configDir?: string;
};

/** The record of a run in `directory` (expose/journal/ID) as it is stored. */
export async function toStored<R extends WithPaths>(
  record: R,
  directory: string,
  files: Files,
): Promise<Stored<R>> {
  const { shown, real } = await configDirOf(directory, files);
  const changes = record.changes.map((change) => ({
    ...change,
    path: relativeTo(shown, change.path),
    realPath: relativeTo(real, change.realPath),
    directories: change.directories.map((one) => relativeTo(real, one)),
  }));
  return { ...record, configDir: real, changes };
}

/**
 * The record with paths of here. What a run changed outside of a config directory that has moved since belongs to the
 * original: such files are left out, and its actions cannot be taken back from here.
 */
export function fromStored<R extends WithPaths>(
  { configDir, ...record }: Stored<R>,
  { shown, real }: ConfigDir,
): R {
  const isHere = configDir === undefined || configDir === real;
  const changes = record.changes
    .filter((change) => isHere || !path.isAbsolute(change.path))
    .map((change) => ({
      ...change,
      path: path.resolve(shown, change.path),
      realPath: path.resolve(real, change.realPath),
      directories: change.directories.map((one) => path.resolve(real, one)),
    }));
  const { commands = [] } = record;
  const left = isHere ? commands : commands.map((one) => without(one, 'undo', 'router', 'task'));
  return { ...record, changes, ...(commands.length > 0 && { commands: left }) } as unknown as R;
}

function without(command: object, ...names: readonly string[]): object {
  return Object.fromEntries(Object.entries(command).filter(([name]) => !names.includes(name)));
}

/** A config directory: as it is named, and with links followed. */
export interface ConfigDir {
  readonly shown: string;
  readonly real: string;
}

/** The config directory that contains expose/journal/ID. */
export async function configDirOf(directory: string, files: Files): Promise<ConfigDir> {
  const shown = path.resolve(directory, '../../..');
  return { shown, real: await files.realPath(shown) };
}

function relativeTo(base: string, whole: string): string {
  const relative = path.relative(base, whole);
  const isInside = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
  return isInside ? relative : whole;
}
