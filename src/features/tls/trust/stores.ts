import { t } from '../../../messages/index.ts';
import type { RunCommand } from '../../../plan/change.ts';
import { needsSudo } from '../../../plan/sudo.ts';
import type { System } from '../../../system/system.ts';
import { findOwnAuthority, type OwnAuthority } from './authority.ts';
import { DESKTOP_ROWS } from './desktop-stores.ts';
import { NSS_ROWS } from './nss-stores.ts';
import type { Place, TrustCommands, TrustRow } from './store.ts';
import { SYSTEM_ROWS } from './system-stores.ts';

const ROWS: readonly TrustRow[] = [...SYSTEM_ROWS, ...DESKTOP_ROWS, ...NSS_ROWS];

/** A store on this computer and whether it trusts our CA. */
export interface FoundStore {
  readonly row: TrustRow;
  readonly place: Place;
  /** `no-tool`: the program that reads the store is not installed. */
  readonly state: 'trusted' | 'not-trusted' | 'no-tool';
  readonly commands: TrustCommands;
}

/** Checks every store of this computer. Changes nothing. */
export async function findStores(system: System, authority: OwnAuthority): Promise<FoundStore[]> {
  const rows = ROWS.filter(({ platform }) => platform.includes(system.platform));
  const found = await Promise.all(
    rows.map(async (row) => {
      const places = await row.detect(system);
      if (places.length === 0) return [];
      const hasTool = await canRun(row, system);
      return Promise.all(
        places.map(async (place): Promise<FoundStore> => {
          const commands = await row.commands(place, authority, system);
          if (!hasTool) return { row, place, state: 'no-tool', commands };
          const trusted = await row.already(place, authority, system);
          return { row, place, state: trusted ? 'trusted' : 'not-trusted', commands };
        }),
      );
    }),
  );
  return found.flat();
}

/** The names of the stores that trust our CA; none if there is no CA. */
export async function trustedBy(system: System, exposeDir: string): Promise<string[]> {
  const authority = await findOwnAuthority(system, exposeDir);
  if (authority === undefined) return [];
  const stores = await findStores(system, authority);
  return stores.filter(({ state }) => state === 'trusted').map(({ place }) => place.name);
}

async function canRun({ tool }: TrustRow, { run }: System): Promise<boolean> {
  if (tool === undefined) return true;
  return (await run(tool.program, ['-H'], { timeout: 10_000 })).trouble !== 'not-found';
}

/** Adding our CA to a store as a change of a plan, so that it is journalled and `undo` reverts it. */
export function trustChange({ row, place, commands }: FoundStore): RunCommand {
  const { run, undo, input, undoInput } = commands;
  return {
    kind: 'run-command',
    id: `trust-${place.id}`,
    command: run,
    undo,
    title: t().trust.title(place.name),
    ...(input !== undefined && { input }),
    ...(undoInput !== undefined && { undoInput }),
    ...(row.needsRoot && { needsRoot: true }),
  };
}

/** The commands for the user to type. */
export function shownCommands({ row, commands }: FoundStore, system: System): string[] {
  const sudo = needsSudo(row.needsRoot, system) ? 'sudo ' : '';
  return commands.shown.map((line) => `${sudo}${line}`);
}

/** Whether this process may change the store: root is not needed, it is root, or sudo needs no password. */
export async function mayRun({ row }: FoundStore, system: System): Promise<boolean> {
  if (!needsSudo(row.needsRoot, system)) return true;
  return (await system.run('sudo', ['-n', 'true'], { timeout: 10_000 })).code === 0;
}
