import { groupBy } from '../../group-by.ts';
import type { ConfigFile, FileSetting } from '../../jupyter/settings/config-file.ts';
import type { Reader } from '../../jupyter/settings/ignored-files.ts';
import { t } from '../../messages/index.ts';
import type { LineEdit } from '../../plan/change.ts';
import { isSecretName } from '../../python-config/secret-names.ts';
import { comparable } from '../../python-config/value.ts';
import type { CheckContext } from '../../situation/check.ts';
import { type Finding, finding, type Repair } from '../../situation/finding.ts';
import type { System } from '../../system/system.ts';
import { linesOf } from '../config-files/complaint.ts';
import { evaluatePrecedence, isOurs, nameLine, showLine, textOf } from './evaluate.ts';

/** A setting that a file sets twice, with different values. */
interface Repeated {
  readonly dead: FileSetting;
  readonly last: FileSetting;
}

/** Settings that one file sets several times: the last one counts, and the user may be editing another. */
export async function findRepeatedLines({ situation }: CheckContext): Promise<Finding[]> {
  const precedence = await evaluatePrecedence(situation);
  const findings: Finding[] = [];
  for (const file of precedence.sources.files) {
    const found: Repeated[] = [];
    for (const pair of repeatedIn(file)) {
      const { last } = pair;
      const { path, format, writable } = file;
      if (!(await isOurs(precedence, { ...last, file: path, format, writable, role: 'wins' })))
        found.push(pair);
    }
    const [first] = found;
    if (first !== undefined) findings.push(await findingOf(precedence.reader, file, first, found));
  }
  return findings;
}

function repeatedIn({ settings }: ConfigFile): Repeated[] {
  const byKey = groupBy(settings, ({ key }) => key);
  return [...byKey.values()].flatMap((lines) => {
    const last = lines.findLast(({ wins }) => wins);
    if (lines.length < 2 || last?.value === undefined || last.conditional) return [];
    const dead = lines.filter((line) => line !== last && !line.wins && !line.conditional);
    return dead
      .filter(
        ({ value }) =>
          value !== undefined && JSON.stringify(comparable(value)) !== JSON.stringify(comparable(last.value)),
      )
      .map((line) => ({ dead: line, last }));
  });
}

async function findingOf(
  { system }: Reader,
  file: ConfigFile,
  { dead, last }: Repeated,
  found: readonly Repeated[],
): Promise<Finding> {
  const m = t().precedence;
  const repair = file.writable ? await commentOut(system, file, found) : undefined;
  const location = (setting: FileSetting) => showLine({ ...setting, file: file.path }, system);
  const message = found.map((one) => m.hasNoEffect(location(one.dead), location(one.last))).join('\n');
  const names = found.map(({ dead: one }) => nameLine({ ...one, file: file.path }, system)).join(', ');
  const words = { message, why: m.lastCounts(last.line), fix: m.removeLine(names) };
  const evidence = { file: file.path, line: dead.line, text: textOf(dead) };
  return finding('warn', 'duplicate-line', words, { evidence, ...(repair && { repair }) });
}

/** Comments out the lines without effect; undefined unless each is a statement on its own line. */
async function commentOut(
  { files }: System,
  { path }: ConfigFile,
  found: readonly Repeated[],
): Promise<Repair | undefined> {
  const lines = linesOf((await files.read(path)) ?? new Uint8Array());
  const edits = found.map(({ dead }): LineEdit | undefined => {
    const before = lines[dead.line - 1] ?? '';
    const whole = before.startsWith(`c.${dead.key}`) && !/[;\\]/.test(before) && !/[\r\n]/.test(dead.text);
    return whole ? { line: dead.line, before, after: `# ${before}` } : undefined;
  });
  const sure = edits.filter((edit) => edit !== undefined);
  if (sure.length < edits.length) return undefined;
  const secret = found.map(({ dead }) => dead.key).filter(isSecretName);
  return { changes: [{ kind: 'edit-lines', path, lines: sure, secret }] };
}
