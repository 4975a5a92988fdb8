import { type Case, giveUp, touchAll, touchKey, touchSection } from './case.ts';
import { type Chain, isSectionName, stringAt } from './chain.ts';
import { judgeSection } from './judge-section.ts';
import { SECTION_METHODS } from './python-names.ts';
import { recordSetting, type Target } from './record-setting.ts';
import { isOperator, nameAt } from './statement.ts';
import type { Why } from './why.ts';

/**
 * What is done with `c`, `c.A` or `c.A.x`; `viaC`: the root is `c`, not `get_config()`.
 * Returns whether nothing happens but settings being set or taken out by name.
 */
export function judgeChain(it: Case, chain: Chain, viaC: boolean): boolean {
  const { section, trait } = chain;
  if (section === undefined) return judgeBareRoot(it, chain, viaC);
  if (section.name === undefined) return giveUp(it, 'computed-key');
  if (!isSectionName(section.name)) return giveUp(it, 'config-changed');
  if (trait === undefined) return judgeSection(it, chain, section.name);
  if (trait.name === undefined) return judgeComputed(it, chain, section.name);
  if (trait.name.startsWith('__')) return giveUp(it, 'alias');
  if (isSectionName(trait.name)) return giveUp(it, 'config-changed');
  const key = `${section.name}.${trait.name}`;
  const target = targetOf(it, chain);
  if (target !== undefined) {
    if (it.deferred) giveUp(it, 'function');
    recordSetting(it, chain, key, target, viaC);
    return !it.deferred;
  }
  if (it.deferred) return giveUp(it, 'function');
  const method = trait.subscript ? undefined : SECTION_METHODS.get(trait.name);
  if (method !== undefined) return judgeMethod(it, chain, section.name, method, viaC);
  touchKey(it, key, usage(it, chain));
  return false;
}

function judgeBareRoot(it: Case, { from, rootEnd }: Chain, viaC: boolean): boolean {
  const { statement } = it;
  if (!viaC && statement.from === from && statement.to === rootEnd) return true;
  const replaced = viaC && (it.binds || (it.equals.at(-1) ?? -1) > from);
  if (replaced) return giveUp(it, 'c-replaced', true);
  it.ledger.rootEscaped = it.ledger.plainSections = true;
  return giveUp(it, 'alias');
}

/** `c.A[name]`: any setting of the section. */
function judgeComputed(it: Case, chain: Chain, section: string): boolean {
  const { tokens, to } = it.statement;
  if (it.deferred) return giveUp(it, 'function');
  touchSection(it, section, 'computed-key');
  const set = chain.end < to && isOperator(tokens, chain.end, '=') && tokens.depth[chain.end] === 0;
  if (!set) it.ledger.escaped = true;
  return false;
}

/** `c.A.update(…)` and its like. */
function judgeMethod(
  it: Case,
  chain: Chain,
  section: string,
  method: 'touch' | 'escape',
  viaC: boolean,
): boolean {
  const { statement } = it;
  const { tokens, from, to } = statement;
  if (chain.end >= to || !isOperator(tokens, chain.end, '(')) return giveUp(it, 'alias');
  const key = removedKey(it, chain, section);
  if (key !== undefined && chain.from === from && statement.topLevel) {
    recordSetting(it, chain, key, { valueFrom: to, valueTo: to, chained: false, removes: true }, viaC);
    return true;
  }
  if (method === 'escape') touchAll(it, 'alias');
  touchSection(it, section, 'section-changed');
  if (method === 'escape') it.ledger.escaped = true;
  return false;
}

/** The key in `c.A.pop('x', None)`, the line with which we take a setting out. */
function removedKey({ statement }: Case, chain: Chain, section: string): string | undefined {
  const { tokens, to } = statement;
  const open = chain.end;
  if (chain.trait?.name !== 'pop' || to !== open + 5 || !isOperator(tokens, open + 2, ',')) return undefined;
  const name = stringAt(statement, open + 1);
  const isOurs = nameAt(tokens, open + 3) === 'None' && name !== undefined && !isSectionName(name);
  return isOurs ? `${section}.${name}` : undefined;
}

/** Is the chain all of a target of this assignment? Then where the value stands. */
function targetOf({ statement, equals }: Case, chain: Chain): Target | undefined {
  const { tokens, from, to } = statement;
  const index = firstFrom(equals, chain.end);
  const sign = equals[index];
  if (sign === undefined) return undefined;
  const previous = equals[index - 1];
  if (chain.from !== (previous === undefined ? from : previous + 1)) return undefined;
  const annotated = equals.length === 1 && sign === chain.end + 2 && isOperator(tokens, chain.end, ':');
  if (sign !== chain.end && !annotated) return undefined;
  return { valueFrom: (equals.at(-1) ?? to) + 1, valueTo: to, chained: equals.length > 1, removes: false };
}

/** The index of the first number that is not below `least`, in a growing list. */
function firstFrom(list: readonly number[], least: number): number {
  let from = 0;
  let to = list.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list[middle] ?? least) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** How a setting is used that is not plainly set. */
function usage({ statement, equals }: Case, chain: Chain): Why {
  const { tokens, to, first } = statement;
  if (first === 'del') return 'deleted';
  if (!statement.topLevel) return 'conditional';
  const next = chain.end < to ? (tokens.word[chain.end] ?? '') : '';
  if (next === '.' || next === '[' || next === '(') return 'mutated';
  if ((equals.at(-1) ?? -1) >= chain.end) return 'unpacked';
  const isAugmented = equals.length === 0 && next.length > 1 && next.endsWith('=') && !/^[=!<>]=$/.test(next);
  return isAugmented ? 'augmented' : 'read-later';
}
