import type { Messages } from '../../messages/en/index.ts';
import type { Change } from '../../plan/change.ts';
import type { System } from '../../system/system.ts';
import type { ComplaintContext } from './complaint.ts';
import * as repairs from './line-repairs.ts';
import {
  authImport,
  existingDirectory,
  quotedSetting,
  renamedTrait,
  renameShimmed,
  suppliedNumber,
} from './setting-repairs.ts';

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

const DROPPED: readonly ComplaintContext['kind'][] = ['config-error'];

/** Why Jupyter drops a file, by its message and the line that raised. The first matching row applies. */
export const DROPPING_CAUSES: readonly Cause[] = [
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
    repair: (context) => repairs.eachLine(context, repairs.straighten),
  },
  {
    id: 'windows-path',
    kinds: DROPPED,
    complaint: /unicodeescape/,
    repair: (context) => repairs.oneLine(context, repairs.rawString),
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
    repair: (context) => repairs.oneLine(context, repairs.closeQuote),
  },
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

function isJson({ path }: ComplaintContext): boolean {
  return path?.endsWith('.json') === true;
}

/** The names in the sentences about a cause. */
interface Details {
  readonly name?: string;
  readonly better?: string;
}

type Awaitable<T> = T | undefined | Promise<T | undefined>;

type CauseId = keyof Messages['configFiles']['cause'];

export interface Cause {
  readonly id: CauseId;
  /** Only for complaints of these kinds. */
  readonly kinds?: readonly ComplaintContext['kind'][];
  /** Matches Jupyter's message. */
  readonly complaint?: RegExp;
  /** Matches the line that Jupyter complains about, bytes as Latin-1. */
  readonly line?: RegExp;
  /** Matches the whole file, bytes as Latin-1. */
  readonly content?: RegExp;
  /** A further condition: the generation, other settings. */
  readonly when?: (context: ComplaintContext) => boolean;
  readonly details?: (context: ComplaintContext, system: System) => Awaitable<Details>;
  readonly repair?: (context: ComplaintContext, system: System) => Awaitable<readonly Change[]>;
}

/** The first quoted text of a complaint. */
function nameIn(complaint: string): string {
  return /'([^']*)'/.exec(complaint)?.[1] ?? '';
}
