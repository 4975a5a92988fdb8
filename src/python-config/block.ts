/**
 * The marked block at the end of a config file. Its text is a file format and is never translated: later runs find the
 * block by its first and last line.
 */
const START = '# >>> jupyter-expose >>>';
const EXPLANATION = '# Written by jupyter-expose. It stays at the end, so that it wins over the code above.';
const FETCH = 'c = get_config()  # noqa';
/** `Config.copy` turns plain dicts into sections and keeps existing sections. */
const HEAL = 'c.update(c.copy())  # sections that are plain dicts become sections again';
const END = '# <<< jupyter-expose <<<';

/** A block found in a file: offsets of its start marker, of its end marker, and of the end of the end marker's text. */
export interface Block {
  readonly start: number;
  readonly end: number;
  readonly endLine: number;
  /** Offset after the code that precedes the block. An empty line there may end a continued line. */
  readonly codeBefore: number;
  /** Whether `c` is the configuration before the block. */
  readonly cBefore: boolean;
  /** A line may be added before the end marker, and `c` is the configuration there. */
  free: boolean;
  /** Some section may be a plain dict at the end of the block. */
  readonly plainSections: boolean;
}

export function isBlockStart(code: string, from: number, to: number): boolean {
  return isMarker(code, from, to, START);
}

export function isBlockEnd(code: string, from: number, to: number): boolean {
  return isMarker(code, from, to, END);
}

function isMarker(code: string, from: number, to: number, marker: string): boolean {
  return code.startsWith(marker, from) && code.slice(from + marker.length, to).trim() === '';
}

/** The lines of a new block, without line ends. `fetch`: start with `c = get_config()`. `heal`: see `healed`. */
export function writeBlock(statements: readonly string[], fetch: boolean, heal: boolean): string[] {
  return [START, EXPLANATION, ...(fetch ? [FETCH] : []), ...healed(statements, heal), END];
}

/** Makes the statements safe where a section may be a plain dict, on which `c.A.x = 1` raises. */
export function healed(statements: readonly string[], heal: boolean): readonly string[] {
  return heal ? [HEAL, ...statements] : statements;
}

/** Whether a block's text holds only the lines that every block has. */
export function isEmptyBlock(text: string): boolean {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim());
  const ours = ['', START, EXPLANATION, FETCH, HEAL];
  return lines.every((line) => ours.includes(line));
}

/** The line range (1-based) of the marked block in a file; undefined if there is none. */
export function blockLines(text: string): { readonly first: number; readonly last: number } | undefined {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trimEnd());
  const first = lines.lastIndexOf(START);
  const last = lines.indexOf(END, first);
  return first < 0 || last < 0 ? undefined : { first: first + 1, last: last + 1 };
}
