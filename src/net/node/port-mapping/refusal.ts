import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';
import type { PortMapping } from '../../port-mapping.ts';

/** UPnP's numbers (IGD 1 and 2) by what they mean for whoever asked. */
const FAULTS: Readonly<Record<number, 'denied' | 'taken' | 'no-way-out'>> = {
  501: 'no-way-out',
  606: 'denied',
  718: 'taken',
  728: 'denied',
  729: 'taken',
};

/** RFC 6886 §3.5 and RFC 6887 §7.4. */
const NAT_PMP: Readonly<Record<number, 'denied' | 'no-way-out' | 'full'>> = {
  2: 'denied',
  3: 'no-way-out',
  4: 'full',
};

const PCP: Readonly<Record<number, 'denied' | 'no-way-out' | 'full' | 'taken'>> = {
  2: 'denied',
  7: 'no-way-out',
  8: 'full',
  10: 'full',
  11: 'taken',
};

type Reason = 'denied' | 'taken' | 'no-way-out' | 'full';

/** A router, or its program for a protocol, gives no answer of use. */
export function silent({ gateway }: Pick<PortMapping, 'gateway'>, what: string): ExposeError {
  return new ExposeError(
    'environment',
    t().router.mapping.silent(gateway, what),
    t().router.mapping.silentHint,
  );
}

/** A no of the router in plain words. */
export function refusal(mapping: PortMapping, code: number, words: string): ExposeError {
  const table = { upnp: FAULTS, 'nat-pmp': NAT_PMP, pcp: PCP }[mapping.protocol];
  const reason = table[code];
  if (reason === undefined) {
    const said = [code || '', words].filter(Boolean).join(' ');
    return new ExposeError(
      'environment',
      t().router.mapping.refused(mapping.externalPort, said),
      t().router.mapping.byHand,
    );
  }
  return refused(mapping, reason);
}

/** `holder`: whose the port is, where it says. */
export function refused({ externalPort: port }: PortMapping, reason: Reason, holder?: string): ExposeError {
  const s = t().router.mapping;
  const [message, hint] = {
    denied: [s.denied(port), port < 1024 ? s.deniedLow : s.byHand],
    taken: [holder === undefined ? s.taken(port) : s.takenBy(port, holder), s.takenHint],
    'no-way-out': [s.noWayOut, s.noWayOutHint],
    full: [s.full, s.byHand],
  }[reason] as [string, string];
  return new ExposeError('environment', message, hint);
}
