// Where a one-line fault can be put into a source file, and in which order faults are drawn. Pure: text in, text out.
import { parseAst } from 'vitest/node';

/**
 * @typedef {{ kind: string, file: string, line: number, start: number, end: number, text: string }} Site
 * `text` replaces what stands from `start` to `end`; both are offsets into the file's text.
 */

const TURNED = new Map([
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
  ['===', '!=='],
  ['!==', '==='],
]);
/** Longer texts, and those with a blank, are sentences or code of another language. */
const LONGEST_WORD = 20;
/** Numbers from here on are limits in milliseconds and bytes, of which one more makes no difference. */
const LARGE = 100;

/** The text with the fault. */
export function applyFault(text, { start, end, text: replacement }) {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** Whether it can still be read as TypeScript. */
export function parses(text) {
  try {
    parseAst(text, { lang: 'ts' });
    return true;
  } catch {
    return false;
  }
}

/** All faults that can be put into a file. @returns {Site[]} */
export function sitesIn(file, text) {
  const sites = [];
  const lineAt = lineFinder(text);
  const add = (kind, start, end, replacement) => {
    const line = lineAt(start);
    if (lineAt(end) === line && text.slice(start, end) !== replacement)
      sites.push({ kind, file, line, start, end, text: replacement });
  };
  visit(parseAst(text, { lang: 'ts' }), undefined, false, { text, add });
  return sites;
}

function visit(node, parent, isInFunction, context) {
  if (!isCode(node)) return;
  const isInside = isInFunction || 'params' in node;
  SITES[node.type]?.(node, context, { parent, isInFunction: isInside });
  if (isInside && 'params' in node) earlyReturn(node, context);
  for (const key of Object.keys(node)) {
    if (isNoCode(node, key)) continue;
    for (const child of [node[key]].flat())
      if (typeof child?.type === 'string') visit(child, node, isInside, context);
  }
}

/** Whether it is left when the types are removed. */
function isCode({ type, source, exportKind }) {
  if (type === 'TSAsExpression' || type === 'TSNonNullExpression' || type === 'TSSatisfiesExpression')
    return true;
  return !type.startsWith('TS') && type !== 'ImportDeclaration' && !(source && exportKind !== undefined);
}

/** Names, and where modules are. */
function isNoCode(node, key) {
  return (
    (key === 'key' && !node.computed) ||
    (key === 'source' && node.type === 'ImportExpression') ||
    key === 'id'
  );
}

const SITES = {
  IfStatement: turnCondition,
  ConditionalExpression: turnCondition,
  WhileStatement: turnCondition,
  BinaryExpression({ operator, left, right }, { text, add }) {
    const turned = TURNED.get(operator);
    if (turned === undefined) return;
    const at = text.indexOf(operator, left.end);
    if (at >= 0 && at < right.start) add('comparison', at, at + operator.length, turned);
  },
  LogicalExpression({ operator, left, right, end }, { text, add }) {
    const at = text.indexOf(operator, left.end);
    if (at < 0 || at >= right.start) return;
    if (operator === '??') add('fallback', text.slice(0, at).trimEnd().length, end, '');
    else add('logic', at, at + 2, operator === '&&' ? '||' : '&&');
  },
  UnaryExpression({ operator, start }, { add }) {
    if (operator === '!') add('negation', start, start + 1, '');
  },
  Literal(node, { add }, { parent, isInFunction }) {
    // Tables of knowledge are data; of what stands outside of functions only named numbers and switches are drawn.
    if (!isInFunction && (parent?.type !== 'VariableDeclarator' || typeof node.value === 'string')) return;
    const other = otherConstant(node);
    if (other !== undefined) add('constant', node.start, node.end, other);
  },
  ExpressionStatement({ expression, start, end }, { add }) {
    const call = expression.type === 'AwaitExpression' ? expression.argument : expression;
    if (call.type === 'CallExpression' && call.callee.type !== 'Super') add('call', start, end, ';');
  },
};

function turnCondition({ test }, { text, add }) {
  if (test.type === 'UnaryExpression' && test.operator === '!') return; // a negation of its own
  add('condition', test.start, test.end, `!(${text.slice(test.start, test.end)})`);
}

function otherConstant({ value, raw }) {
  if (typeof value === 'boolean') return String(!value);
  if (typeof value === 'string')
    return value.length > LONGEST_WORD || /\s/.test(value) ? undefined : value === '' ? "'x'" : "''";
  if (typeof value !== 'number') return undefined;
  if (raw.startsWith('0o')) return `0o${(value ^ 0o44).toString(8)}`; // who may read it
  return String(value >= LARGE ? 0 : value + 1);
}

/**
 * A function that does nothing: only where its type says that it may. The compiler must not see that the rest is never
 * reached, since it would no longer know there which values are defined.
 */
function earlyReturn({ body, returnType, generator }, { text, add }) {
  if (body?.type !== 'BlockStatement' || body.body.length === 0 || !returnType || generator) return;
  const written = text.slice(returnType.start, returnType.end).replace(/^:\s*/, '');
  const type = /^Promise<(.*)>$/s.exec(written)?.[1] ?? written;
  const returned = type === 'void' ? '' : /^(readonly )?[\w.<>]+\[\]$/.test(type) ? ' []' : undefined;
  if (returned !== undefined)
    add('return', body.start + 1, body.start + 1, ` if (true as boolean) return${returned};`);
}

/** All sites in the order in which they are drawn: each kind is as likely as the others. The same seed, the same order. */
export function drawOrder(sites, seed) {
  const random = randomNumbers(seed);
  const pick = (list) => list.splice(Math.floor(random() * list.length), 1)[0];
  const kinds = [...new Set(sites.map(({ kind }) => kind))].map((kind) =>
    sites.filter((one) => one.kind === kind),
  );
  const drawn = [];
  while (kinds.length > 0) {
    const at = Math.floor(random() * kinds.length);
    drawn.push(pick(kinds[at]));
    if (kinds[at].length === 0) kinds.splice(at, 1);
  }
  return drawn;
}

/** Mulberry32. */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function lineFinder(text) {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
  return (offset) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle] < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
