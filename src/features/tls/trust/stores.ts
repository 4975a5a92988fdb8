import { t } from '../../../messages/index.ts';
import type { RunCommand } from '../../../plan/change.ts';
import { needsSudo } from '../../../plan/sudo.ts';
import type { System } from '../../../system/system.ts';
import { findOwnAuthority, type OwnAuthority } from './authority.ts';
import { DESKTOP_ADAPTERS } from './desktop-stores.ts';
import { NSS_ADAPTERS } from './nss-stores.ts';
import type { StoreLocation, TrustAdapter, TrustCommands } from './store.ts';
import { SYSTEM_ADAPTERS } from './system-stores.ts';

const ADAPTERS: readonly TrustAdapter[] = [...SYSTEM_ADAPTERS, ...DESKTOP_ADAPTERS, ...NSS_ADAPTERS];

/** A store on this computer and whether it trusts our CA. */
export interface FoundStore {
  readonly adapter: TrustAdapter;
  readonly location: StoreLocation;
  /** `no-tool`: the program that reads the store is not installed. */
  readonly state: 'trusted' | 'not-trusted' | 'no-tool';
  readonly commands: TrustCommands;
}

/** Checks every store of this computer. Changes nothing. */
export async function findStores(system: System, authority: OwnAuthority): Promise<FoundStore[]> {
  const adapters = ADAPTERS.filter(({ platform }) => platform.includes(system.platform));
  const found = await Promise.all(
    adapters.map(async (adapter) => {
      const paths = await adapter.detect(system);
      if (paths.length === 0) return [];
      const hasTool = await canRun(adapter, system);
      return Promise.all(
        paths.map(async (location): Promise<FoundStore> => {
          const commands = await adapter.commands(location, authority, system);
          if (!hasTool) return { adapter, location, state: 'no-tool', commands };
          const trusted = await adapter.already(location, authority, system);
          return { adapter, location, state: trusted ? 'trusted' : 'not-trusted', commands };
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
  return stores.filter(({ state }) => state === 'trusted').map(({ location }) => location.name);
}

async function canRun({ tool }: TrustAdapter, { run }: System): Promise<boolean> {
  if (tool === undefined) return true;
  return (await run(tool.program, ['-H'], { timeout: 10_000 })).failure !== 'not-found';
}

/** Adding our CA to a store as a change of a plan, so that it is journalled and `undo` reverts it. */
export function trustChange({ adapter, location, commands }: FoundStore): RunCommand {
  const { run, undo, input, undoInput } = commands;
  return {
    kind: 'run-command',
    id: `trust-${location.id}`,
    command: run,
    undo,
    title: t().trust.title(location.name),
    ...(input !== undefined && { input }),
    ...(undoInput !== undefined && { undoInput }),
    ...(adapter.needsRoot && { needsRoot: true }),
  };
}

/** The commands for the user to type. */
export function shownCommands({ adapter, commands }: FoundStore, system: System): string[] {
  const sudo = needsSudo(adapter.needsRoot, system) ? 'sudo ' : '';
  return commands.shown.map((line) => `${sudo}${line}`);
}

/** Whether this process may change the store: root is not needed, it is root, or sudo needs no password. */
export async function mayRun({ adapter }: FoundStore, system: System): Promise<boolean> {
  if (!needsSudo(adapter.needsRoot, system)) return true;
  return (await system.run('sudo', ['-n', 'true'], { timeout: 10_000 })).code === 0;
}
