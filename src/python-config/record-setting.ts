import type { Case } from './case.ts';
import type { Chain } from './chain.ts';
import type { Place } from './ledger.ts';
import { isConstant, isOperator, type Statement } from './statement.ts';
import type { Why } from './why.ts';

/** The tokens of an assigned value. */
export interface Target {
  readonly valueFrom: number;
  readonly valueTo: number;
  readonly chained: boolean;
  readonly removes: boolean;
}

/** Enters an assignment of `key` into the ledger. */
export function recordSetting(it: Case, chain: Chain, key: string, target: Target, viaC: boolean): void {
  const { statement, ledger, at } = it;
  if (ledger.wanted && !ledger.wanted.has(key)) return;
  const { tokens, to, topLevel } = statement;
  const certain = topLevel && !it.deferred && (viaC ? ledger.cIsConfig : ledger.getConfigIsOurs);
  const end = tokens.end[to - 1] ?? 0;
  ledger.settings.push({
    key,
    at,
    nameAt: tokens.start[chain.from] ?? 0,
    end,
    valueStart: target.removes ? end : (tokens.start[target.valueFrom] ?? 0),
    valueEnd: end,
    notEditable: certain ? whyNotEditable(statement, chain, target) : topLevel ? 'c-replaced' : 'conditional',
    removable: certain && !target.chained && isPlain(statement, target),
    certain,
    deferred: it.deferred,
    shared: target.chained && target.valueTo - target.valueFrom > 1,
    inPlainSection: ledger.plainSections,
    removes: target.removes,
    place: placeOf(statement),
  });
}

function whyNotEditable(statement: Statement, chain: Chain, target: Target): Why | undefined {
  if (target.chained) return 'chained';
  if (!target.removes && (chain.section?.subscript || chain.trait?.subscript)) return 'subscript';
  if (!isPlain(statement, target)) return 'not-a-literal';
  const { source, tokens, from } = statement;
  const end = tokens.end[target.valueTo - 1] ?? 0;
  const severalLines = /[\r\n]/.test(source.code.slice(tokens.start[from] ?? 0, end));
  return severalLines ? 'several-lines' : undefined;
}

function isPlain({ tokens }: Statement, { valueFrom, valueTo, removes }: Target): boolean {
  return removes || isConstant(tokens, valueFrom, valueTo);
}

/** What taking the statement out takes out: its lines, or its part of a line with one semicolon. */
function placeOf({ tokens, from, to, line }: Statement): Place {
  const offset = (i: number): number => tokens.start[i] ?? 0;
  const place = { lineStart: line.start, lineNext: line.next };
  const last = tokens.kind.length;
  const trailingOnly = to === last || (to === last - 1 && isOperator(tokens, to, ';'));
  if (from === 0 && trailingOnly) return { ...place, within: undefined };
  if (to < last - 1) return { ...place, within: [offset(from), offset(to + 1)] };
  const before = tokens.end[from - 2] ?? offset(from);
  return { ...place, within: [before, tokens.end[to - 1] ?? 0] };
}
