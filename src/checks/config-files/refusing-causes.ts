import { type CauseRow, nameIn } from './cause-row.ts';
import type { Scene } from './complaint.ts';
import * as mend from './line-repairs.ts';
import {
  existingDirectory,
  numberGiven,
  quotedSetting,
  renamedTrait,
  renameShimmed,
} from './setting-repairs.ts';

const REFUSED: readonly Scene['kind'][] = ['bad-config', 'extension-error'];

/** Why Jupyter refuses to start, or to take over the settings of a file that it could load. The first row that fits holds. */
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
