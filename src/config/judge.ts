import { type Chain, getConfigCallEnd, isFetchOfC, isSectionName, readChain, stringAt } from './chain.ts';
import type { Ledger } from './ledger.ts';
import { ALL_POWERFUL, ALL_POWERFUL_ATTRIBUTES, BINDING_WORDS, SECTION_METHODS } from './python-names.ts';
import { recordSetting, type Target } from './record-setting.ts';
import { equalSigns, isConstant, isOperator, nameAt, type Statement } from './statement.ts';
import { F_STRING, NAME } from './tokens.ts';
import type { Why } from './why.ts';

/** What is known about a statement while its names are looked at. */
export interface Case {
  readonly statement: Statement;
  readonly ledger: Ledger;
  readonly at: number;
  readonly equals: readonly number[];
  /** Runs later, or who knows when: in a function, a class, a lambda, a generator. */
  readonly deferred: boolean;
  /** May give a name a new meaning. */
  readonly binds: boolean;
}

const NAMES_IN_F_STRING = new RegExp(
  `(?<![\\w])(?:c|get_config|load_subconfig|${[...ALL_POWERFUL, ...ALL_POWERFUL_ATTRIBUTES].join('|')})(?!\\w)|[^\\0-\\x7f]`,
);

/** Enters into the ledger what one statement does to the configuration and to the names that lead to it. */
export function judge(statement: Statement, ledger: Ledger, insideFunction: boolean): void {
  if (isFetchOfC(statement)) {
    if (statement.topLevel) ledger.cIsConfig = ledger.getConfigIsOurs;
    else if (!insideFunction) ledger.cIsConfig &&= ledger.getConfigIsOurs;
    return;
  }
  const { source, tokens, from, to, first } = statement;
  const at = tokens.start[from] ?? 0;
  if (first === 'import' || first === 'from') {
    judgeImport(statement, ledger, at);
    return;
  }
  const wasEscaped = ledger.escaped;
  const equals = equalSigns(statement);
  const words = listWords(statement);
  const deferred = insideFunction || first === 'def' || first === 'class' || words.deferring;
  const it: Case = {
    statement,
    ledger,
    at,
    equals,
    deferred,
    binds: BINDING_WORDS.has(first) || words.binding,
  };
  let harmless = true;
  for (let i = from; i < to; i += 1) {
    if (tokens.kind[i] === F_STRING) {
      if (NAMES_IN_F_STRING.test(source.code.slice(tokens.start[i], tokens.end[i]))) {
        giveUp(it, 'exec', true);
        harmless = false;
      }
    } else if (tokens.kind[i] === NAME) {
      const step = judgeName(it, i);
      if (step.end > i) i = step.end - 1;
      harmless &&= step.harmless;
    }
  }
  if (wasEscaped && !(harmless && isInert(it))) touchAll(it, 'after-alias');
}

/** Looks at one name; `end` is behind the chain that starts at it. */
function judgeName(it: Case, i: number): { end: number; harmless: boolean } {
  const { statement, ledger } = it;
  const { source, tokens, from, to } = statement;
  const name = nameAt(source, tokens, i);
  const attribute = i > from && isOperator(source, tokens, i - 1, '.');
  if (attribute) {
    if (ALL_POWERFUL_ATTRIBUTES.has(name)) giveUp(it, 'exec', true);
    return { end: i + 1, harmless: !ALL_POWERFUL_ATTRIBUTES.has(name) };
  }
  if (name === 'c' || name === 'get_config') {
    if (isKeywordArgument(it, i)) return { end: i + 1, harmless: true };
    const defined = tokens.kind[i - 1] === NAME && /^(?:def|class)$/.test(nameAt(source, tokens, i - 1));
    const rootEnd = name === 'c' ? i + 1 : defined ? undefined : getConfigCallEnd(statement, i);
    if (rootEnd === undefined) {
      if (it.binds || it.equals.some((sign) => sign > i)) ledger.getConfigIsOurs = false;
      giveUp(it, 'config-name-replaced', false);
      return { end: i + 1, harmless: false };
    }
    const chain = readChain(statement, i, rootEnd);
    return { end: scannedEnd(chain), harmless: judgeChain(it, chain, name === 'c') };
  }
  if (name === 'load_subconfig') {
    touchAll(it, 'load-subconfig');
    if (it.deferred || !isOperator(source, tokens, i + 1, '(') || i + 1 >= to) ledger.escaped = true;
    return { end: i + 1, harmless: true };
  }
  if (ALL_POWERFUL.has(name)) {
    giveUp(it, 'exec', true);
    return { end: i + 1, harmless: false };
  }
  return { end: i + 1, harmless: true };
}

/** Behind the parts of a chain that are plain names; what is computed in brackets is looked at on its own. */
function scannedEnd({ rootEnd, section, trait }: Chain): number {
  if (section?.name === undefined) return rootEnd;
  return trait?.name === undefined ? section.next : trait.next;
}

/** What is done with `c`, `c.A` or `c.A.x`. Returns whether nothing but a plain setting or removal happens. */
function judgeChain(it: Case, chain: Chain, viaC: boolean): boolean {
  const { section, trait } = chain;
  if (section === undefined) return judgeRoot(it, chain, viaC);
  if (section.name === undefined) return giveUp(it, 'computed-key', false);
  if (!isSectionName(section.name)) return giveUp(it, 'config-changed', false);
  if (trait === undefined) return judgeSection(it, chain, section.name);
  if (trait.name === undefined) return judgeComputed(it, chain, section.name);
  if (trait.name.startsWith('__')) return giveUp(it, 'alias', false);
  if (isSectionName(trait.name)) return giveUp(it, 'config-changed', false);
  const key = `${section.name}.${trait.name}`;
  const target = targetOf(it, chain);
  if (target !== undefined) {
    if (it.deferred) giveUp(it, 'function', false);
    recordSetting(it, chain, key, target, viaC);
    return !it.deferred;
  }
  const method = trait.subscript ? undefined : SECTION_METHODS.get(trait.name);
  if (method !== undefined) return judgeMethod(it, chain, section.name, method, viaC);
  if (it.deferred) return giveUp(it, 'function', false);
  touchKey(it, key, usage(it, chain));
  return it.statement.first === 'del';
}

function judgeRoot(it: Case, { from, rootEnd }: Chain, viaC: boolean): boolean {
  const { statement } = it;
  if (!viaC && statement.from === from && statement.to === rootEnd) return true;
  if (viaC && (it.binds || it.equals.some((sign) => sign > from))) return giveUp(it, 'c-replaced', true);
  return giveUp(it, 'alias', false);
}

function judgeSection(it: Case, chain: Chain, section: string): boolean {
  const { source, tokens, to, first } = it.statement;
  const assigned =
    chain.end < to && isOperator(source, tokens, chain.end, '=') && it.equals.includes(chain.end);
  if (assigned) noteSharing(it, chain);
  const calls = first === 'setattr' || first === 'delattr';
  const why = assigned ? 'section-assigned' : calls ? 'setattr' : it.deferred ? 'function' : 'alias';
  if (it.deferred || (!assigned && !calls)) touchAll(it, why);
  touchSection(it, section, why);
  it.ledger.escaped = true;
  return false;
}

/** `c.A = c.B` makes both one object: a line for one would also change the other. */
function noteSharing({ statement, ledger, equals, at }: Case, chain: Chain): void {
  const { source, tokens, to } = statement;
  let shared = equals.length > 1;
  for (let i = chain.end; i < to; i += 1) {
    const name = tokens.kind[i] === NAME ? nameAt(source, tokens, i) : '';
    shared ||= (name === 'c' || name === 'get_config') && !isOperator(source, tokens, i - 1, '.');
  }
  if (shared) ledger.sharesSections ??= at;
}

function judgeComputed(it: Case, chain: Chain, section: string): boolean {
  const { source, tokens, to } = it.statement;
  if (it.deferred) return giveUp(it, 'function', false);
  touchSection(it, section, 'computed-key');
  const plainTarget =
    chain.end < to && isOperator(source, tokens, chain.end, '=') && tokens.depth[chain.end] === 0;
  if (!plainTarget) it.ledger.escaped = true;
  return false;
}

function judgeMethod(
  it: Case,
  chain: Chain,
  section: string,
  method: 'touch' | 'escape',
  viaC: boolean,
): boolean {
  const { statement } = it;
  const { source, tokens, from, to } = statement;
  if (it.deferred || !(chain.end < to && isOperator(source, tokens, chain.end, '('))) {
    return giveUp(it, it.deferred ? 'function' : 'alias', false);
  }
  const key = removedKey(it, chain, section);
  if (key !== undefined && chain.from === from && statement.topLevel) {
    recordSetting(it, chain, key, { valueFrom: to, valueTo: to, chained: false, removes: true }, viaC);
    return true;
  }
  touchSection(it, section, 'section-changed');
  if (method === 'escape') it.ledger.escaped = true;
  return false;
}

/** The key in `c.A.pop('x', None)`, the line with which we take a setting out. */
function removedKey({ statement }: Case, chain: Chain, section: string): string | undefined {
  const { source, tokens, to } = statement;
  const open = chain.end;
  if (chain.trait?.name !== 'pop' || to !== open + 5 || !isOperator(source, tokens, open + 2, ','))
    return undefined;
  const name = stringAt(statement, open + 1);
  const none = tokens.kind[open + 3] === NAME && nameAt(source, tokens, open + 3) === 'None';
  return none && name !== undefined && !isSectionName(name) ? `${section}.${name}` : undefined;
}

/** Is the chain all of a target of this assignment? Then where the value stands. */
function targetOf({ statement, equals }: Case, chain: Chain): Target | undefined {
  const { source, tokens, from, to } = statement;
  const value = (equals.at(-1) ?? to) + 1;
  const sign = equals.find((i) => i >= chain.end);
  if (sign === undefined) return undefined;
  const previous = equals[equals.indexOf(sign) - 1];
  if (chain.from !== (previous === undefined ? from : previous + 1)) return undefined;
  const annotated = equals.length === 1 && isOperator(source, tokens, chain.end, ':');
  if (sign !== chain.end && !annotated) return undefined;
  if (annotated && sign !== chain.end + 2) return undefined;
  return { valueFrom: value, valueTo: to, chained: equals.length > 1, removes: false };
}

function usage({ statement, equals }: Case, chain: Chain): Why {
  const { source, tokens, to, first } = statement;
  if (first === 'del') return 'deleted';
  if (!statement.topLevel) return 'conditional';
  const next = chain.end;
  if (next >= to) return 'read-later';
  const text = source.code.slice(tokens.start[next], tokens.end[next]);
  if (/^[.[(]$/.test(text)) return 'mutated';
  if (equals.length === 0 && /^.+=$/.test(text) && !/^[=!<>]=$/.test(text)) return 'augmented';
  return 'read-later';
}

/** `f(c=1)` names a parameter, not the configuration. */
function isKeywordArgument({ statement, deferred }: Case, i: number): boolean {
  const { source, tokens } = statement;
  const inCall = (tokens.depth[i] ?? 0) > 0 && !deferred && isOperator(source, tokens, i + 1, '=');
  return inCall && (isOperator(source, tokens, i - 1, '(') || isOperator(source, tokens, i - 1, ','));
}

/** Can a statement, harmless by its own names, do nothing through a second name of the configuration? */
function isInert({ statement, equals }: Case): boolean {
  const { source, tokens, from, to, first, isHeader } = statement;
  if (first === 'pass' || isConstant(source, tokens, from, to)) return true;
  if (isHeader) return to - from === 2 && /^(?:else|try|finally)$/.test(first);
  const ofConfig = first === 'c' || first === 'get_config';
  const [sign] = equals;
  if (sign === undefined) return ofConfig;
  return equals.length === 1 && isConstant(source, tokens, sign + 1, to) && (ofConfig || sign === from + 1);
}

function listWords({ source, tokens, from, to }: Statement): { binding: boolean; deferring: boolean } {
  let binding = false;
  let deferring = false;
  for (let i = from; i < to; i += 1) {
    const length = (tokens.end[i] ?? 0) - (tokens.start[i] ?? 0);
    if (tokens.kind[i] === NAME && length >= 2 && length <= 6) {
      const word = nameAt(source, tokens, i);
      if (word === 'as' || word === 'for') binding = true;
      if (word === 'lambda' || word === 'yield' || (word === 'for' && i > from)) deferring = true;
    } else if (isOperator(source, tokens, i, ':=')) binding = true;
  }
  return { binding, deferring };
}

function judgeImport(statement: Statement, ledger: Ledger, at: number): void {
  const { source, tokens, from, to } = statement;
  for (let i = from + 1; i < to; i += 1) {
    if (isOperator(source, tokens, i, '*')) {
      const module = source.code.slice(tokens.start[from + 1], tokens.end[i - 2]);
      if (/traitlets|IPython|ipykernel|jupyter|notebook|^\./.test(module)) ledger.getConfigIsOurs = false;
      ledger.cIsConfig = false;
      note(ledger, { at, why: 'star-import' });
    }
    if (tokens.kind[i] !== NAME) continue;
    const name = nameAt(source, tokens, i);
    if (name === 'c') ledger.cIsConfig = false;
    if (name === 'get_config') ledger.getConfigIsOurs = false;
    if (name === 'c' || name === 'get_config') {
      note(ledger, { at, why: name === 'c' ? 'c-replaced' : 'config-name-replaced' });
    } else if (ALL_POWERFUL.has(name) || ALL_POWERFUL_ATTRIBUTES.has(name)) {
      ledger.escaped = true;
      note(ledger, { at, why: 'exec' });
    }
  }
}

/** From here on nothing is certain: other names lead to the configuration, and everything may have changed. */
function giveUp(it: Case, why: Why, losesC: boolean): false {
  touchAll(it, why);
  it.ledger.escaped = true;
  if (losesC) it.ledger.cIsConfig = false;
  return false;
}

function touchAll({ ledger, at }: Case, why: Why): void {
  ledger.everything = { at, why };
  note(ledger, { at, why });
}

function touchSection({ ledger, at }: Case, section: string, why: Why): void {
  ledger.sections.set(section, { at, why });
  note(ledger, { at, why });
}

function touchKey({ ledger, at }: Case, key: string, why: Why): void {
  ledger.keys.set(key, { at, why });
  if (why !== 'read-later') note(ledger, { at, why });
}

/** One line per statement is enough. */
function note({ opaque }: Ledger, touch: { at: number; why: Why }): void {
  if (opaque.at(-1)?.at !== touch.at) opaque.push(touch);
}
