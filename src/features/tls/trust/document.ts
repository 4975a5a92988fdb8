import type { CommandContext } from '../../../output/output.ts';
import type { OwnAuthority } from './authority.ts';
import { deviceSteps } from './device-files.ts';
import { type FoundStore, shownCommands } from './stores.ts';

/** The JSON document of `cert trust`, in all its variants. */
export function trustDocument(
  { system }: CommandContext,
  status: 'shown' | 'planned' | 'applied' | 'unchanged' | 'serving',
  { path, fingerprint256, notAfter }: OwnAuthority,
  stores: readonly FoundStore[],
) {
  return {
    schema: 1,
    status,
    ca: { path, fingerprint256, notAfter: notAfter.toISOString() },
    stores: stores.map((store) => ({
      id: store.location.id,
      name: store.location.name,
      state: store.state,
      verified: store.adapter.verified === 'yes',
      needsRoot: store.adapter.needsRoot,
      commands: shownCommands(store, system),
    })),
    devices: deviceSteps(),
  };
}
