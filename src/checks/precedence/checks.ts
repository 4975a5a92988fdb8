import { configDirWithoutJupyter } from '../../jupyter/installation/config-dir.ts';
import { configDirectories } from '../../jupyter/settings/layers.ts';
import { t } from '../../messages/index.ts';
import type { Check } from '../../situation/check.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { codeOf } from '../../system/disk.ts';
import { shortPath } from '../../system/format.ts';
import { pathsOf } from '../../system/paths.ts';
import { findIgnoredLines } from './ignored.ts';
import { findOverriddenLines } from './overridden.ts';
import { findRepeatedLines } from './repeated.ts';

/** Is any config file read at all? */
const configRead: Check = {
  id: 'config-read',
  fine: () => t().precedence.fine.configRead,
  async run({ situation, system }) {
    const { JUPYTER_NO_CONFIG: value } = system.env;
    if (!value || /^(0|no|n|false|off)$/i.test(value)) return danglingFiles(situation);
    const target = await situation.get('target');
    const { prefix } = target.installed?.environment ?? {};
    // With the variable Jupyter itself does not name them.
    const ofEnvironment = prefix === undefined ? [] : [pathsOf(system).join(prefix, 'etc', 'jupyter')];
    const directories = [...configDirectories(target, system), ...ofEnvironment];
    const named = await Promise.all(
      [configDirWithoutJupyter(system), ...directories].map(async (one) => {
        const names = await system.files.list(one).catch(() => []);
        return names.some((name) => /^jupyter_\w*config\.(py|json)$/.test(name)) ? one : undefined;
      }),
    );
    const directory = named.find((one) => one !== undefined);
    if (directory === undefined) return [];
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

/** Config files that are links to what is not there: Jupyter passes over them without a word. */
async function danglingFiles(situation: Situation): Promise<Finding[]> {
  const { files } = await situation.get('sources');
  const m = t().precedence;
  const found = await Promise.all(
    files.map(async ({ path }) => {
      const { files: disk } = situation.system;
      const link = await disk.linkFacts(path).catch(() => undefined);
      if (link?.kind !== 'link') return [];
      // A link in a circle is an error of the system, not a missing file.
      const target = await disk
        .facts(path)
        .catch((error: unknown) =>
          codeOf(Reflect.get(Object(error), 'cause')) === 'ELOOP' ? undefined : error,
        );
      if (target !== undefined) return [];
      const words = {
        message: m.dangling(shortPath(path, situation.system)),
        why: m.noConfigWhy,
        fix: m.danglingFix,
      };
      return [finding('fail', 'config-link-dangling', words, { evidence: { file: path } })];
    }),
  );
  return found.flat();
}
