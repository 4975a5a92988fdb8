import { healed, writeBlock } from './block.ts';
import { reject } from './reject.ts';
import type { Source } from './source.ts';
import { dominantLineEnd, type Splice } from './splice.ts';
import type { Survey } from './survey.ts';

/** A statement to append to the file. It must come after the offset `after` to take effect. */
export interface Addition {
  readonly key: string;
  readonly statement: string;
  readonly after: number;
}

/**
 * Adds statements to our existing block if the block comes after everything that touches the setting, otherwise to a
 * new block at the end. `offsets`: the start of each key's statement, as a splice and an offset in the splice's text.
 */
export function appendLines(
  source: Source,
  { ledger, block }: Survey,
  additions: readonly Addition[],
): { splices: Splice[]; offsets: Map<string, { splice: Splice; inside: number }> } {
  const splices: Splice[] = [];
  const offsets = new Map<string, { splice: Splice; inside: number }>();
  const fitsBlock = ({ after }: Addition): boolean => block?.free === true && block.end > after;
  const add = (at: number, text: string, added: readonly Addition[], lineEnd: string): void => {
    const splice = { start: at, end: at, text };
    splices.push(splice);
    for (const { key, statement } of added) {
      const inside = text.startsWith(statement)
        ? 0
        : text.indexOf(lineEnd + statement + lineEnd) + lineEnd.length;
      offsets.set(key, { splice, inside });
    }
  };
  const inBlock = additions.filter(fitsBlock);
  if (block && inBlock.length > 0) {
    const lineEnd = lineEndBefore(source.code, block.end);
    const statements = inBlock.map(({ statement }) => statement);
    const lines = healed(statements, block.plainSections);
    add(block.end, lines.map((line) => line + lineEnd).join(''), inBlock, lineEnd);
  }
  const atEnd = additions.filter((addition) => !fitsBlock(addition));
  if (atEnd.length > 0) {
    if (!ledger.getConfigIsOurs && !ledger.cIsConfig) {
      reject(source.text, ledger.opaque.at(-1)?.at ?? 0, 'names-replaced');
    }
    const lineEnd = dominantLineEnd(source.text);
    const statements = atEnd.map(({ statement }) => statement);
    const lines = writeBlock(statements, ledger.getConfigIsOurs, ledger.plainSections);
    const text = startOnOwnLine(source, lineEnd) + lines.map((line) => line + lineEnd).join('');
    add(source.text.length, text, atEnd, lineEnd);
  }
  return { splices, offsets };
}

/** Adds a missing line end and an empty line before the block. A final CR must not turn into CR LF. */
function startOnOwnLine({ text, start }: Source, lineEnd: string): string {
  if (text.length === start) return '';
  const last = text.slice(-1);
  if (last === '\r' && lineEnd === '\n') return '\r';
  return last === '\r' || last === '\n' ? lineEnd : lineEnd + lineEnd;
}

function lineEndBefore(code: string, at: number): string {
  if (code.charAt(at - 1) === '\r') return '\r';
  return code.charAt(at - 2) === '\r' ? '\r\n' : '\n';
}
