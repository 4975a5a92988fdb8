/** Splits a command into words as a shell does, without expanding anything and without operators. */
export function shellWords(command: string): string[] {
  return [...command.matchAll(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/g)].map(([word]) =>
    word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g, (_all, twice, once, one) =>
      twice === undefined ? (once ?? one) : twice.replace(/\\(["\\$`])/g, '$1'),
    ),
  );
}

/** One word of a shell script as it is written, with its quotes. */
export interface RawWord {
  readonly raw: string;
  /** 1-based. */
  readonly line: number;
}

const BLANK = /(?:[ \t\r]|\\\n)+/y;
const COMMENT = /#.*/y;
const REDIRECTION = /<<<|<<-?|[<>]&-?|&>>?|>>|>\||<>|[<>]/y;
const OPERATOR = /[\n;&|()]/y;
/** Letters that mean nothing to a shell. */
const PLAIN = /[\w./,:=+@%^~-]+/y;

/**
 * The simple commands of a shell script, each as its words: POSIX.1, Shell Command Language, Token Recognition. Comments,
 * the targets of redirections and the texts of here-documents are left out.
 */
export function shellCommands(text: string, firstLine = 1): RawWord[][] {
  const commands: RawWord[][] = [[]];
  const documents: string[] = [];
  let word: RawWord | undefined;
  let redirection = '';
  let line = firstLine;
  let at = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const [found = ''] = pattern.exec(text) ?? [];
    at += found.length;
    return found;
  };
  const endWord = () => {
    if (word !== undefined && redirection === '') commands.at(-1)?.push(word);
    if (word !== undefined && /^<<-?$/.test(redirection)) documents.push(word.raw.replace(/["'\\]/g, ''));
    if (word !== undefined) redirection = '';
    word = undefined;
  };
  while (at < text.length) {
    const from = at;
    let token = '';
    if (take(BLANK) !== '') endWord();
    else if (word === undefined && take(COMMENT) !== '') redirection = '';
    else if (take(REDIRECTION) !== '') {
      token = text.slice(from, at);
      // `2>` names a file descriptor, not a word.
      if (/^\d+$/.test(word?.raw ?? '')) word = undefined;
      endWord();
      redirection = token.endsWith('&-') ? '' : token;
    } else if (text[at] === '(' && /^[A-Za-z_]\w*\+?=$/.test(word?.raw ?? '')) {
      at = endOfGroup(text, at + 1, ')');
      word = { raw: (word?.raw ?? '') + text.slice(from, at), line: word?.line ?? line };
    } else if (take(OPERATOR) !== '') {
      endWord();
      redirection = '';
      commands.push([]);
      if (text[from] === '\n') for (const end of documents.splice(0)) at = endOfDocument(text, at, end);
    } else {
      if (take(PLAIN) === '') at = endOfPiece(text, at);
      word = { raw: (word?.raw ?? '') + text.slice(from, at), line: word?.line ?? line };
    }
    line += text.slice(from, at).split('\n').length - 1;
  }
  endWord();
  return commands.filter((words) => words.length > 0);
}

/** The start of the line after the one that ends a here-document; the place itself if there is none. */
function endOfDocument(text: string, at: number, end: string): number {
  for (let from = at; from < text.length; ) {
    const newline = text.indexOf('\n', from);
    const next = newline < 0 ? text.length : newline + 1;
    if (text.slice(from, next).trim() === end) return next;
    from = next;
  }
  return at;
}

/** Where a quoted text, an expansion or a single character ends. */
function endOfPiece(text: string, at: number): number {
  const [first = '', second = ''] = [text[at], text[at + 1]];
  if (first === '\\') return Math.min(at + 2, text.length);
  if (first === "'") return endOfGroup(text, at + 1, "'");
  if (first === '"' || first === '`') return endOfGroup(text, at + 1, first);
  if (first !== '$') return at + 1;
  if (second === "'") return endOfGroup(text, at + 2, '$');
  if (second === '(') return endOfGroup(text, at + 2, ')');
  return second === '{' ? endOfGroup(text, at + 2, '}') : at + 1;
}

/** `closer` is '$' for `$'…'`, in which a backslash escapes. */
function endOfGroup(text: string, from: number, closer: string): number {
  const last = closer === '$' ? "'" : closer;
  let at = from;
  while (at < text.length && text[at] !== last) {
    if (closer === "'") at += 1;
    else if (closer === '$' || closer === '`') at += text[at] === '\\' ? 2 : 1;
    else if (closer === ')' && text[at] === '(') at = endOfGroup(text, at + 1, ')');
    else at = closer === '"' && text[at] === "'" ? at + 1 : endOfPiece(text, at);
  }
  return Math.min(at + 1, text.length);
}

/** What is known where a word of a script is expanded. */
export interface Expansion {
  variable(name: string): string | undefined;
  /** What a command in `$(…)` prints. */
  output(command: string): string | undefined;
  /** `$1`, `$2` and so on. */
  readonly args: readonly string[];
}

/** A word after expansion. */
export interface Expanded {
  readonly text: string;
  /** The expansion whose value is not known; it stands in the text as it is written. */
  readonly code?: string;
}

/** `$NAME`, `${NAME}`, `${NAME:-default}`, `$@`. */
const VARIABLE =
  /^\$(?:(?<plain>\w+|[@*])|\{(?<name>\w+(?:\[[@*]\])?|[@*])(?::?(?<how>[-=+])(?<other>[\s\S]*))?\})$/;

const PLAIN_VARIABLE = /\$(?:[A-Za-z_]\w*|[\d@*])/y;

/** The words that one word of a script becomes: an unquoted variable may hold several or none. */
export function expandWord(raw: string, known: Expansion): Expanded[] {
  if (raw !== '' && !/["'`$\\]/.test(raw)) return [{ text: raw }];
  const words: { text: string; code?: string }[] = [];
  let current: { text: string; code?: string } | undefined;
  const add = (text: string, code?: string) => {
    current = { ...current, text: (current?.text ?? '') + text, ...(code !== undefined && { code }) };
  };
  const endWord = () => {
    if (current !== undefined) words.push(current);
    current = undefined;
  };
  const addSplit = (text: string) => {
    for (const [at, part] of text.split(/\s+/).entries()) {
      if (at > 0) endWord();
      if (part !== '') add(part);
    }
  };
  const addValue = (piece: string, isQuoted: boolean) => {
    const { plain, name = plain ?? '', how, other = '' } = VARIABLE.exec(piece)?.groups ?? {};
    if (name === '@' || name === '*')
      for (const [at, one] of known.args.entries()) {
        if (at > 0) endWord();
        add(one);
      }
    else {
      const isList = name.endsWith(']');
      const value = /^\d/.test(name)
        ? known.args[Number(name) - 1]
        : known.variable(name.replace(/\[.*/, ''));
      const chosen = how === '+' ? value && other : value || (how === undefined ? value : other);
      const command = /^(?:\$\(([\s\S]*)\)|`([\s\S]*)`)$/.exec(piece);
      const text = command ? known.output(command[1] ?? command[2] ?? '') : chosen;
      if (text === undefined) add(piece, piece);
      else if (isQuoted && !isList) add(text);
      else addSplit(text);
    }
  };
  const walk = (text: string, isQuoted: boolean) => {
    for (let at = 0; at < text.length; ) {
      PLAIN_VARIABLE.lastIndex = at;
      const variable = PLAIN_VARIABLE.exec(text)?.[0];
      const isPlain = isQuoted && /["']/.test(text[at] ?? '');
      const end = isPlain ? at + 1 : Math.max(endOfPiece(text, at), at + (variable?.length ?? 0));
      const piece = text.slice(at, end);
      at = end;
      if (isPlain) add(piece);
      else if (piece.startsWith("'")) add(piece.slice(1, -1));
      else if (piece.startsWith("$'")) add(piece.slice(2, -1).replace(/\\(.)/g, '$1'));
      else if (piece.startsWith('"')) {
        add('');
        walk(piece.slice(1, -1), true);
      } else if (piece.startsWith('\\')) add(isQuoted && !/["\\$`\n]/.test(piece) ? piece : piece.slice(1));
      else if ((piece.startsWith('$') && piece.length > 1) || piece.startsWith('`'))
        addValue(piece, isQuoted);
      else add(piece);
    }
  };
  walk(raw, false);
  endWord();
  return words;
}
