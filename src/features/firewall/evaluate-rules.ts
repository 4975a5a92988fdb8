/** Who can reach a port: everyone, only the LAN, no one, or unknown. */
export type ReachableFrom = 'yes' | 'lan' | 'no' | 'unknown';

/** Whether a rule matches a new TCP connection to the port. `lan`: only one from the LAN. */
export type Match = 'always' | 'lan' | 'maybe' | 'never';
export type Verdict =
  | 'accept'
  | 'drop'
  | 'return'
  | 'none'
  | { readonly to: string; readonly comesBack: boolean };

/** A rule of any firewall, reduced to its effect on the port. */
export interface PlainRule {
  readonly match: Match;
  readonly verdict: Verdict;
}

export interface Rules {
  readonly chains: ReadonlyMap<string, readonly PlainRule[]>;
  readonly start: string;
  readonly policy: 'accept' | 'drop';
}

type End = 'accept' | 'drop';

/** Deeper rulesets are assumed to be circular. */
const MAX_DEPTH = 32;

/** Follows a new connection from the LAN, and one from elsewhere, through the rules. */
export function evaluateRules(rules: Rules): ReachableFrom {
  const lan = follow(rules, 'lan');
  const world = follow(rules, 'world');
  if (world === 'accept' && lan === 'accept') return 'yes';
  if (world === 'drop' && lan === 'accept') return 'lan';
  return world === 'drop' && lan === 'drop' ? 'no' : 'unknown';
}

/** The result if all of them must admit the connection. */
export function strictest(all: readonly ReachableFrom[]): ReachableFrom {
  const order: readonly ReachableFrom[] = ['no', 'unknown', 'lan', 'yes'];
  return order.find((one) => all.includes(one)) ?? 'yes';
}

/** Combines all conditions of a rule. */
export function matchAll(conditions: readonly Match[]): Match {
  const order: readonly Match[] = ['never', 'maybe', 'lan'];
  return order.find((one) => conditions.includes(one)) ?? 'always';
}

/** '22', '8000:8200' or '80,443': whether the port is one of them. */
export function matchPort(list: string, port: number): Match {
  const holds = list.split(',').some((part) => {
    const [first = '', last = first] = part.split(':');
    return port >= Number(first) && port <= Number(last);
  });
  return holds ? 'always' : 'never';
}

function follow({ chains, start, policy }: Rules, from: 'lan' | 'world'): End | 'unknown' {
  /** Outcomes of rules that may or may not match. */
  const doubts = new Set<End>();
  const end = through(start, false, 0) ?? policy;
  return [...doubts].every((doubt) => doubt === end) ? end : 'unknown';

  function through(name: string, isDoubtful: boolean, depth: number): End | undefined {
    if (depth > MAX_DEPTH) {
      doubts.add('accept').add('drop');
      return undefined;
    }
    for (const { match, verdict } of chains.get(name) ?? []) {
      if (match === 'never' || verdict === 'none' || (match === 'lan' && from === 'world')) continue;
      const doubtful = isDoubtful || match === 'maybe';
      if (verdict === 'return') {
        if (!doubtful) return undefined;
        // The rest of the chain may or may not be reached.
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
