import { isDeepStrictEqual } from 'node:util';
import type { FormattingOptions, Node, ParseError } from 'jsonc-parser';
import { ExposeError, RefusedError } from '../errors.ts';
import { decodeJson, exactValue } from '../jupyter/settings/exact-json.ts';
import { t } from '../messages/index.ts';
import { PythonFloat, type PythonValue } from '../python-config/value.ts';
import { toJson, toPythonLiteral } from '../python-config/write-literal.ts';
import type { SettingEdit } from './prepared-plan.ts';

type Jsonc = typeof import('jsonc-parser');

/** Like Python's json module: no comments and no trailing commas. */
const STRICT = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: true } as const;

/**
 * Sets and removes settings in a Jupyter JSON config file; 'ServerApp.port' is {"ServerApp": {"port": …}}. The rest of
 * the text is unchanged. Throws RefusedError if the file is not plain JSON with one object.
 */
export async function editJson(
  source: Uint8Array,
  settings: Readonly<Record<string, PythonValue>>,
  remove: readonly string[],
): Promise<{ source: Uint8Array; edits: SettingEdit[] }> {
  const jsonc = await import('jsonc-parser');
  let text = decodeJson(source);
  const edits: SettingEdit[] = [];
  const wanted = [
    ...Object.entries(settings).map(([key, value]) => ({ key, value: checked(key, value) })),
    ...remove.map((key) => ({ key, value: undefined })),
  ];
  for (const { key, value } of wanted) {
    const path = key.split('.');
    const root = parse(jsonc, text);
    const before = findSetting(jsonc, text, root, path);
    const how = howToSet(text, before, value);
    if (how !== 'unchanged') {
      const at = text.trim() === '' ? '{}\n' : text;
      // Formatting would reformat neighbouring properties as well; a removal needs none.
      const options = how === 'removed' ? {} : { formattingOptions: formattingOf(at) };
      const numbers = standInsFor(at, value);
      text = numbers.restore(jsonc.applyEdits(at, jsonc.modify(at, path, numbers.value, options)));
    }
    const after = how === 'removed' ? before : findSetting(jsonc, text, parse(jsonc, text), path);
    edits.push({ key, line: positionOf(text, after?.offset ?? 0).line, how, why: whyOf(how, value) });
  }
  assertOthersKept(decodeJson(source), text, wanted);
  return { source: new TextEncoder().encode(text), edits };
}

/** Compares every other setting of the file, before and after. */
function assertOthersKept(before: string, after: string, wanted: readonly { readonly key: string }[]): void {
  const [old = {}, now = {}] = [before, after].map((text): unknown => JSON.parse(text.trim() || '{}'));
  for (const { key } of wanted) for (const root of [old, now]) dropSetting(root, key.split('.'));
  if (!isDeepStrictEqual(old, now)) throw new ExposeError('internal', 'An edit changed another setting.');
}

/** Deletes a setting, and the objects around it that it leaves empty. */
function dropSetting(parent: unknown, [name = '', ...rest]: readonly string[]): void {
  if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, name)) return;
  const record = parent as Record<string, unknown>;
  const child = record[name];
  if (rest.length > 0) dropSetting(child, rest);
  const isEmpty = typeof child === 'object' && child !== null && Object.keys(child).length === 0;
  if (rest.length === 0 || isEmpty) delete record[name];
}

/** undefined for a file without content, which Jupyter's own tools sometimes leave behind. */
function parse(jsonc: Jsonc, text: string): Node | undefined {
  const errors: ParseError[] = [];
  const root = jsonc.parseTree(text, errors, STRICT);
  const first = errors[0];
  if (first !== undefined) reject(text, first.offset, t().plan.json.broken);
  if (text.trim() === '') return undefined;
  if (root?.type !== 'object') reject(text, root?.offset ?? 0, t().plan.json.notAnObject);
  return root;
}

/** The node of the setting's value. Refuses duplicate keys on the way: Python uses the last one. */
function findSetting(jsonc: Jsonc, text: string, root: Node | undefined, path: string[]): Node | undefined {
  let node = root;
  for (const [depth, name] of path.entries()) {
    if (node === undefined) return undefined;
    if (node.type !== 'object')
      reject(text, node.offset, t().plan.json.notASection(path.slice(0, depth).join('.')));
    const named = (node.children ?? []).filter((property) => property.children?.[0]?.value === name);
    const second = named[1];
    if (second !== undefined)
      reject(text, second.offset, t().plan.json.twice(path.slice(0, depth + 1).join('.')));
    node = jsonc.findNodeAtLocation(node, [name]);
  }
  return node;
}

function howToSet(
  text: string,
  before: Node | undefined,
  value: PythonValue | undefined,
): SettingEdit['how'] {
  if (value === undefined) return before === undefined ? 'unchanged' : 'removed';
  if (before === undefined) return 'appended';
  return toJson(exactValue(before, text), true) === toJson(value, true) ? 'unchanged' : 'replaced';
}

/**
 * Replaces numbers that JSON.stringify would write differently with placeholder strings. `restore` puts the numbers
 * back.
 */
function standInsFor(
  text: string,
  value: PythonValue | undefined,
): { value: unknown; restore(text: string): string } {
  const taken = text + (value === undefined ? '' : toJson(value));
  let mark = 'number';
  while (taken.includes(mark)) mark += '_';
  const replaced = (part: PythonValue): unknown => {
    if (typeof part === 'bigint' || part instanceof PythonFloat) return `${mark} ${part}`;
    if (part === null || typeof part !== 'object') return part;
    if (Array.isArray(part)) return part.map(replaced);
    return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, replaced(item)]));
  };
  const written = new RegExp(`"${mark} ([^"]*)"`, 'g');
  return {
    value: value === undefined ? undefined : replaced(value),
    restore: (edited) => edited.replace(written, '$1'),
  };
}

function whyOf(how: SettingEdit['how'], value: unknown): string {
  const why = t().plan.json;
  if (how === 'unchanged') return value === undefined ? why.notSet : why.alreadySo;
  return how === 'appended' ? why.added : how === 'removed' ? why.removed : why.replaced;
}

/** Refuses infinity, which JSON cannot express, instead of writing another value. Throws ExposeError('answer'). */
function checked(key: string, value: PythonValue): PythonValue {
  try {
    toPythonLiteral(value);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new ExposeError('answer', t().plan.json.badValue(key), undefined, { cause });
  }
  return value;
}

/** The file's own indentation and line ends; Jupyter itself indents with two spaces. */
function formattingOf(text: string): FormattingOptions {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

function reject(text: string, offset: number, reason: string): never {
  const { line, column } = positionOf(text, offset);
  throw new RefusedError(reason, line, column);
}

/** 1-based; the column counts bytes. */
function positionOf(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length, column: new TextEncoder().encode(lines.at(-1)).length + 1 };
}
