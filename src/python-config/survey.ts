import { type Block, isBlockEnd, isBlockStart } from './block.ts';
import { checkFinishes, checkSyntax } from './check-syntax.ts';
import { evaluate } from './evaluate.ts';
import { emptyLedger, type Ledger } from './ledger.ts';
import { type LogicalLine, walkLines } from './logical-lines.ts';
import { CONTINUING_WORDS } from './python-names.ts';
import type { Source } from './source.ts';
import { isOperator, splitStatements } from './statement.ts';
import { STRING } from './tokens.ts';

/** A line like `# c.A.x = 1` that becomes code without its comment sign. */
export interface CommentedDefault {
  readonly at: number;
  readonly end: number;
  /** A setting may be placed here without breaking the surrounding code, and `c` is the configuration. */
  free: boolean;
}

export interface Survey {
  readonly ledger: Ledger;
  readonly defaults: ReadonlyMap<string, readonly CommentedDefault[]>;
  /** The last block of ours in the file. */
  readonly block: Block | undefined;
  /** No code follows that block. */
  readonly blockIsLast: boolean;
}

const DEFINES = /\bdef\b/;
const HOOKS = ['__del__', 'weakref', 'settrace', 'setprofile'];

const DEFAULT = /# ?c\.([A-Za-z_]\w*\.[A-Za-z_]\w*)[ \t]*=(?!=)/y;

/**
 * Walks a file and records what sets which setting. With `wanted`, collects only those settings and their commented
 * defaults.
 */
export function survey(source: Source, wanted?: ReadonlySet<string>): Survey {
  const hasHooks = HOOKS.some((hook) => source.code.includes(hook));
  const found = walk(source, emptyLedger(wanted, { hasHooks, followsParameters: false }));
  const mayPass = wanted !== undefined && found.ledger.sharing.escaped.size > 0 && DEFINES.test(source.code);
  return mayPass ? walk(source, emptyLedger(wanted, { hasHooks, followsParameters: true })) : found;
}

function walk(source: Source, ledger: Ledger): Survey {
  const { code } = source;
  const { wanted } = ledger;
  const defaults = new Map<string, CommentedDefault[]>();
  const functions: boolean[] = [];
  let pending: { free: boolean }[] = [];
  let previousAllows = true;
  let earliest = source.encoding.cookieEnd;
  let anyCode = false;
  let blockStart: number | undefined;
  let block: Block | undefined;
  let blockIsLast = false;
  let cBefore = true;
  let codeEnd = source.start;
  let codeBefore = source.start;

  const seeLine = (line: LogicalLine): void => {
    const statements = splitStatements(source, line);
    const first = statements[0]?.first ?? '';
    const fits = previousAllows && line.level === 0 && !CONTINUING_WORDS.has(first);
    if (pending.length > 0) {
      for (const spot of pending) spot.free &&= fits;
      pending = [];
    }
    const decorator = isOperator(line.tokens, 0, '@');
    previousAllows = !line.opensBlock && !decorator;
    const isFuture = first === 'from' && code.startsWith('__future__', line.tokens.start[1]);
    if (isFuture || (!anyCode && line.tokens.kind[0] === STRING)) earliest = line.next;
    anyCode = true;
    codeEnd = line.next;
    if (functions.length !== line.level) functions.length = line.level;
    const inside = functions.includes(true) || decorator;
    const definesLater = first === 'def' || first === 'class' || first === 'async';
    if (line.opensBlock) functions[line.level] = definesLater;
    for (const statement of statements) {
      checkSyntax(statement);
      checkFinishes(statement, ledger.ownNames);
      evaluate(statement, ledger, inside || (definesLater && !statement.isHeader));
    }
    if (block && blockStart === undefined) blockIsLast = false;
  };

  const seeComment = (lineStart: number, hash: number, end: number): void => {
    if (lineStart !== hash) return;
    if (isBlockStart(code, hash, end)) {
      blockStart = hash;
      ledger.inOurBlock = true;
      cBefore = ledger.cIsConfig;
      codeBefore = codeEnd;
    }
    if (blockStart !== undefined && isBlockEnd(code, hash, end)) {
      block = {
        start: blockStart,
        end: hash,
        endLine: end,
        cBefore,
        codeBefore,
        free: previousAllows && ledger.cIsConfig,
        plainSections: ledger.plainSections,
      };
      blockStart = undefined;
      ledger.inOurBlock = false;
      blockIsLast = true;
      pending.push(block);
    } else if (code.charCodeAt(hash + 1) === 99 || code.charCodeAt(hash + 2) === 99) {
      DEFAULT.lastIndex = hash;
      const key = DEFAULT.exec(code)?.[1];
      if (key === undefined || wanted?.has(key) !== true) return;
      const works = ledger.cIsConfig && !ledger.plainSections;
      const spot = { at: hash, end, free: previousAllows && works && hash >= earliest };
      const known = defaults.get(key);
      if (known) known.push(spot);
      else defaults.set(key, [spot]);
      pending.push(spot);
    }
  };

  walkLines(source, { line: seeLine, comment: seeComment });
  for (const list of defaults.values()) for (const spot of list) spot.free &&= spot.at >= earliest;
  return { ledger, defaults, block, blockIsLast };
}
