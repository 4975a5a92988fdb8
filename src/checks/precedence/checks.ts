import { configDirWithoutJupyter } from '../../jupyter/installation/config-dir.ts';
import { t } from '../../messages/index.ts';
import type { Check } from '../../situation/check.ts';
import { finding } from '../../situation/finding.ts';
import { shortPath } from '../../system/format.ts';
import { findIgnoredLines } from './ignored.ts';
import { findOverriddenLines } from './overridden.ts';
import { findRepeatedLines } from './repeated.ts';

/** Is any config file read at all? */
const configRead: Check = {
  id: 'config-read',
  fine: () => t().precedence.fine.configRead,
  async run({ system }) {
    const { JUPYTER_NO_CONFIG: value } = system.env;
    if (!value || /^(0|no|n|false|off)$/i.test(value)) return [];
    const directory = configDirWithoutJupyter(system);
    const names = await system.files.list(directory).catch(() => []);
    if (!names.some((name) => /^jupyter_\w*config\.(py|json)$/.test(name))) return [];
    const m = t().precedence;
    const message = m.noConfig(shortPath(directory, system));
    const evidence = { text: `JUPYTER_NO_CONFIG=${value}` };
    const words = { message, why: m.noConfigWhy, fix: m.noConfigFix };
    return [finding('fail', 'no-config', words, { evidence })];
  },
};

/** Do the user's own settings take effect? */
const settingsWin: Check = {
  id: 'settings-win',
  needs: ['config-loads', 'config-read'],
  fine: () => t().precedence.fine.settingsWin,
  run: findOverriddenLines,
};

/** Does this Jupyter read each of them? */
const settingsRead: Check = {
  id: 'settings-read',
  needs: ['config-loads', 'config-read'],
  fine: () => t().precedence.fine.settingsRead,
  run: findIgnoredLines,
};

const linesOnce: Check = {
  id: 'lines-once',
  needs: ['config-loads', 'config-read'],
  fine: () => t().precedence.fine.linesOnce,
  run: findRepeatedLines,
};

/** Which setting wins, and which ones have no effect. */
export const precedenceChecks: readonly Check[] = [configRead, settingsWin, settingsRead, linesOnce];
