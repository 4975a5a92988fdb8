import { getConfigCallEnd, isFetchOfC, isHeal, readChain, scannedEnd, stringAt } from './chain.ts';
import { evaluateChain, recordPlainSetting } from './evaluate-chain.ts';
import { type Evaluation, giveUp, noteOpaque, touchAll } from './evaluation.ts';
import type { Ledger } from './ledger.ts';
import { ALL_POWERFUL, ALL_POWERFUL_ATTRIBUTES, BINDING_WORDS, GETTERS, NAMESPACES } from './python-names.ts';
import { nameParameters, traceSharing } from './sharing.ts';
import { closingBracket, equalSigns, isConstant, isOperator, nameAt, type Statement } from './statement.ts';
import { F_STRING, NAME, STRING } from './tokens.ts';
import { BINDS, INTERPOLATED, POWER, ROOT, UNREADABLE } from './words.ts';

/** Modules that define their own `get_config`, which returns a different configuration. */
const HAS_GET_CONFIG = /traitlets|IPython|ipykernel|jupyter|notebook|^\./;

/** `get_config` inside a string, perhaps as code, or in two parts. */
const GET_CONFIG_IN_TEXT =
  /["'][^\r\n]*get_config|\bget_config[ \t]*[=:,]|(?:def|class|as|import|global)[ \t]+get_config|["'](?:get_?|_?config)["']/;

const RUNS_CODE = new Set(['exec', 'eval', 'execfile', 'compile', 'run_path']);

const NAMES_IN_F_STRING = new RegExp(
  `(?<!\\w)(?:c|get_config|load_subconfig|${[...ALL_POWERFUL, ...ALL_POWERFUL_ATTRIBUTES].join('|')})(?!\\w)|[^\\0-\\x7f]`,
);

/** Records in the ledger how one statement affects the configuration and the names that refer to it. */
export function evaluate(statement: Statement, ledger: Ledger, insideFunction: boolean): void {
  const { tokens, from, first } = statement;
  const at = tokens.start[from] ?? 0;
  if (first === 'import' || first === 'from') {
    evaluateImport(statement, ledger, at);
    return;
  }
  const isRooted = (tokens.meanings & ROOT) !== 0;
  const runsHooks = ledger.hasHooks && ledger.escaped && !ledger.inOurBlock;
  if (isRooted && !insideFunction && !runsHooks && recordPlainSetting(statement, ledger, at)) return;
  if (isRooted && isFetchOfC(statement)) {
    if (statement.topLevel) ledger.cIsConfig = ledger.getConfigIsOurs;
    else if (!insideFunction) ledger.cIsConfig &&= ledger.getConfigIsOurs;
    return;
  }
  if (isRooted && isHeal(statement) && statement.topLevel && ledger.cIsConfig) {
    ledger.plainSections = false;
    return;
  }
  const isPassed = ledger.sharing.names.size > 0 && readsName(statement, ledger);
  const isPlain = (tokens.meanings & (ROOT | POWER | INTERPOLATED)) === 0 && !isPassed;
  const defines = ledger.followsParameters && (first === 'def' || first === 'async');
  if (isPlain && !ledger.escaped && !defines) return;
  const wasEscaped = ledger.escaped;
  const words = listWords(statement);
  const it: Evaluation = {
    statement,
    ledger,
    at,
    equals: equalSigns(statement),
    deferred: insideFunction || first === 'def' || first === 'class' || words.deferring,
    binds: BINDING_WORDS.has(first) || words.binding,
  };
  const safe = isPlain || evaluateWords(it);
  if (isRooted || isPassed) {
    const sign = it.equals.at(-1);
    const isConstantSet = sign !== undefined && isConstant(tokens, sign + 1, statement.to);
    if (!isConstantSet) traceSharing(it);
  }
  if (defines) nameParameters(it);
  if (wasEscaped && !(safe && isInert(it))) touchAll(it, 'after-alias');
}

/** Whether the statement contains a name that may hold the configuration or a section. */
function readsName({ tokens, from, to }: Statement, { sharing }: Ledger): boolean {
  for (let i = from; i < to; i += 1) {
    if (tokens.kind[i] === NAME && sharing.names.has(tokens.word[i] ?? '')) return true;
  }
  return false;
}

/** Evaluates the words that may mean something. Returns whether they leave all other settings alone. */
function evaluateWords(it: Evaluation): boolean {
  const { source, tokens, from, to } = it.statement;
  let safe = true;
  for (let i = from; i < to; ) {
    const kind = tokens.kind[i];
    let end = i + 1;
    if (kind === NAME) {
      if (((tokens.meaning[i] ?? 0) & (ROOT | POWER)) !== 0) {
        const step = evaluateName(it, i);
        end = step.end;
        safe &&= step.safe;
      }
    } else if (
      kind === F_STRING &&
      NAMES_IN_F_STRING.test(source.code.slice(tokens.start[i], tokens.end[i]))
    ) {
      safe = giveUp(it, 'exec', true);
    }
    i = end;
  }
  return safe;
}

/** Evaluates one name. `end` is the token after the chain that starts at it. */
function evaluateName(it: Evaluation, i: number): { end: number; safe: boolean } {
  const { statement, ledger } = it;
  const { tokens, from, to } = statement;
  const name = nameAt(tokens, i);
  if (name === UNREADABLE) return { end: i + 1, safe: losesNames(it) };
  const isAttribute = i > from && isOperator(tokens, i - 1, '.');
  if (GETTERS.has(name) && !getsByName(statement, i)) return { end: i + 1, safe: evaluatePower(it, i) };
  if (isAttribute) {
    const safe = !ALL_POWERFUL_ATTRIBUTES.has(name);
    return { end: i + 1, safe: safe || evaluatePower(it, i) };
  }
  if (name === 'c' || name === 'get_config') return evaluateRoot(it, i, name);
  if (name === 'load_subconfig') {
    touchAll(it, 'load-subconfig');
    if (it.deferred || i + 1 >= to || !isOperator(tokens, i + 1, '('))
      ledger.escaped = ledger.rootEscaped = true;
    return { end: i + 1, safe: true };
  }
  return { end: i + 1, safe: !ALL_POWERFUL.has(name) || evaluatePower(it, i) };
}

/** A name that gives access to any other one. `get_config` may be replaced by its text. */
function evaluatePower(it: Evaluation, i: number): false {
  const { tokens } = it.statement;
  const name = nameAt(tokens, i);
  if (NAMESPACES.has(name) && !isNamedEntry(it.statement, i)) return losesNames(it);
  it.ledger.textNamesGetConfig ??= GET_CONFIG_IN_TEXT.test(it.statement.source.code);
  if (it.ledger.textNamesGetConfig) return losesNames(it);
  return giveUp(it, 'exec', true);
}

function losesNames(it: Evaluation): false {
  it.ledger.getConfigIsOurs = false;
  return giveUp(it, 'exec', true);
}

/** `globals()['x']`, `'x' in globals()`, `exec(code, globals())`: no unknown name is replaced. */
function isNamedEntry(statement: Statement, i: number): boolean {
  const { tokens, from, to } = statement;
  const open = i + 1;
  const isCall = isOperator(tokens, open, '(');
  // `vars(x)` are the attributes of an object.
  if (isCall && !isOperator(tokens, open + 1, ')')) return true;
  const isFunction = /^(?:globals|locals|vars)$/.test(nameAt(tokens, i));
  if (isFunction && !isCall) return false;
  const end = isCall ? open + 2 : open;
  if (isOperator(tokens, end, '['))
    return tokens.kind[end + 1] === STRING && isOperator(tokens, end + 2, ']');
  if (nameAt(tokens, i - 1) === 'in') return true;
  const isArgument = end < to && /^[,)]$/.test(tokens.word[end] ?? '');
  return isArgument && tokens.word.slice(from, i).some((word) => RUNS_CODE.has(word));
}

/** Whether an attribute is looked up by one harmless name that stands there: `getattr(x, 'name')`. */
function getsByName(statement: Statement, i: number): boolean {
  const { tokens, to } = statement;
  const open = i + 1;
  if (!isOperator(tokens, open, '(')) return false;
  const close = closingBracket(tokens, open, to);
  const depth = (tokens.depth[open] ?? 0) + 1;
  const commas = [open];
  for (let at = open + 1; at < close; at += 1)
    if (tokens.depth[at] === depth && isOperator(tokens, at, ',')) commas.push(at);
  const name = nameAt(tokens, i);
  const all = commas.map((_, at) => at);
  const positions =
    name === '__getattribute__'
      ? all.slice(-1)
      : name.startsWith('getattr')
        ? [1]
        : name === 'attrgetter'
          ? all
          : [0];
  return positions.every((position) => {
    const at = (commas[position] ?? close) + 1;
    const isAlone = at + 1 === (commas[position + 1] ?? close);
    const text = tokens.kind[at] === STRING && isAlone ? stringAt(statement, at) : undefined;
    return (
      text?.split('.').every((part) => !ALL_POWERFUL.has(part) && !ALL_POWERFUL_ATTRIBUTES.has(part)) ?? false
    );
  });
}

/** `c` or `get_config`, alone or with the chain that follows it. */
function evaluateRoot(it: Evaluation, i: number, name: string): { end: number; safe: boolean } {
  const { statement, ledger } = it;
  if (isKeywordArgument(it, i)) return { end: i + 1, safe: true };
  const rootEnd = name === 'c' ? i + 1 : isDefined(statement, i) ? undefined : getConfigCallEnd(statement, i);
  if (rootEnd === undefined) {
    if (it.binds || (it.equals.at(-1) ?? -1) > i) ledger.getConfigIsOurs = false;
    return { end: i + 1, safe: giveUp(it, 'config-name-replaced') };
  }
  const chain = readChain(statement, i, rootEnd);
  return { end: scannedEnd(chain), safe: evaluateChain(it, chain, name === 'c') };
}

function isDefined({ tokens }: Statement, i: number): boolean {
  return nameAt(tokens, i - 1) === 'def' || nameAt(tokens, i - 1) === 'class';
}

/** In `f(c=1)`, `c` is a parameter, not the configuration. */
function isKeywordArgument({ statement, deferred }: Evaluation, i: number): boolean {
  const { tokens } = statement;
  if (deferred || tokens.depth[i] === 0 || !isOperator(tokens, i + 1, '=')) return false;
  return isOperator(tokens, i - 1, '(') || isOperator(tokens, i - 1, ',');
}

/** Whether a statement whose own names are harmless cannot change the configuration through an alias either. */
function isInert({ statement, equals, ledger }: Evaluation): boolean {
  const { tokens, from, to, first, isHeader } = statement;
  if (first === 'pass' || isConstant(tokens, from, to)) return true;
  if (isHeader) return to - from === 2 && /^(?:else|try|finally)$/.test(first);
  const ofConfig = first === 'c' || first === 'get_config';
  if (ledger.hasHooks && !(ofConfig && ledger.inOurBlock)) return false;
  const [sign] = equals;
  if (sign === undefined) return ofConfig;
  return equals.length === 1 && isConstant(tokens, sign + 1, to) && (ofConfig || sign === from + 1);
}

/** Whether the statement contains words that rebind names, or that make a part of it run later. */
function listWords({ tokens, from, to }: Statement): { binding: boolean; deferring: boolean } {
  let binding = false;
  let deferring = false;
  if ((tokens.meanings & BINDS) === 0) return { binding, deferring };
  for (let i = from; i < to; i += 1) {
    const word = tokens.word[i] ?? '';
    if (word.length < 2 || word.length > 6) continue;
    if (word === 'as' || word === 'for' || word === ':=') binding = true;
    if (word === 'lambda' || word === 'yield' || (word === 'for' && i > from)) deferring = true;
  }
  return { binding, deferring };
}

/** An import changes no setting, but it may rebind `c` and `get_config`. */
function evaluateImport({ source, tokens, from, to }: Statement, ledger: Ledger, at: number): void {
  for (let i = from + 1; i < to; i += 1) {
    if (isOperator(tokens, i, '*')) {
      const module = source.code.slice(tokens.start[from + 1], tokens.end[i - 2]);
      if (HAS_GET_CONFIG.test(module)) ledger.getConfigIsOurs = false;
      ledger.cIsConfig = false;
      noteOpaque(ledger, at, 'star-import');
    } else if (tokens.kind[i] === NAME) {
      const name = nameAt(tokens, i);
      const isRenamed = GETTERS.has(name) && nameAt(tokens, i + 1) === 'as';
      evaluateImportedName(isRenamed ? 'exec' : name, ledger, at);
    }
  }
}

function evaluateImportedName(name: string, ledger: Ledger, at: number): void {
  if (name === 'c') {
    ledger.cIsConfig = false;
    noteOpaque(ledger, at, 'c-replaced');
  } else if (name === 'get_config') {
    ledger.getConfigIsOurs = false;
    noteOpaque(ledger, at, 'config-name-replaced');
  } else if (ALL_POWERFUL.has(name) || ALL_POWERFUL_ATTRIBUTES.has(name)) {
    ledger.escaped = ledger.rootEscaped = true;
    noteOpaque(ledger, at, 'exec');
  }
}
