/** Who gets to a port: everybody, the house only, nobody; or it cannot be told. */
export type LetsIn = 'yes' | 'lan' | 'no' | 'unknown';

/** What a rule is to a new TCP connection to the port. `lan`: only to one from the house. */
export type Meets = 'always' | 'lan' | 'maybe' | 'never';
export type Verdict =
  | 'accept'
  | 'drop'
  | 'return'
  | 'none'
  | { readonly to: string; readonly comesBack: boolean };

/** A rule of whatever firewall, as far as the port is concerned. */
export interface PlainRule {
  readonly meets: Meets;
  readonly verdict: Verdict;
}

export interface Rules {
  readonly chains: ReadonlyMap<string, readonly PlainRule[]>;
  readonly start: string;
  readonly policy: 'accept' | 'drop';
}

type End = 'accept' | 'drop';

/** A ruleset that goes deeper goes in circles. */
const DEEPEST = 32;

/** Follows a new connection from the house, and one from elsewhere, through the rules. */
export function judgeRules(rules: Rules): LetsIn {
  const lan = follow(rules, 'lan');
  const world = follow(rules, 'world');
  if (world === 'accept' && lan === 'accept') return 'yes';
  if (world === 'drop' && lan === 'accept') return 'lan';
  return world === 'drop' && lan === 'drop' ? 'no' : 'unknown';
}

/** All of them must let it in. */
export function strictest(all: readonly LetsIn[]): LetsIn {
  const order: readonly LetsIn[] = ['no', 'unknown', 'lan', 'yes'];
  return order.find((one) => all.includes(one)) ?? 'yes';
}

/** All conditions of a rule together. */
export function meetsAll(conditions: readonly Meets[]): Meets {
  const order: readonly Meets[] = ['never', 'maybe', 'lan'];
  return order.find((one) => conditions.includes(one)) ?? 'always';
}

function follow({ chains, start, policy }: Rules, from: 'lan' | 'world'): End | 'unknown' {
  /** What rules would have come to that may or may not have met. */
  const doubts = new Set<End>();
  const end = through(start, false, 0) ?? policy;
  return [...doubts].every((doubt) => doubt === end) ? end : 'unknown';

  function through(name: string, isDoubtful: boolean, depth: number): End | undefined {
    if (depth > DEEPEST) {
      doubts.add('accept').add('drop');
      return undefined;
    }
    for (const { meets, verdict } of chains.get(name) ?? []) {
      if (meets === 'never' || verdict === 'none' || (meets === 'lan' && from === 'world')) continue;
      const doubtful = isDoubtful || meets === 'maybe';
      if (verdict === 'return') {
        if (!doubtful) return undefined;
        // Whatever else the chain holds may or may not be reached.
        isDoubtful = true;
        continue;
      }
      if (typeof verdict === 'object') {
        const ended = through(verdict.to, doubtful, depth + 1);
        if (ended !== undefined && !doubtful) return ended;
        if (!verdict.comesBack && !doubtful) return undefined;
        continue;
      }
      if (!doubtful) return verdict;
      doubts.add(verdict);
    }
    return undefined;
  }
}
