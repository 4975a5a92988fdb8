import type { Messages } from '../../messages/en/index.ts';
import type { Change } from '../../plan/change.ts';
import type { System } from '../../system/system.ts';
import type { Scene } from './complaint.ts';
import * as mend from './line-repairs.ts';
import {
  authImport,
  existingDirectory,
  numberGiven,
  quotedSetting,
  renamedTrait,
  renameShimmed,
} from './setting-repairs.ts';

const REFUSED: readonly Scene['kind'][] = ['bad-config', 'extension-error'];

/** Why Jupyter refuses to start, or rejects the settings of a file that it loaded. The first matching row applies. */
export const REFUSING_CAUSES: readonly CauseRow[] = [
  {
    id: 'port-retries-as-port',
    kinds: REFUSED,
    says: /'port_retries' trait/,
    when: (scene) => (numberGiven(scene) ?? 0) >= 1024,
    details: (scene) => ({ name: String(numberGiven(scene) ?? ''), better: `port = ${numberGiven(scene)}` }),
    repair: quotedSetting,
  },
  {
    id: 'value-quoted',
    kinds: REFUSED,
    says: /(?:an int|a boolean|a float)\b/,
    when: ({ setting }) => mend.unquoted(setting?.value) !== undefined,
    details: ({ setting }) => ({
      name: setting?.key ?? '',
      better: `${setting?.key ?? ''} = ${mend.shownValue(mend.unquoted(setting?.value))}`,
    }),
    repair: quotedSetting,
  },
  {
    id: 'shim-unknown-trait',
    kinds: REFUSED,
    says: /Trait, \w+, not found/,
    details: (scene) => ({ name: scene.setting?.key ?? '', better: renamedTrait(scene) ?? '' }),
    repair: renameShimmed,
  },
  {
    id: 'root-dir-missing',
    kinds: REFUSED,
    says: /No such (?:notebook dir|directory|file or directory)|is not a directory/,
    details: ({ setting, said }) => ({ name: String(setting?.value ?? nameIn(said)) }),
    repair: existingDirectory,
  },
  {
    id: 'value-type',
    kinds: REFUSED,
    says: /(?:expected|must be) (?:an?|the) /,
    details: ({ setting, said }) => ({ name: setting?.key ?? nameIn(said) }),
  },
  {
    id: 'value-refused',
    kinds: REFUSED,
    details: ({ setting, said }) => ({ name: setting?.key ?? nameIn(said) }),
  },
  { id: 'config-exits', kinds: ['silent'], when: ({ path }) => path !== undefined },
  { id: 'would-not-start', kinds: ['silent', 'crash'] },
];

const DROPPED: readonly Scene['kind'][] = ['config-error'];

/** Why Jupyter drops a file, by its message and the line that raised. The first matching row applies. */
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

/** The names in the sentences about a cause. */
interface Details {
  readonly name?: string;
  readonly better?: string;
}

type Answer<T> = T | undefined | Promise<T | undefined>;

type CauseId = keyof Messages['scars']['cause'];

export interface CauseRow {
  readonly id: CauseId;
  /** Only for complaints of these kinds. */
  readonly kinds?: readonly Scene['kind'][];
  /** Matches Jupyter's message. */
  readonly says?: RegExp;
  /** Matches the line that Jupyter complains about, bytes as Latin-1. */
  readonly line?: RegExp;
  /** Matches the whole file, bytes as Latin-1. */
  readonly content?: RegExp;
  /** A further condition: the generation, other settings. */
  readonly when?: (scene: Scene) => boolean;
  readonly details?: (scene: Scene, system: System) => Answer<Details>;
  readonly repair?: (scene: Scene, system: System) => Answer<readonly Change[]>;
}

/** The first quoted text of a complaint. */
function nameIn(said: string): string {
  return /'([^']*)'/.exec(said)?.[1] ?? '';
}
