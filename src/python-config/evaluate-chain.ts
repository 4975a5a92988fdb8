import { type Chain, isSectionName, stringAt } from './chain.ts';
import { type Evaluation, giveUp, touchAll, touchKey, touchSection } from './evaluation.ts';
import type { Ledger, Why } from './ledger.ts';
import { SECTION_METHODS } from './python-names.ts';
import { isConstant, isOperator, joinedStatements, nameAt, type Statement } from './statement.ts';
import { FINAL, JOINED, KEYWORD, ROOT } from './words.ts';

/**
 * Evaluates what a statement does with `c`, `c.A` or `c.A.x`. `viaC`: the root is `c`, not `get_config()`. Returns true
 * if the statement only sets or removes settings by name.
 */
export function evaluateChain(it: Evaluation, chain: Chain, viaC: boolean): boolean {
  const { section, trait } = chain;
  if (section === undefined) return evaluateBareRoot(it, chain, viaC);
  if (section.name === undefined) return giveUp(it, 'computed-key');
  if (!isSectionName(section.name)) return giveUp(it, 'config-changed');
  if (trait === undefined) return evaluateSection(it, chain, section.name);
  if (trait.name === undefined) return evaluateComputed(it, chain, section.name);
  if (trait.name.startsWith('__')) return giveUp(it, 'alias');
  if (isSectionName(trait.name)) return giveUp(it, 'config-changed');
  const key = keyOf(section.name, trait.name);
  const target = targetOf(it, chain);
  if (target !== undefined) {
    if (it.deferred) giveUp(it, 'function');
    recordSetting(it, chain, key, target, viaC);
    return !it.deferred;
  }
  if (it.deferred) return giveUp(it, 'function');
  const method = trait.subscript ? undefined : SECTION_METHODS.get(trait.name);
  if (method !== undefined) return evaluateMethod(it, chain, section.name, method, viaC);
  touchKey(it, key, usage(it, chain));
  return false;
}

function evaluateBareRoot(it: Evaluation, { from, rootEnd }: Chain, viaC: boolean): boolean {
  const { statement } = it;
  if (!viaC && statement.from === from && statement.to === rootEnd) return true;
  const replaced = viaC && (it.binds || (it.equals.at(-1) ?? -1) > from);
  if (replaced) return giveUp(it, 'c-replaced', true);
  it.ledger.rootEscaped = it.ledger.plainSections = true;
  return giveUp(it, 'alias');
}

/** `c.A[name]` may be any setting of the section. */
function evaluateComputed(it: Evaluation, chain: Chain, section: string): boolean {
  const { tokens, to } = it.statement;
  if (it.deferred) return giveUp(it, 'function');
  touchSection(it, section, 'computed-key');
  const set = chain.end < to && isOperator(tokens, chain.end, '=') && tokens.depth[chain.end] === 0;
  if (!set) it.ledger.escaped = true;
  return false;
}

/** `c.A.update(…)` and similar calls. */
function evaluateMethod(
  it: Evaluation,
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

/** The key in `c.A.pop('x', None)`, the line with which we remove a setting. */
function removedKey({ statement }: Evaluation, chain: Chain, section: string): string | undefined {
  const { tokens, to } = statement;
  const open = chain.end;
  if (chain.trait?.name !== 'pop' || to !== open + 5 || !isOperator(tokens, open + 2, ',')) return undefined;
  const name = stringAt(statement, open + 1);
  const isOurs = nameAt(tokens, open + 3) === 'None' && name !== undefined && !isSectionName(name);
  return isOurs ? `${section}.${name}` : undefined;
}

/** The value's tokens if the chain is a complete target of this assignment; undefined otherwise. */
function targetOf({ statement, equals }: Evaluation, chain: Chain): Target | undefined {
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

/** The index of the first number that is at least `least`, in an ascending list. */
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

/** Why a setting that is not plainly assigned may be read or changed. */
function usage({ statement, equals }: Evaluation, chain: Chain): Why {
  const { tokens, to, first } = statement;
  if (first === 'del') return 'deleted';
  if (!statement.topLevel) return 'conditional';
  const next = chain.end < to ? (tokens.word[chain.end] ?? '') : '';
  if (next === '.' || next === '[' || next === '(') return 'mutated';
  if ((equals.at(-1) ?? -1) >= chain.end) return 'unpacked';
  const isAugmented = equals.length === 0 && next.length > 1 && next.endsWith('=') && !/^[=!<>]=$/.test(next);
  return isAugmented ? 'augmented' : 'read-later';
}

/** A section by itself, `c.A`: assigned, passed to setattr, or passed to unknown code. */
function evaluateSection(it: Evaluation, chain: Chain, section: string): boolean {
  const { tokens, to, first } = it.statement;
  const assigned = chain.end < to && isOperator(tokens, chain.end, '=') && tokens.depth[chain.end] === 0;
  const calls = first === 'setattr' || first === 'delattr';
  const why = assigned ? 'section-assigned' : calls ? 'setattr' : it.deferred ? 'function' : 'alias';
  if (it.deferred || (!assigned && !calls)) touchAll(it, why);
  touchSection(it, section, why);
  it.ledger.escaped = true;
  return false;
}

/** The token range of an assigned value. */
interface Target {
  readonly valueFrom: number;
  readonly valueTo: number;
  readonly chained: boolean;
  readonly removes: boolean;
}

/** Where the value of `c.A.x = value` begins. */
const VALUE = 6;

/**
 * Records `c.A.x = value` with a constant value, which is most of all settings, in one step. Returns false, having done
 * nothing, if the statement is anything else.
 */
export function recordPlainSetting(statement: Statement, ledger: Ledger, at: number): boolean {
  const { tokens, from, to, topLevel, first, source } = statement;
  const isSet =
    first === 'c' &&
    to - from > VALUE &&
    tokens.word[from + 1] === '.' &&
    tokens.word[from + 3] === '.' &&
    tokens.word[from + 5] === '=' &&
    (tokens.meanings & ~(ROOT | KEYWORD | JOINED | FINAL)) === 0;
  const section = isSet ? nameAt(tokens, from + 2) : '';
  const trait = isSet ? nameAt(tokens, from + 4) : '';
  if (section === '' || trait === '' || !isSectionName(section) || isSectionName(trait)) return false;
  if (trait.startsWith('__') || !topLevel || !ledger.cIsConfig || !isConstant(tokens, from + VALUE, to))
    return false;
  const key = keyOf(section, trait);
  if (ledger.wanted && !ledger.wanted.has(key)) return true;
  const end = tokens.end[to - 1] ?? 0;
  const severalLines = spansLines(source.code, at, end);
  ledger.settings.push({
    key,
    at,
    nameAt: at,
    end,
    valueStart: tokens.start[from + VALUE] ?? 0,
    valueEnd: end,
    notEditable: severalLines ? 'several-lines' : undefined,
    removable: true,
    certain: true,
    deferred: false,
    shared: false,
    inPlainSection: ledger.plainSections,
    removes: false,
    line: joinedStatements(statement),
    position: statement.position,
  });
  return true;
}

/** Records an assignment of `key` in the ledger. */
function recordSetting(it: Evaluation, chain: Chain, key: string, target: Target, viaC: boolean): void {
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
    line: joinedStatements(statement),
    position: statement.position,
  });
}

function whyNotEditable(statement: Statement, chain: Chain, target: Target): Why | undefined {
  if (target.chained) return 'chained';
  if (!target.removes && (chain.section?.subscript || chain.trait?.subscript)) return 'subscript';
  if (!isPlain(statement, target)) return 'not-a-literal';
  const { source, tokens, from } = statement;
  const end = tokens.end[target.valueTo - 1] ?? 0;
  return spansLines(source.code, tokens.start[from] ?? 0, end) ? 'several-lines' : undefined;
}

function isPlain({ tokens }: Statement, { valueFrom, valueTo, removes }: Target): boolean {
  return removes || isConstant(tokens, valueFrom, valueTo);
}

function spansLines(code: string, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) {
    const ch = code.charCodeAt(i);
    if (ch === 10 || ch === 13) return true;
  }
  return false;
}

const keys = new Map<string, Map<string, string>>();
/** Beyond it a file names too many settings for them to be remembered. */
const MOST_KEYS = 10_000;
let remembered = 0;

/** `A.x`, the same string each time, so that looking it up again costs little. */
function keyOf(section: string, trait: string): string {
  const known = keys.get(section)?.get(trait);
  if (known !== undefined) return known;
  const key = `${section}.${trait}`;
  if (remembered >= MOST_KEYS) return key;
  remembered += 1;
  const ofSection = keys.get(section) ?? new Map<string, string>();
  keys.set(section, ofSection.set(trait, key));
  return key;
}
