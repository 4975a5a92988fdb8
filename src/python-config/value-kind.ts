import { groupBy } from '../group-by.ts';
import type { Definition, KnownNames } from './ledger.ts';
import { closingBracket, isOperator, nameAt, type Statement } from './statement.ts';
import { NAME, NUMBER, STRING } from './tokens.ts';

/**
 * What a value is, as far as its text shows: `new`, an object that nothing else holds; `dict`, a plain dict, of which
 * traitlets makes a section; `no-dict`, certainly no dict; `any`, perhaps a section that another name holds too.
 */
type ValueKind = 'new' | 'dict' | 'no-dict' | 'any';

const MAKES_NEW = new Set(['Config', 'LazyConfig', 'deepcopy']);
const MAKES_DICT = new Set(['dict', 'OrderedDict', 'load', 'loads', 'safe_load', 'fromkeys', 'defaultdict']);
const CONSTANTS = new Set(['None', 'True', 'False', 'lambda', 'not']);
const OPENS = /^[([{]$/;

export function classifyValue(statement: Statement, from: number, to: number, names: KnownNames): ValueKind {
  const { tokens } = statement;
  if (from >= to) return 'any';
  const kind = tokens.kind[from];
  const name = nameAt(tokens, from);
  if (to - from === 1 && kind === NAME)
    return CONSTANTS.has(name) ? 'no-dict' : classifyName(statement, name, names);
  if (kind === NUMBER || kind === STRING || CONSTANTS.has(name)) return 'no-dict';
  const word = tokens.word[from] ?? '';
  if (OPENS.test(word) && closingBracket(tokens, from, to) === to - 1) {
    if (word !== '{') return word === '[' ? 'no-dict' : 'any';
    return holdsConfig(statement, from + 1, to - 1) ? 'any' : 'dict';
  }
  return classifyCall(statement, from, to);
}

/** `Config(…)`, `type(c)(…)`, `x.copy()`, `dict(…)`, `types.SimpleNamespace(…)`. */
function classifyCall(statement: Statement, from: number, to: number): ValueKind {
  const { tokens } = statement;
  if (!isOperator(tokens, to - 1, ')')) return 'any';
  let open = from;
  let called = '';
  while (open < to && (tokens.kind[open] === NAME || isOperator(tokens, open, '.'))) {
    if (tokens.kind[open] === NAME) called = nameAt(tokens, open);
    open += 1;
  }
  if (called === 'type' && isOperator(tokens, open, '(')) open = closingBracket(tokens, open, to) + 1;
  if (!isOperator(tokens, open, '(') || closingBracket(tokens, open, to) !== to - 1) return 'any';
  if (called === 'copy') return 'new';
  if (called === 'deepcopy') return 'new';
  const nested = holdsConfig(statement, open + 1, to - 1);
  if (called === 'type' || MAKES_NEW.has(called)) return nested ? 'any' : 'new';
  if (MAKES_DICT.has(called)) return nested ? 'any' : 'dict';
  return /^[A-Z]/.test(called) && !nested ? 'no-dict' : 'any';
}

/** Whether the configuration stands among the arguments, except as the only one, of which a copy is made. */
function holdsConfig({ tokens }: Statement, from: number, to: number): boolean {
  let found = false;
  let simple = true;
  for (let i = from; i < to; i += 1) {
    const name = nameAt(tokens, i);
    found ||= (name === 'c' || name === 'get_config') && !isOperator(tokens, i - 1, '.');
    simple &&= tokens.kind[i] === NAME || isOperator(tokens, i, '.') || isOperator(tokens, i, '**');
  }
  return found && !simple;
}

/** What the file assigns to a name before this statement. Only its text is looked at. */
function classifyName({ source, tokens, from }: Statement, name: string, names: KnownNames): ValueKind {
  const offset = tokens.start[from] ?? 0;
  names.definitions ??= definitionsIn(source.code);
  const value = names.definitions.get(name)?.findLast(({ at }) => at < offset)?.value;
  if (value === undefined) return 'any';
  if (value === '{') return 'dict';
  if (/^["'\d[]|^(?:None|True|False|lambda|class|def)$/.test(value)) return 'no-dict';
  const called = /(\w+)\($/.exec(value)?.[1];
  if (called === undefined) return 'any';
  if (MAKES_DICT.has(called)) return 'dict';
  return /^[A-Z]/.test(called) && !MAKES_NEW.has(called) ? 'no-dict' : 'any';
}

const DEFINITION = /(?:^|[\r\n;])[ \t]*(?:(class|def)[ \t]+(\w+)|(\w+)[ \t]*=[ \t]*([\w.]+\(?|[^\s=]))/g;

function definitionsIn(code: string): Map<string, readonly Definition[]> {
  const all = [...code.matchAll(DEFINITION)].map(({ index, 1: word, 2: defined, 3: assigned, 4: value }) => ({
    name: defined ?? assigned ?? '',
    at: index,
    value: word ?? value ?? '',
  }));
  return groupBy(all, ({ name }) => name);
}
