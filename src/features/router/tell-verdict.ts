import { t } from '../../messages/index.ts';
import type { Verdict } from './verdict.ts';

/** One sentence for each state of the way out. */
export function tellVerdict(verdict: Verdict): string {
  const s = t().routerStep.verdicts;
  switch (verdict.kind) {
    case 'public':
      return verdict.seen ? s.publicSeen(verdict.address) : s.public(verdict.address);
    case 'double-nat':
      return s.doubleNat(verdict.address);
    case 'cgnat':
      return s.cgnat(verdict.address);
    case 'other-way':
      return s.otherWay(verdict.address, verdict.seenAs);
    case 'no-address':
      return s.noAddress;
    case 'untold':
      return s.untold;
    case 'silent':
      return s.silent;
  }
}
