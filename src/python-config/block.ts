/**
 * The marked block at the end of a config file. The text is a file format, the same in every language:
 * a later run finds the block by its first and last line.
 */
const START = '# >>> jupyter-expose >>>';
const EXPLANATION = '# Written by jupyter-expose. It stays at the end, so that it wins over the code above.';
const FETCH = 'c = get_config()  # noqa';
/** `Config.copy` makes sections of plain dicts, and keeps the sections that are some already. */
const HEAL = 'c.update(c.copy())  # sections that are plain dicts become sections again';
const END = '# <<< jupyter-expose <<<';

/** A block found in a file: offsets of its first marker, of its last marker and behind that one's text. */
export interface Block {
  readonly start: number;
  readonly end: number;
  readonly endLine: number;
  /** Behind the code before it: an empty line there may end a continued one. */
  readonly codeBefore: number;
  /** `c` meant the configuration before the block. */
  readonly cBefore: boolean;
  /** A line may be added before its last marker, and `c` means the configuration there. */
  free: boolean;
  /** Some section may be a plain dict at its end. */
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

/** The lines of a new block, without line ends. `fetch`: begin with `c = get_config()`. `heal`: see `healed`. */
export function writeBlock(statements: readonly string[], fetch: boolean, heal: boolean): string[] {
  return [START, EXPLANATION, ...(fetch ? [FETCH] : []), ...healed(statements, heal), END];
}

/** The statements, safe where a section may be a plain dict, in which `c.A.x = 1` would raise. */
export function healed(statements: readonly string[], heal: boolean): readonly string[] {
  return heal ? [HEAL, ...statements] : statements;
}

/** Does a block's text hold nothing but what every block holds? */
export function isEmptyBlock(text: string): boolean {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim());
  const ours = ['', START, EXPLANATION, FETCH, HEAL];
  return lines.every((line) => ours.includes(line));
}

/** The lines (1-based) that a marked block in a file's text takes; undefined where there is none. */
export function blockLines(text: string): { readonly first: number; readonly last: number } | undefined {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trimEnd());
  const first = lines.lastIndexOf(START);
  const last = lines.indexOf(END, first);
  return first < 0 || last < 0 ? undefined : { first: first + 1, last: last + 1 };
}
