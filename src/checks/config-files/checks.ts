import type { ConfigFile } from '../../jupyter/settings/config-file.ts';
import type { Effective } from '../../jupyter/settings/effective.ts';
import type { LoadProblem } from '../../jupyter/settings/load-problems.ts';
import { commandOf } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import { isSecretName } from '../../python-config/secret-names.ts';
import type { Check, CheckContext } from '../../situation/check.ts';
import { type Finding, finding, type Words } from '../../situation/finding.ts';
import { locationOf, shownLine } from './complaint.ts';
import { type DeadLine, deadLines, misplacedValues } from './dead-lines.ts';
import { reportComplaints } from './load-check.ts';
import { markLookalikes } from './lookalikes.ts';
import { renameClass, renameSetting } from './setting-repairs.ts';
import { DECISIVE, findIneffective } from './without-effect.ts';

/** Does Jupyter load every file, and would it start? Every check of Jupyter's settings needs this one. */
const configLoads: Check = {
  id: 'config-loads',
  needs: ['python-path', 'config-directory', 'ip-name', 'port-range'],
  fine: () => t().configFiles.loads,
  run: async (context) => {
    const complaints = await reportComplaints(context.situation);
    const unknown = await whyUnknown(context, await context.situation.get('effective'));
    return complaints.length > 0 || unknown === undefined ? complaints : [unknown];
  },
};

/** Is every setting in the config files one that the installed Jupyter knows? */
const configLines: Check = {
  id: 'config-lines',
  needs: ['config-loads'],
  fine: () => t().configFiles.linesWork,
  run: async ({ situation, system }) => {
    const { classes, problems } = await situation.get('effective');
    const { generation } = await situation.get('target');
    const { files } = await situation.get('sources');
    const set = new Set(files.flatMap(({ settings }) => settings.map(({ key }) => key)));
    const findings: Finding[] = [];
    const reported = new Set<string>();
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
      for (const { setting } of dead) reported.add(setting.key.split('.')[1] ?? '');
    }
    findings.push(...problems.flatMap((problem) => unrecognized(problem, reported, files)));
    return findings.sort((a, b) => Number(a.status === 'warn') - Number(b.status === 'warn'));
  },
};

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

/** What Jupyter itself does not recognize, if no line above explains it: code set it, or a class has it elsewhere. */
function unrecognized(
  { kind, text }: LoadProblem,
  reported: ReadonlySet<string>,
  files: readonly ConfigFile[],
): Finding[] {
  const [, trait = '', className = ''] = /^Config option `(.+?)` not recognized by `(.+?)`/.exec(text) ?? [];
  if (kind !== 'unknown-option' || trait === '' || reported.has(trait)) return [];
  const all = files.flatMap((file) => file.settings.map(({ key, line }) => ({ file: file.path, key, line })));
  const line = all.findLast(({ key }) => key.endsWith(`.${trait}`));
  const name = line?.key ?? `${className}.${trait}`;
  const sentences = t().configFiles.cause['trait-unknown'];
  const place = line === undefined ? text : locationOf({ path: line.file, line: line.line });
  const words = { program: '', place, name, better: '', said: text, python: '' };
  const evidence = { ...(line && { file: line.file, line: line.line }), text };
  const sentence = { message: sentences.message(words), fix: sentences.fix(words) };
  return [finding('warn', 'trait-unknown', sentence, { evidence })];
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
