import type { ConfigFile } from '../../jupyter/settings/config-file.ts';
import { TRAIT_NAMES } from '../../jupyter/traits.ts';
import { t } from '../../messages/index.ts';
import { isSecretName } from '../../python-config/secret-names.ts';
import type { Check } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { placeOf, shownLine } from './complaint.ts';
import { type DeadLine, deadLines } from './dead-lines.ts';
import { renameClass, renameSetting } from './setting-repairs.ts';

/** Settings that decide who gets in; a slip in another one is only a nuisance. */
const DECISIVE: ReadonlySet<string> = new Set(
  ['hashed_password', ...TRAIT_NAMES].filter((name) => name !== 'open_browser' && name !== 'port_retries'),
);

/** Is every setting in the config files one that the installed Jupyter knows? */
export const configLines: Check = {
  id: 'config-lines',
  needs: ['config-loads'],
  fine: () => t().scars.linesWork,
  look: async ({ situation, system }) => {
    const { classes } = await situation.get('effective');
    if (classes === undefined)
      return [{ id: 'config-lines', status: 'unknown', message: t().scars.notAsked }];
    const { generation } = await situation.get('target');
    const { files } = await situation.get('sources');
    const set = new Set(files.flatMap(({ settings }) => settings.map(({ key }) => key)));
    const findings: Finding[] = [];
    for (const file of files.filter(({ settings }) => settings.length > 0)) {
      const bytes = (await system.files.read(file.path)) ?? new Uint8Array();
      const dead = deadLines(file, Buffer.from(bytes).toString('latin1'), classes, generation);
      findings.push(...oncePerName(dead).map((line) => tell(file, line, bytes, set)));
    }
    return findings.sort((a, b) => Number(a.status === 'warn') - Number(b.status === 'warn'));
  },
};

/** A misspelt class is one mistake, however many lines have it. */
function oncePerName(dead: readonly DeadLine[]): DeadLine[] {
  const nameOf = ({ id, setting: { key } }: DeadLine) => (id === 'class-misspelt' ? key.split('.')[0] : key);
  const decisiveFirst = [...dead].sort((a, b) => Number(isDecisive(b)) - Number(isDecisive(a)));
  return decisiveFirst.filter(
    (line, at) => decisiveFirst.findIndex((one) => nameOf(one) === nameOf(line)) === at,
  );
}

function isDecisive({ setting: { key }, better = key }: DeadLine): boolean {
  return DECISIVE.has(better.split('.')[1] ?? '');
}

function tell(file: ConfigFile, line: DeadLine, bytes: Uint8Array, set: ReadonlySet<string>): Finding {
  const { id, setting, better = '', since = '' } = line;
  const { cause, whyNoEffect } = t().scars;
  const said = cause[id];
  const place = placeOf({ path: file.path, line: setting.line });
  const words = { program: '', place, name: setting.key, better: better || since, said: '' };
  const secret = isSecretName(better) ? [setting.key] : [];
  const changes =
    better === ''
      ? []
      : (id === 'class-misspelt' ? renameClass : renameSetting)(file, setting, better, bytes);
  return {
    id,
    // A leftover beside the right line harms nobody.
    status: isDecisive(line) && id !== 'trait-of-newer-version' && !set.has(better) ? 'fail' : 'warn',
    message: said.message(words),
    evidence: { file: file.path, line: setting.line, text: shownLine(bytes, setting.line, secret) },
    why: whyNoEffect,
    fix: said.fix(words),
    ...(changes.length > 0 && { repair: { changes } }),
  };
}
