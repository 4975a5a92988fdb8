import { type CauseRow, nameIn } from './cause-row.ts';
import type { Scene } from './complaint.ts';
import * as mend from './line-repairs.ts';
import { authImport } from './setting-repairs.ts';

const DROPPED: readonly Scene['kind'][] = ['config-error'];

/** Why Jupyter drops a file: its own words and the line that raised. The first row that fits holds. */
export const DROPPING_CAUSES: readonly CauseRow[] = [
  {
    id: 'config-unreadable',
    kinds: DROPPED,
    says: /^PermissionError/,
    when: ({ bytes }) => bytes.length === 0,
  },
  {
    id: 'bom-json',
    kinds: DROPPED,
    says: /BOM/,
    repair: mend.withoutMark,
  },
  { id: 'json-broken', kinds: DROPPED, when: isJson },
  {
    id: 'utf-16',
    kinds: DROPPED,
    content: /^(?:\u00ff\u00fe|\u00fe\u00ff)|^(?:[^\0]\0){8}/,
    repair: mend.asUtf8,
  },
  { id: 'nul-byte', kinds: DROPPED, content: /\0/, repair: mend.withoutNul },
  {
    id: 'ip-unquoted',
    kinds: DROPPED,
    says: /^(?:SyntaxError|NameError)/,
    line: mend.BARE_IP,
    details: ({ text, target }) => ({ better: mend.quoteIp(text, target)?.trim() ?? '' }),
    repair: (scene) => mend.eachLine(scene, (text) => mend.quoteIp(text, scene.target)),
  },
  {
    id: 'smart-quotes',
    kinds: DROPPED,
    says: /^SyntaxError/,
    line: mend.CURLY_QUOTES,
    repair: (scene) => mend.eachLine(scene, mend.straighten),
  },
  {
    id: 'windows-path',
    kinds: DROPPED,
    says: /unicodeescape/,
    repair: (scene) => mend.oneLine(scene, mend.rawString),
  },
  {
    id: 'not-utf8',
    kinds: DROPPED,
    says: /codec can't decode|Non-UTF-8|encoding problem|invalid or missing encoding/,
    repair: mend.declareKorean,
  },
  { id: 'tab-mix', kinds: DROPPED, says: /^TabError/ },
  {
    id: 'leading-blank',
    kinds: DROPPED,
    says: /^IndentationError: unexpected indent/,
    line: mend.INDENTED_SETTING,
    repair: mend.unindent,
  },
  { id: 'unexpected-indent', kinds: DROPPED, says: /^IndentationError: unexpected indent/ },
  {
    id: 'unclosed',
    kinds: DROPPED,
    says: /unterminated|never closed|E\w+ while scanning|unexpected EOF/,
    repair: (scene) => mend.oneLine(scene, mend.closeQuote),
  },
  {
    id: 'wrong-case',
    kinds: DROPPED,
    says: /^NameError: name '(?:true|false|none|TRUE|FALSE|NONE)'/,
    details: ({ said }) => {
      const name = nameIn(said);
      return { name, better: name.charAt(0).toUpperCase() + name.slice(1).toLowerCase() };
    },
    repair: (scene) => mend.eachLine(scene, mend.capitalise),
  },
  {
    id: 'name-error',
    kinds: DROPPED,
    says: /^NameError/,
    details: ({ said }) => ({ name: nameIn(said) }),
  },
  {
    id: 'notebook-auth-import',
    kinds: DROPPED,
    says: /^(?:ModuleNotFoundError|ImportError)/,
    line: mend.PASSWD_IMPORT,
    details: (scene) => ({ name: mend.PASSWD_IMPORT.exec(scene.text)?.[1] ?? '', better: authImport(scene) }),
    repair: (scene) =>
      mend.oneLine(scene, (text) => text.replace(mend.PASSWD_IMPORT, `from ${authImport(scene)} import `)),
  },
  {
    id: 'module-missing',
    kinds: DROPPED,
    says: /^(?:ModuleNotFoundError|ImportError)/,
    details: ({ said }) => ({ name: /module (?:named )?'?([\w.]+)/.exec(said)?.[1] ?? nameIn(said) }),
  },
  {
    id: 'environment-variable-missing',
    kinds: DROPPED,
    says: /^KeyError/,
    line: /environ/,
    details: ({ said }) => ({ name: nameIn(said) }),
  },
  {
    id: 'file-missing-in-config',
    kinds: DROPPED,
    says: /^(?:FileNotFoundError|IOError: \[Errno 2\])/,
    details: ({ said }) => ({ name: nameIn(said) }),
  },
  {
    id: 'text-unquoted',
    kinds: DROPPED,
    says: /^SyntaxError/,
    line: mend.BARE_TEXT,
    repair: (scene) => mend.oneLine(scene, mend.quoteText),
  },
  { id: 'config-error', kinds: DROPPED },
];

function isJson({ path }: Scene): boolean {
  return path?.endsWith('.json') === true;
}
