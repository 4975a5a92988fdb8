import type { ConfigFile } from '../../jupyter/settings/config-file.ts';
import type { Effective } from '../../jupyter/settings/effective.ts';
import { commandOf } from '../../jupyter/target.ts';
import { TRAIT_NAMES } from '../../jupyter/traits.ts';
import { t } from '../../messages/index.ts';
import { isSecretName } from '../../python-config/secret-names.ts';
import type { Check, CheckContext } from '../../situation/check.ts';
import { type Finding, finding, type Words } from '../../situation/finding.ts';
import type { System } from '../../system/system.ts';
import { locationOf, shownLine } from './complaint.ts';
import { type DeadLine, deadLines, misplacedValues } from './dead-lines.ts';
import { ineffectiveLines } from './ineffective-lines.ts';
import { flatKeysIn } from './json-keys.ts';
import { reportComplaints } from './load-check.ts';
import { markLookalikes } from './lookalikes.ts';
import { renameClass, renameSetting } from './setting-repairs.ts';

/** Does Jupyter load every file, and would it start? Every check of Jupyter's settings needs this one. */
const configLoads: Check = {
  id: 'config-loads',
  needs: ['config-directory', 'ip-name'],
  fine: () => t().configFiles.loads,
  run: async (context) => {
    const complaints = await reportComplaints(context.situation);
    const unknown = await whyUnknown(context, await context.situation.get('effective'));
    return complaints.length > 0 || unknown === undefined ? complaints : [unknown];
  },
};

/** Settings for which a mistake is a failure; in any other setting it is only a warning. */
const DECISIVE: ReadonlySet<string> = new Set(
  ['hashed_password', ...TRAIT_NAMES].filter((name) => name !== 'open_browser' && name !== 'port_retries'),
);

/** Is every setting in the config files one that the installed Jupyter knows? */
const configLines: Check = {
  id: 'config-lines',
  needs: ['config-loads'],
  fine: () => t().configFiles.linesWork,
  run: async ({ situation, system }) => {
    const { classes } = await situation.get('effective');
    const { generation } = await situation.get('target');
    const { files } = await situation.get('sources');
    const set = new Set(files.flatMap(({ settings }) => settings.map(({ key }) => key)));
    const findings: Finding[] = [];
    for (const file of files.filter(({ exists, error }) => exists && error === undefined))
      findings.push(...(await findIneffective(file, set, system)));
    if (classes === undefined) {
      const unknown: Finding = { id: 'config-lines', status: 'unknown', message: t().configFiles.notAsked };
      return findings.length === 0 ? [unknown] : findings;
    }
    for (const file of files.filter(({ settings }) => settings.length > 0)) {
      const bytes = (await system.files.read(file.path)) ?? new Uint8Array();
      const dead = deadLines(file, Buffer.from(bytes).toString('latin1'), classes, generation);
      findings.push(...oncePerName(dead).map((line) => findingOf(file, line, bytes, set)));
    }
    return findings.sort((a, b) => Number(a.status === 'warn') - Number(b.status === 'warn'));
  },
};

/** Lines that load without an error and set nothing: they look like settings, or their key is none. */
async function findIneffective(
  { path, format }: ConfigFile,
  set: ReadonlySet<string>,
  system: System,
): Promise<Finding[]> {
  const bytes = (await system.files.read(path)) ?? new Uint8Array();
  const { cause, whyNoEffect, whyOwnObject } = t().configFiles;
  const of = (
    id: 'line-sets-nothing' | 'config-object-own' | 'json-key-ignored',
    line: number,
    key: string,
  ) => ({
    place: locationOf({ path, line }),
    name: key,
    evidence: { file: path, line, text: shownLine(bytes, line) },
    sentences: cause[id],
  });
  if (format === 'json')
    return flatKeysIn(new TextDecoder().decode(bytes)).map(({ key, line, better = '' }) => {
      const { place, name, evidence, sentences } = of('json-key-ignored', line, key);
      const words = { program: '', place, name, better, said: '', python: '' };
      const said = { message: sentences.message(words), why: whyNoEffect, fix: sentences.fix(words) };
      const trait = key.slice(key.lastIndexOf('.') + 1);
      return finding(DECISIVE.has(trait) ? 'fail' : 'warn', 'json-key-ignored', said, { evidence });
    });
  return ineffectiveLines(bytes).map(({ id, line, key, before, after }) => {
    const { place, name, evidence, sentences } = of(id, line, key);
    const shown = after === undefined ? '' : shownLine(new Uint8Array(Buffer.from(after, 'latin1')), 1);
    const words = { program: '', place, name, better: shown, said: '', python: '' };
    const why = id === 'config-object-own' ? whyOwnObject : whyNoEffect;
    const said = { message: sentences.message(words), why, fix: sentences.fix(words) };
    const isFatal = id === 'config-object-own' || (DECISIVE.has(key.split('.')[1] ?? '') && !set.has(key));
    const secret = isSecretName(key) ? [key] : [];
    const change = {
      kind: 'edit-lines' as const,
      path,
      lines: [{ line, before, after: after ?? '' }],
      secret,
    };
    return finding(isFatal ? 'fail' : 'warn', id, said, {
      evidence,
      ...(after !== undefined && { repair: { changes: [change] } }),
    });
  });
}

/** Do the files load, and does each line take effect as intended? */
export const configFileChecks: readonly Check[] = [configLoads, configLines, misplacedValues];

/** Keeps one line per wrong name: a misspelt class is one mistake, however many lines use it. */
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

function findingOf(file: ConfigFile, line: DeadLine, bytes: Uint8Array, set: ReadonlySet<string>): Finding {
  const { id, setting, better = '', since = '' } = line;
  const { cause, whyNoEffect } = t().configFiles;
  const sentences = cause[id];
  const location = locationOf({ path: file.path, line: setting.line });
  const words = {
    program: '',
    place: location,
    name: setting.key,
    better: better || since,
    said: '',
    python: '',
  };
  const secret = isSecretName(better) ? [setting.key] : [];
  const changes =
    better === ''
      ? []
      : (id === 'class-misspelt' ? renameClass : renameSetting)(file, setting, better, bytes);
  return {
    id,
    // A leftover beside the correct line is harmless.
    status: isDecisive(line) && id !== 'trait-of-newer-version' && !set.has(better) ? 'fail' : 'warn',
    message: sentences.message(words),
    evidence: {
      file: file.path,
      line: setting.line,
      text: markLookalikes(shownLine(bytes, setting.line, secret)),
    },
    why: whyNoEffect,
    fix: sentences.fix(words),
    ...(changes.length > 0 && { repair: { changes } }),
  };
}

async function whyUnknown(
  { situation }: CheckContext,
  { failure: problem }: Effective,
): Promise<Finding | undefined> {
  const m = t().configFiles;
  const unknown = (words: Words) => finding('unknown', 'config-loads', words);
  if (problem === 'not-installed') return unknown({ message: m.notInstalled, fix: m.notInstalledFix });
  if (problem === 'not-asked') return unknown({ message: m.notAsked });
  if (problem !== 'timeout') return undefined;
  const target = await situation.get('target');
  return unknown({ message: m.timeout(commandOf(target)), fix: m.timeoutFix });
}
