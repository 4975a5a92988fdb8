import { type Case, touchAll, touchSection } from './case.ts';
import type { Chain } from './chain.ts';
import { isOperator, nameAt } from './statement.ts';

/** Callables that certainly make a new object: `Config(…)`, `type(c)(…)`. */
const MAKES_NEW = new Set(['Config', 'type', 'dict', 'traitlets', 'copy', 'deepcopy']);

/** A section by itself, `c.A`: replaced, handed to setattr, or given to who knows whom. */
export function judgeSection(it: Case, chain: Chain, section: string): boolean {
  const { tokens, to, first } = it.statement;
  const assigned = chain.end < to && isOperator(tokens, chain.end, '=') && tokens.depth[chain.end] === 0;
  if (assigned) noteSharing(it, chain);
  const calls = first === 'setattr' || first === 'delattr';
  const why = assigned ? 'section-assigned' : calls ? 'setattr' : it.deferred ? 'function' : 'alias';
  if (it.deferred || (!assigned && !calls)) touchAll(it, why);
  touchSection(it, section, why);
  it.ledger.escaped = true;
  return false;
}

/**
 * `c.A = c.B` makes both one object: a line for one would also change the other. So may `c.A = s` and `c.B = s`.
 */
function noteSharing({ statement, ledger, equals, at }: Case, chain: Chain): void {
  if (ledger.sharesSections !== undefined) return;
  const { tokens, to } = statement;
  const value = (equals.at(-1) ?? chain.end) + 1;
  if (equals.length === 1 && MAKES_NEW.has(nameAt(tokens, value)) && isOperator(tokens, to - 1, ')')) return;
  let shared = ledger.namedSection;
  for (let i = chain.end; i < to; i += 1) {
    const name = nameAt(tokens, i);
    shared ||= (name === 'c' || name === 'get_config') && !isOperator(tokens, i - 1, '.');
  }
  if (shared) ledger.sharesSections ??= at;
  ledger.namedSection = true;
}
