import type { Cause } from './cause.ts';
import type { ComplaintContext } from './complaint.ts';
import * as repairs from './line-repairs.ts';
import * as misspelt from './misspelt-code.ts';

const DROPPED: readonly ComplaintContext['kind'][] = ['config-error'];

/** Lines that are no Python, or no setting, although it is plain what was meant. The first matching row applies. */
export const MISSPELT_CAUSES: readonly Cause[] = [
  {
    id: 'config-object-own',
    kinds: DROPPED,
    complaint: /^NameError/,
    line: misspelt.OWN_CONFIG,
    details: ({ text }) => ({ better: misspelt.withOwnConfig(text)?.trim() ?? '' }),
    repair: (context) => repairs.oneLine(context, misspelt.withOwnConfig),
  },
  {
    id: 'get-config-not-called',
    kinds: DROPPED,
    complaint: /^AttributeError: 'function' object|^NameError: name 'get_?conf/i,
    when: (context) => getConfigLine(context) !== undefined,
    at: getConfigLine,
    details: () => ({ better: 'c = get_config()' }),
    repair: (context) => repairs.oneLine(context, misspelt.withCall),
  },
  {
    id: 'capital-c',
    kinds: DROPPED,
    complaint: /^NameError: name 'C'/,
    line: misspelt.CAPITAL_ROOT,
    details: ({ text }) => ({ better: misspelt.withSmallRoot(text)?.trim() ?? '' }),
    repair: (context) => repairs.eachLine(context, misspelt.withSmallRoot),
  },
  {
    id: 'root-missing',
    kinds: DROPPED,
    complaint: /^(?:NameError|SyntaxError)/,
    line: misspelt.NO_ROOT,
    details: ({ text }) => ({ better: misspelt.withRoot(text)?.trim() ?? '' }),
    repair: (context) => repairs.eachLine(context, misspelt.withRoot),
  },
  {
    id: 'two-settings',
    kinds: DROPPED,
    complaint: /^SyntaxError/,
    line: misspelt.TWO_SETTINGS,
    repair: (context) => repairs.eachLine(context, misspelt.splitSettings),
  },
  {
    id: 'equals-missing',
    kinds: DROPPED,
    complaint: /^(?:SyntaxError|TypeError)/,
    when: ({ text }) => misspelt.withEquals(text) !== undefined,
    details: ({ text }) => ({ better: misspelt.withEquals(text)?.trim() ?? '' }),
    repair: (context) => repairs.oneLine(context, misspelt.withEquals),
  },
  {
    id: 'option-in-file',
    kinds: DROPPED,
    complaint: /^(?:SyntaxError|NameError|TypeError)/,
    line: misspelt.OPTION,
    details: ({ text, target }) => ({ better: misspelt.asSetting(text, classOfOptions(target)) ?? '' }),
    repair: (context) =>
      repairs.oneLine(context, (text) => misspelt.asSetting(text, classOfOptions(context.target))),
  },
  {
    id: 'not-code',
    kinds: DROPPED,
    complaint: /^SyntaxError/,
    line: misspelt.PROSE,
    details: ({ text }) => ({ better: misspelt.asComment(text)?.trim() ?? '' }),
    repair: (context) => repairs.oneLine(context, misspelt.asComment),
  },
];

/** The class whose options the command takes without a name. */
function classOfOptions({ generation }: ComplaintContext['target']): string {
  return generation === 'classic' ? 'NotebookApp' : 'ServerApp';
}

/** The line up to the complaint that was to fetch the configuration. */
function getConfigLine({ line = 0, lines }: ComplaintContext): number | undefined {
  const at = lines.slice(0, line).findLastIndex((text) => {
    const better = misspelt.withCall(text);
    return better !== undefined && better !== text;
  });
  return at < 0 ? undefined : at + 1;
}
