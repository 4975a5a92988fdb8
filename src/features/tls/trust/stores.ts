import { t } from '../../../messages/index.ts';
import type { RunCommand } from '../../../plan/change.ts';
import { needsSudo } from '../../../plan/sudo.ts';
import type { UndoCommand, UndoPlace } from '../../../plan/undo-command.ts';
import { object, oneOf, readIfFits, string } from '../../../schema.ts';
import type { System } from '../../../system/system.ts';
import { findOwnAuthority, type OwnAuthority, recordedAuthority } from './authority.ts';
import { DESKTOP_ADAPTERS } from './desktop-stores.ts';
import { NSS_ADAPTERS } from './nss-stores.ts';
import type { StoreLocation, TrustAdapter, TrustCommands } from './store.ts';
import { SYSTEM_ADAPTERS } from './system-stores.ts';

const ADAPTERS: readonly TrustAdapter[] = [...SYSTEM_ADAPTERS, ...DESKTOP_ADAPTERS, ...NSS_ADAPTERS];

/** A store on this computer and whether it trusts our CA. */
export interface FoundStore {
  readonly adapter: TrustAdapter;
  readonly location: StoreLocation;
  readonly authority: OwnAuthority;
  /** `no-tool`: the program that reads the store is not installed. */
  readonly state: 'trusted' | 'not-trusted' | 'no-tool';
  readonly commands: TrustCommands;
}

/** Checks every store of this computer. Changes nothing. */
export async function findStores(system: System, authority: OwnAuthority): Promise<FoundStore[]> {
  const adapters = adaptersOf(system);
  const found = await Promise.all(
    adapters.map(async (adapter) => {
      const paths = await adapter.detect(system);
      if (paths.length === 0) return [];
      const hasTool = await canRun(adapter, system);
      return Promise.all(
        paths.map(async (location): Promise<FoundStore> => {
          const commands = await adapter.commands(location, authority, system);
          const store = { adapter, location, authority, commands };
          if (!hasTool) return { ...store, state: 'no-tool' };
          const trusted = await adapter.already(location, authority, system);
          return { ...store, state: trusted ? 'trusted' : 'not-trusted' };
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

function adaptersOf({ platform }: System): readonly TrustAdapter[] {
  return ADAPTERS.filter((adapter) => adapter.platform.includes(platform));
}

async function canRun({ tool }: TrustAdapter, { run }: System): Promise<boolean> {
  if (tool === undefined) return true;
  return (await run(tool.program, ['-H'], { timeout: 10_000 })).failure !== 'not-found';
}

/** Adding our CA to a store as a change of a plan, so that it is journalled and `undo` reverts it. */
export function trustChange({ adapter, location, authority, commands }: FoundStore): RunCommand {
  const { run, input } = commands;
  return {
    kind: 'run-command',
    id: `trust-${location.id}`,
    command: run,
    undo: {
      task: { kind: 'trust-store', store: location.id, certificate: authority.pem },
      ...undoCommand(adapter, commands),
    },
    title: t().trust.title(location.name),
    ...(input !== undefined && { input }),
    ...(adapter.needsRoot && { needsRoot: true }),
  };
}

function undoCommand({ needsRoot }: TrustAdapter, { undo, undoInput }: TrustCommands): UndoCommand {
  return { command: undo, ...(undoInput !== undefined && { input: undoInput }), needsRoot };
}

const TRUST_TASK = object({
  kind: oneOf('trust-store'),
  /** The id of its location. Looked up among the stores of this computer, so that no path is taken from a file. */
  store: string,
  certificate: string,
});

/** The command that takes a CA of ours out of the store that a recorded task names. */
export async function undoTrust(
  recorded: unknown,
  { system, exposeDir }: UndoPlace,
): Promise<UndoCommand | undefined> {
  const task = readIfFits(TRUST_TASK, recorded);
  const authority = task && (await recordedAuthority(system, exposeDir, task.certificate));
  if (task === undefined || authority === undefined) return undefined;
  for (const adapter of adaptersOf(system)) {
    const location = (await adapter.detect(system)).find(({ id }) => id === task.store);
    if (location === undefined) continue;
    return undoCommand(adapter, await adapter.commands(location, authority, system));
  }
  return undefined;
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
