import type { Change } from '../../plan/change.ts';
import type { Cause } from './cause.ts';
import type { ComplaintContext } from './complaint.ts';
import { flatKeys, nestedKeys } from './json-keys.ts';
import * as repairs from './line-repairs.ts';
import { codePoint, decodeLine, encodeLine, findLookalikes, withoutLookalikes } from './lookalikes.ts';
import { missingClass, packageOf, removeClass } from './missing-class.ts';
import { MISSPELT_CAUSES } from './misspelt-causes.ts';
import * as misspelt from './misspelt-code.ts';
import {
  authImport,
  existingDirectory,
  quotedSetting,
  renamedTrait,
  renameShimmed,
  suppliedNumber,
} from './setting-repairs.ts';
import { isHash, joinWrapped, wrappedValue } from './wrapped-value.ts';

const REFUSED: readonly ComplaintContext['kind'][] = ['bad-config', 'extension-error'];

/** Why Jupyter refuses to start, or rejects the settings of a file that it loaded. The first matching row applies. */
export const REFUSING_CAUSES: readonly Cause[] = [
  {
    id: 'port-retries-as-port',
    kinds: REFUSED,
    complaint: /'port_retries' trait/,
    when: (context) => (suppliedNumber(context) ?? 0) >= 1024,
    details: (context) => ({
      name: String(suppliedNumber(context) ?? ''),
      better: `port = ${suppliedNumber(context)}`,
    }),
    repair: quotedSetting,
  },
  {
    id: 'trailing-comma',
    kinds: REFUSED,
    complaint: /tuple/,
    line: misspelt.TRAILING_COMMA,
    details: ({ text }) => ({ better: misspelt.withoutComma(text)?.trim() ?? '' }),
    repair: (context) => repairs.eachLine(context, misspelt.withoutComma),
  },
  {
    id: 'value-quoted',
    kinds: REFUSED,
    complaint: /(?:an int|a boolean|a float)\b/,
    when: ({ setting }) => repairs.unquoted(setting?.value) !== undefined,
    details: ({ setting }) => ({
      name: setting?.key ?? '',
      better: `${setting?.key ?? ''} = ${repairs.shownValue(repairs.unquoted(setting?.value))}`,
    }),
    repair: quotedSetting,
  },
  {
    id: 'shim-unknown-trait',
    kinds: REFUSED,
    complaint: /Trait, \w+, not found/,
    details: (context) => ({ name: context.setting?.key ?? '', better: renamedTrait(context) ?? '' }),
    repair: renameShimmed,
  },
  {
    id: 'root-dir-missing',
    kinds: REFUSED,
    complaint: /No such (?:notebook dir|directory|file or directory)|is not a directory/,
    details: ({ setting, complaint }) => ({ name: String(setting?.value ?? nameIn(complaint)) }),
    repair: existingDirectory,
  },
  {
    id: 'value-type',
    kinds: REFUSED,
    complaint: /(?:expected|must be) (?:an?|the) /,
    details: ({ setting, complaint }) => ({ name: setting?.key ?? nameIn(complaint) }),
  },
  {
    id: 'value-refused',
    kinds: REFUSED,
    details: ({ setting, complaint }) => ({ name: setting?.key ?? nameIn(complaint) }),
  },
  { id: 'config-exits', kinds: ['silent'], when: ({ path }) => path !== undefined },
  { id: 'would-not-start', kinds: ['silent', 'crash'] },
];

/** A setting that names a folder which has to be there. */
const FOLDER = /^[ \t]*c\.\w+\.(?:root_dir|notebook_dir|preferred_dir)[ \t]*=/;

const DROPPED: readonly ComplaintContext['kind'][] = ['config-error'];

/** Why Jupyter drops a file, by its message and the line that raised. The first matching row applies. */
export const DROPPING_CAUSES: readonly Cause[] = [
  {
    id: 'json-flat-key',
    complaint: /must be Config instances: /,
    when: (context) => flatKeys(context).length > 0,
    details: (context) => ({
      name: flatKeys(context)[0]?.key ?? '',
      better: flatKeys(context)[0]?.better ?? '',
    }),
    repair: nestedKeys,
  },
  {
    id: 'class-not-installed',
    complaint: /could not be imported|name 'TraitError' is not defined|No module named/,
    when: (context) => missingClass(context) !== undefined,
    details: (context) => ({ name: missingClass(context) ?? '', better: packageOf(missingClass(context)) }),
    repair: removeClass,
  },
  {
    id: 'config-unreadable',
    kinds: DROPPED,
    complaint: /^PermissionError/,
    when: ({ bytes }) => bytes.length === 0,
  },
  {
    id: 'bom-json',
    kinds: DROPPED,
    complaint: /BOM/,
    repair: repairs.withoutMark,
  },
  { id: 'json-broken', kinds: DROPPED, when: isJson },
  {
    id: 'utf-16',
    kinds: DROPPED,
    content: /^(?:\u00ff\u00fe|\u00fe\u00ff)|^(?:[^\0]\0){8}/,
    repair: repairs.asUtf8,
  },
  { id: 'nul-byte', kinds: DROPPED, content: /\0/, repair: repairs.withoutNul },
  {
    id: 'value-wrapped',
    kinds: DROPPED,
    complaint: /^SyntaxError/,
    when: (context) => wrappedValue(context) !== undefined,
    at: (context) => wrappedValue(context)?.line,
    details: (context) => ({ name: wrappedValue(context)?.name ?? '' }),
    repair: joinWrapped,
  },
  {
    id: 'ip-unquoted',
    kinds: DROPPED,
    complaint: /^(?:SyntaxError|NameError)/,
    line: repairs.BARE_IP,
    details: ({ text, target }) => ({ better: repairs.quoteIp(text, target)?.trim() ?? '' }),
    repair: (context) => repairs.eachLine(context, (text) => repairs.quoteIp(text, context.target)),
  },
  {
    id: 'smart-quotes',
    kinds: DROPPED,
    complaint: /^SyntaxError/,
    line: repairs.CURLY_QUOTES,
    repair: plainLines,
  },
  {
    id: 'lookalike-character',
    kinds: DROPPED,
    complaint: /^(?:SyntaxError|NameError)/,
    when: ({ text }) => lookalikesIn(text).length > 0,
    details: ({ text }) => {
      const [first] = lookalikesIn(text);
      return { name: codePoint(first?.character ?? ''), better: first?.meant ?? '' };
    },
    repair: plainLines,
  },
  {
    id: 'windows-path',
    kinds: DROPPED,
    complaint: /unicodeescape/,
    details: ({ text }, { platform }) => (platform !== 'win32' && FOLDER.test(text) ? { better: '#' } : {}),
    repair: (context, { platform }) =>
      repairs.oneLine(context, (line) =>
        platform !== 'win32' && FOLDER.test(line) ? `# ${line}` : repairs.rawString(line),
      ),
  },
  {
    id: 'not-utf8',
    kinds: DROPPED,
    complaint: /codec can't decode|Non-UTF-8|encoding problem|invalid or missing encoding/,
    repair: repairs.declareKorean,
  },
  { id: 'tab-mix', kinds: DROPPED, complaint: /^TabError/ },
  {
    id: 'leading-blank',
    kinds: DROPPED,
    complaint: /^IndentationError: unexpected indent/,
    line: repairs.INDENTED_SETTING,
    repair: repairs.unindent,
  },
  { id: 'unexpected-indent', kinds: DROPPED, complaint: /^IndentationError: unexpected indent/ },
  {
    id: 'unclosed',
    kinds: DROPPED,
    complaint: /unterminated|never closed|E\w+ while scanning|unexpected EOF/,
    repair: (context) => (isCutHash(context) ? undefined : repairs.oneLine(context, repairs.closeQuote)),
  },
  ...MISSPELT_CAUSES,
  {
    id: 'wrong-case',
    kinds: DROPPED,
    complaint: /^NameError: name '(?:true|false|none|TRUE|FALSE|NONE)'/,
    details: ({ complaint }) => {
      const name = nameIn(complaint);
      return { name, better: name.charAt(0).toUpperCase() + name.slice(1).toLowerCase() };
    },
    repair: (context) => repairs.eachLine(context, repairs.capitalise),
  },
  {
    id: 'name-error',
    kinds: DROPPED,
    complaint: /^NameError/,
    details: ({ complaint }) => ({ name: nameIn(complaint) }),
  },
  {
    id: 'notebook-auth-import',
    kinds: DROPPED,
    complaint: /^(?:ModuleNotFoundError|ImportError)/,
    line: repairs.PASSWD_IMPORT,
    details: (context) => ({
      name: repairs.PASSWD_IMPORT.exec(context.text)?.[1] ?? '',
      better: authImport(context),
    }),
    repair: (context) =>
      repairs.oneLine(context, (text) =>
        text.replace(repairs.PASSWD_IMPORT, `from ${authImport(context)} import `),
      ),
  },
  {
    id: 'module-missing',
    kinds: DROPPED,
    complaint: /^(?:ModuleNotFoundError|ImportError)/,
    details: ({ complaint }) => ({
      name: /module (?:named )?'?([\w.]+)/.exec(complaint)?.[1] ?? nameIn(complaint),
    }),
  },
  {
    id: 'environment-variable-missing',
    kinds: DROPPED,
    complaint: /^KeyError/,
    line: /environ/,
    details: ({ complaint }) => ({ name: nameIn(complaint) }),
  },
  {
    id: 'file-missing-in-config',
    kinds: DROPPED,
    complaint: /^(?:FileNotFoundError|IOError: \[Errno 2\])/,
    details: ({ complaint }) => ({ name: nameIn(complaint) }),
  },
  {
    id: 'text-unquoted',
    kinds: DROPPED,
    complaint: /^SyntaxError/,
    line: repairs.BARE_TEXT,
    repair: (context) => repairs.oneLine(context, repairs.quoteText),
  },
  { id: 'config-error', kinds: DROPPED },
];

function lookalikesIn(line: string) {
  return findLookalikes(decodeLine(line) ?? '');
}

/** Replaces the lookalikes of the line complained about, and of all lines that then are settings. */
function plainLines(context: ComplaintContext): readonly Change[] | undefined {
  return repairs.eachLine(context, (line) => {
    const text = decodeLine(line);
    if (text === undefined) return undefined;
    const plain = withoutLookalikes(text);
    return line === context.text || /^[ \t]*c\.\w+\.\w+[ \t]*=/.test(plain) ? encodeLine(plain) : undefined;
  });
}

/** A closed quote after half a hash makes a password that nobody knows. */
function isCutHash({ text }: ComplaintContext): boolean {
  const [, value] = /\.(?:hashed_)?password[ \t]*=[ \t]*[ru]?['"]([^'"]*)$/.exec(text) ?? [];
  return value !== undefined && value !== '' && !isHash(value.trim());
}

function isJson({ path }: ComplaintContext): boolean {
  return path?.endsWith('.json') === true;
}

/** The first quoted text of a complaint. */
function nameIn(complaint: string): string {
  return /'+([^']*)'/.exec(complaint)?.[1] ?? '';
}
