import { getConfigCallEnd, isSectionName, readChain, stringAt } from './chain.ts';
import type { Evaluation } from './evaluation.ts';
import { ANY, type NameKind, type Sharing } from './ledger.ts';
import { CONFIG_WRITERS, ONLY_LOOK } from './python-names.ts';
import { closingBracket, isOperator, nameAt, type Statement } from './statement.ts';
import { NAME, STRING } from './tokens.ts';
import { classifyValue } from './value-kind.ts';
import { BINDS } from './words.ts';

/** Functions that take the configuration first. */
const FUNCTION_WRITERS = new Set(
  'setattr setitem update merge _merge setdefault __setitem__ __setattr__ __ior__'.split(' '),
);

/** What one statement does with whole sections. */
interface Trace extends Evaluation {
  readonly sharing: Sharing;
  /** Section slots that it assigns to with `=`, for, with or by unpacking. */
  readonly slots: string[];
  /** For each token, whether it is a target of `for` or `as`; undefined if the statement has neither. */
  readonly bound: Uint8Array | undefined;
  /** It reads a whole section, or a name that may hold one. */
  hot: boolean;
  /** It reads a parameter. */
  warm: boolean;
  /** It may put a value somewhere into the configuration. */
  stores: boolean;
}

/** Records how a statement passes whole sections around. */
export function traceSharing(it: Evaluation): void {
  const { statement, at } = it;
  const { sharing } = it.ledger;
  const trace: Trace = {
    statement,
    ledger: it.ledger,
    at,
    equals: it.equals,
    deferred: it.deferred,
    binds: it.binds,
    sharing,
    slots: [],
    bound: boundTokens(statement),
    hot: false,
    warm: false,
    stores: false,
  };
  const { tokens, from, to } = statement;
  for (let i = from; i < to; i += 1) {
    if (tokens.kind[i] !== NAME) continue;
    const name = nameAt(tokens, i);
    if (FUNCTION_WRITERS.has(name) && nameAt(tokens, i + 2) === 'c') {
      traceWriter(trace, i + 1);
      i += 2;
      continue;
    }
    if (isOperator(tokens, i - 1, '.') || isKeyword(statement, i)) continue;
    const kind = sharing.names.get(name);
    const rootEnd = name === 'c' ? i + 1 : name === 'get_config' ? getConfigCallEnd(statement, i) : undefined;
    if (rootEnd !== undefined) traceChain(trace, i, rootEnd, 'config');
    else if (kind !== undefined) traceChain(trace, i, i + 1, kind);
  }
  const sign = it.equals.at(-1);
  for (const section of trace.slots) {
    const kind =
      it.equals.length === 1 && sign !== undefined ? classifyValue(statement, sign + 1, to, sharing) : 'any';
    if (kind !== 'new') sharing.assigned.set(section, at);
    else if (statement.topLevel && !it.deferred && section !== ANY) {
      sharing.assigned.delete(section);
      sharing.escaped.delete(section);
    }
  }
  if (trace.hot && trace.stores) sharing.stored ??= at;
  if (trace.warm && trace.stores) sharing.passed ??= at;
  if (trace.hot || trace.warm) nameBoundNames(trace);
}

/** The configuration, or a name that may hold it or a section, with the steps after it. */
function traceChain(trace: Trace, i: number, rootEnd: number, root: 'config' | NameKind): void {
  const { statement, sharing, at } = trace;
  const { tokens, to } = statement;
  const { section, trait } = readChain(statement, i, rootEnd);
  const isConfig = root === 'config';
  const after = section?.next ?? rootEnd;
  if (section === undefined) {
    if (isConfig && isOperator(tokens, after, '|=')) {
      traceWriter(trace, after);
      return;
    }
    if (isConfig && isLookedAt(statement, i)) return;
    if (isConfig) sharing.escaped.set(ANY, at);
    if (isTarget(trace, i, after)) return;
    if (root === 'parameter') trace.warm = true;
    else trace.hot = true;
    return;
  }
  if (section.name !== undefined && !isSectionName(section.name)) {
    const isCall = after < to && isOperator(tokens, after, '(');
    if (isCall && CONFIG_WRITERS.has(section.name)) traceWriter(trace, after);
    else if (isTarget(trace, i, after)) trace.stores = true;
    else if (isCall && section.name !== 'copy') {
      const named = tokens.kind[after + 1] === STRING ? stringAt(statement, after + 1) : undefined;
      if (isConfig) sharing.escaped.set(named ?? ANY, at);
      trace.hot = true;
    }
    return;
  }
  const name = section.name ?? ANY;
  const deeper = after < to && (isOperator(tokens, after, '.') || isOperator(tokens, after, '['));
  const traitName = trait?.name ?? (deeper ? nameAt(tokens, after + 1) : '');
  if (deeper && !isSectionName(traitName || 'a')) {
    const end = trait?.next ?? after + 2;
    const isCall = isOperator(tokens, end, '(');
    trace.stores ||= isTarget(trace, i, end) || !isCall || CONFIG_WRITERS.has(traitName);
    return;
  }
  if (isTarget(trace, i, after)) trace.slots.push(name);
  else {
    sharing.escaped.set(name, at);
    trace.hot = true;
  }
}

/** After `c.update(`, `c.merge(`, `c |=`, `setattr(`: sections by keyword, by key or by position. */
function traceWriter(trace: Trace, open: number): void {
  const { statement, sharing, at } = trace;
  const { tokens, to } = statement;
  trace.stores = true;
  const close = isOperator(tokens, open, '(') ? closingBracket(tokens, open, to) : to;
  let entries = 0;
  let loops = false;
  let holdsNames = false;
  let namesSection = false;
  for (let i = open + 1; i < close; i += 1) {
    loops ||= nameAt(tokens, i) === 'for';
    holdsNames ||= sharing.names.has(nameAt(tokens, i));
    const key = tokens.kind[i] === STRING ? stringAt(statement, i) : nameAt(tokens, i);
    const sign = tokens.word[i + 1];
    const isKey = tokens.kind[i] === STRING ? sign === ':' || sign === ',' : sign === '=';
    const isSection = key !== undefined && isSectionName(key);
    namesSection ||= isSection && tokens.kind[i] === STRING && /^\w+$/.test(key);
    if (!isKey || !isSection) continue;
    entries += 1;
    const end = argumentEnd(statement, i + 2, close);
    const kind = classifyValue(statement, i + 2, end, sharing);
    if (kind === 'no-dict') sharing.notSection ??= at;
    else if (kind === 'any') sharing.assigned.set(key, at);
    i = end - 1;
  }
  const ofSection = nameAt(tokens, open + 1) === 'c' && isOperator(tokens, open + 2, '.');
  if (ofSection) return;
  const kind = classifyValue(statement, open + 1, close, sharing);
  // A section gets a value that is computed: `c.update(zip(['A'], [None]))`.
  if (entries === 0 && kind === 'any' && namesSection) sharing.notSection ??= at;
  if (loops) sharing.assigned.set(ANY, at);
  else if (entries === 0 && (kind === 'any' || holdsNames)) sharing.opaque ??= at;
}

/** The index of the comma or bracket that ends the argument or entry at `from`. */
function argumentEnd({ tokens }: Statement, from: number, close: number): number {
  const depth = tokens.depth[from - 1] ?? 0;
  let i = from;
  while (i < close) {
    const own = tokens.depth[i] ?? 0;
    if (own < depth || (own === depth && isOperator(tokens, i, ','))) break;
    i += 1;
  }
  return i;
}

/** Whether the chain from `i` to `end` is assigned to: with `=`, or as the target of for, with or unpacking. */
function isTarget({ statement, equals, bound }: Trace, i: number, end: number): boolean {
  const { tokens, from } = statement;
  if (isOperator(tokens, end, '=') && tokens.depth[end] === 0) return true;
  return (equals.at(-1) ?? -1) >= end || bound?.[i - from] === 1;
}

function boundTokens({ tokens, from, to }: Statement): Uint8Array | undefined {
  if ((tokens.meanings & BINDS) === 0) return undefined;
  const bound = new Uint8Array(to - from);
  let state = 0;
  for (let i = from; i < to; i += 1) {
    bound[i - from] = state;
    const word = nameAt(tokens, i);
    if (word === 'in') state = 0;
    else if (word === 'for' || word === 'as') state = 1;
  }
  return bound;
}

/** Whether the name is only an argument of print, len and the like, or stands alone. */
function isLookedAt({ tokens, from, to }: Statement, i: number): boolean {
  if (to - from === 1) return true;
  return isOperator(tokens, i - 1, '(') && ONLY_LOOK.has(nameAt(tokens, i - 2));
}

function isKeyword({ tokens }: Statement, i: number): boolean {
  return tokens.depth[i] !== 0 && isOperator(tokens, i + 1, '=');
}

/** Names that the statement binds may hold what it reads. */
function nameBoundNames(trace: Trace): void {
  const { statement, sharing } = trace;
  const { tokens, from, to } = statement;
  for (let i = from; i < to; i += 1) {
    const name = nameAt(tokens, i);
    const isReceiver = i === from && (isOperator(tokens, i + 1, '.') || isOperator(tokens, i + 1, '['));
    const isBound = isReceiver || isOperator(tokens, i + 1, ':=') || isTarget(trace, i, i + 1);
    if (isBound && name !== '' && name !== 'c' && !isOperator(tokens, i - 1, '.'))
      sharing.names.set(name, trace.hot ? 'alias' : 'parameter');
  }
}

/** Parameters may hold anything, because a call may stand anywhere. */
export function nameParameters({ statement, ledger: { sharing } }: Evaluation): void {
  const { tokens, from, to } = statement;
  for (let i = from; i < to; i += 1) {
    const isParameter = tokens.depth[i] === 1 && /^[(,*]|\*\*$/.test(tokens.word[i - 1] ?? '');
    if (isParameter && tokens.kind[i] === NAME) sharing.names.set(nameAt(tokens, i), 'parameter');
  }
}
