import { nearest } from './known-names.ts';

/** Mistakes of people who do not write Python otherwise, and what they meant. All text is bytes as Latin-1. */

const KEY = String.raw`[ \t]*c\.\w+\.\w+`;
const WORD_VALUE = String.raw`(?:[ru]?'[^'\\]*'|[ru]?"[^"\\]*"|-?\d+|True|False|None)`;
const ASSIGNMENT = String.raw`c\.\w+\.\w+[ \t]*=(?!=)`;

/** `c.A.x = 1 c.B.y = 2`, also with a comma between. */
export const TWO_SETTINGS = new RegExp(
  String.raw`^([ \t]*)(${ASSIGNMENT}[ \t]*${WORD_VALUE})[ \t]*,?[ \t]*(${ASSIGNMENT}.*)$`,
);
/** `c.A.x 1`, `c.A.x := 1`, `c.A.x => 1`, `c.A.x('1')`. */
export const WRONG_SIGN = new RegExp(
  String.raw`^(${KEY})(?:[ \t]*(?::=|=>|->|=:|:(?!:))[ \t]*|[ \t]+)(${WORD_VALUE})([ \t]*(?:#.*)?)$`,
);
export const CALLED = new RegExp(String.raw`^(${KEY})[ \t]*\([ \t]*(${WORD_VALUE})[ \t]*\)([ \t]*(?:#.*)?)$`);
/** `c.A.x = 1,`: a tuple. */
export const TRAILING_COMMA = new RegExp(
  String.raw`^(${KEY}[ \t]*=[ \t]*${WORD_VALUE})[ \t]*,([ \t]*(?:#.*)?)$`,
);
/** `NotebookApp.ip = …`, `.NotebookApp.ip = …`: the `c` is missing. */
export const NO_ROOT =
  /^([ \t]*)\.?((?:[A-Z]\w*(?:App|Manager|Provider|Mixin|Handler|Authorizer))\.\w+[ \t]*=)/;
/** `C.NotebookApp.ip = …`, or a Korean or Cyrillic letter in its place. */
export const CAPITAL_ROOT = /^([ \t]*)C(?=\.[A-Z]\w*\.\w+[ \t]*=)/;
/** `c = get_config` without the call, or with a slip in the name. */
export const GET_CONFIG = /^([ \t]*c[ \t]*=[ \t]*)(\w+)[ \t]*(?:\([ \t]*\))?([ \t]*(?:#.*)?)$/;
/** `c = Config()`: an object of its own, which Jupyter never sees. */
export const OWN_CONFIG =
  /^([ \t]*c[ \t]*=[ \t]*)(?:[\w.]*\b(?:Config|SimpleNamespace|LazyConfigValue|AttrDict)\(\)|\{\}|dict\(\))([ \t]*(?:#.*)?)$/;
/** `--ip=0.0.0.0`, `--NotebookApp.ip='*'`: a line for the command. */
export const OPTION = /^[ \t]*--(?:\w+\.)?([\w-]+)(?:[ \t]*=[ \t]*|[ \t]+)?(.*)$/;
/** A sentence whose # was deleted, or a shell command. */
export const PROSE =
  /^[ \t]*(?:(?:The|This|If|Whether|Set|Use|Allow|By|See|For|Note|An?|Default|Specify)\b(?:[ \t]+[\w'’"`(),.:;/*-]+)+|(?:sudo|pip3?|jupyter|apt(?:-get)?|cd|export|conda)[ \t]+[\w./@:=-]+.*|\$ .*)$/;

export function splitSettings(text: string): string | undefined {
  const [, indent = '', first, second] = TWO_SETTINGS.exec(text) ?? [];
  if (first === undefined || second === undefined) return undefined;
  return `${indent}${first}; ${splitSettings(second) ?? second}`;
}

export function withEquals(text: string): string | undefined {
  const [, key, value, rest = ''] = WRONG_SIGN.exec(text) ?? CALLED.exec(text) ?? [];
  return key === undefined ? undefined : `${key} = ${value}${rest}`;
}

export function withoutComma(text: string): string | undefined {
  const [, setting, rest = ''] = TRAILING_COMMA.exec(text) ?? [];
  return setting === undefined ? undefined : setting + rest;
}

export function withRoot(text: string): string | undefined {
  return NO_ROOT.test(text) ? text.replace(NO_ROOT, '$1c.$2') : undefined;
}

export function withSmallRoot(text: string): string | undefined {
  return CAPITAL_ROOT.test(text) ? text.replace(CAPITAL_ROOT, '$1c') : undefined;
}

/** `c = get_config()`, if the name is that one or nearly so. */
export function withCall(text: string): string | undefined {
  const [, start, name = '', rest = ''] = GET_CONFIG.exec(text) ?? [];
  return start === undefined || nearest(name, ['get_config'], 3) === undefined
    ? undefined
    : `${start}get_config()${rest}`;
}

export function withOwnConfig(text: string): string | undefined {
  return OWN_CONFIG.test(text) ? text.replace(OWN_CONFIG, '$1get_config()$2') : undefined;
}

export function asComment(text: string): string | undefined {
  return PROSE.test(text) ? `# ${text}` : undefined;
}

/** The setting that a command-line option stands for: `c.A.ip = '0.0.0.0'`. */
export function asSetting(text: string, className: string): string | undefined {
  const [, name = '', value = ''] = OPTION.exec(text) ?? [];
  if (name === '' || name === 'no-browser')
    return name === '' ? undefined : `c.${className}.open_browser = False`;
  const plain = value.trim().replace(/^(['"])(.*)\1$/, '$2');
  if (plain === '' || /['"\\]/.test(plain)) return undefined;
  const shown = /^(?:\d+|True|False)$/.test(plain) ? plain : `'${plain}'`;
  return `c.${className}.${name.replaceAll('-', '_')} = ${shown}`;
}
