import type { FoundStore } from '../steps/trust/find-stores.ts';
import type { OwnAuthority } from '../steps/trust/own-authority.ts';
import { deviceSteps } from '../steps/trust/phone-page.ts';
import { shownCommands } from '../steps/trust/trust-changes.ts';
import type { CommandContext } from './context.ts';

/** What `cert trust --json` says, whichever of its ways was taken. */
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
      id: store.place.id,
      name: store.place.name,
      state: store.state,
      verified: store.row.verified === 'yes',
      needsRoot: store.row.needsRoot,
      commands: shownCommands(store, system),
    })),
    devices: deviceSteps(),
  };
}
