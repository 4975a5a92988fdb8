import type { Edit } from '../../src/python-config/index.ts';

const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf';
const NEW_BLOCK =
  /^,?# >>> jupyter-expose >>>,# W[^,]*,[^,]*,(?:c = get_config\(\) {2}# noqa,)?(?:c\.update\(c\.copy\(\)\) {2}[^,]*,)?# <<< jupyter-expose <<<$/;

/** The first line of our block if a section may be a plain dict. It may be added to an older block. */
const HEAL = /^c\.update\(c\.copy\(\)\) {2}# sections/;

/** Do the files differ only in the lines of the edits, in our old blocks and in a new block at the end? */
export function untouchedElsewhere(before: string, after: string, edits: readonly Edit[]): boolean {
  const linesOf = (hows: readonly string[]): Set<number> =>
    new Set(edits.filter(({ how }) => hows.includes(how)).map(({ line }) => line));
  const appended = linesOf(['appended']);
  const edited = linesOf(['replaced', 'uncommented']);
  const old = splitLines(before.replace(BYTE_ORDER_MARK, ''));
  const blocks = blocksOf(old);
  const heals = old.some((text) => HEAL.test(text));
  const kept = splitLines(after.replace(BYTE_ORDER_MARK, ''))
    .map((text, i) => ({ text, line: i + 1 }))
    .filter(({ text, line }) => !appended.has(line) && (heals || !HEAL.test(text)));
  // Our old block is still there, perhaps with fewer lines, or was removed as a whole.
  const matches = (lines: readonly { text: string; isOurs: boolean }[]): boolean => {
    let next = 0;
    for (const [i, { text, isOurs }] of lines.entries()) {
      const found = kept[next];
      const gotLineEnd = i === lines.length - 1 && found?.text.replace(/[\r\n]+$/, '') === text;
      if (found && (edited.has(found.line) || found.text === text || gotLineEnd)) next += 1;
      else if (!isOurs) return false;
    }
    const extra = kept.slice(next).map(({ text }) => text.trim());
    return extra.length === 0 || NEW_BLOCK.test(extra.join(','));
  };
  const lines = old.map((text, i) => ({ text, block: blocks[i] ?? 0, isOurs: (blocks[i] ?? 0) > 0 }));
  return (
    matches(lines) || dropsOf(blocks).some((gone) => matches(lines.filter(({ block }) => !gone.has(block))))
  );
}

/** Every possible set of removed blocks. */
function dropsOf(blocks: readonly number[]): Set<number>[] {
  const count = Math.max(0, ...blocks);
  return Array.from({ length: 2 ** count }, (_, bits) => {
    return new Set(
      Array.from({ length: count }, (_block, i) => i + 1).filter((block) => (bits >> (block - 1)) & 1),
    );
  });
}

/** For each line, the number of our block that contains it or follows it as an empty line; 0 for other lines. */
function blocksOf(lines: readonly string[]): number[] {
  let count = 0;
  let inside = false;
  return lines.map((text, i) => {
    const startsNext = text.trim() === '' && (lines[i + 1] ?? '').startsWith('# >>> jupyter-expose >>>');
    const starts = text.startsWith('# >>> jupyter-expose >>>');
    if (starts) {
      inside = true;
      count += 1;
    }
    const isOurs = inside || text.startsWith('# <<< jupyter-expose <<<');
    if (text.startsWith('# <<< jupyter-expose <<<')) inside = false;
    return startsNext ? count + 1 : isOurs ? count : 0;
  });
}

function splitLines(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}
