import { changeCommand } from '../../command/change-command.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import type { CheckResult } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { outcomeOf } from '../status/words.ts';
import { type Examination, examine, exitCodeFor, findingToJson } from './examine.ts';
import type { DoctorFlags } from './flags.ts';
import { planRepairs } from './repairs.ts';
import { printFindings, printNextSteps, printSubject } from './report.ts';

/** Ways in for strangers: a repair must not open any, not even one that was hidden behind another problem. */
const DOOR_CHECKS = ['login', 'doors'];
const DOORS = ['token-weak'];

/** `doctor --fix`: checks, shows the fixes as a diff, confirms, applies, and checks again. */
export async function fix(
  context: CommandContext,
  flags: DoctorFlags,
  situation: Situation,
  names: readonly string[],
): Promise<number> {
  const { output } = context;
  const { print } = context.output;
  return changeCommand(context, flags, {
    command: 'doctor --fix',
    situation,
    async plan() {
      const before = await examine(context, situation, names);
      await printSubject(context, situation);
      const { plan, fixed, postponed } = planRepairs(before.findings);
      printFindings(context, before.findings);
      output.print();
      let after: Examination = before;
      const { confirmLabel: label, confirm: message, declined } = t().doctor;
      return {
        changes: plan.changes,
        async whenUnchanged() {
          output.print(t().doctor.nothingToFix);
          const outcome = await outcomeOf(situation, before.findings);
          printNextSteps(context, before.findings, situation, outcome);
          return [];
        },
        async present(show) {
          await show();
          output.print();
          for (const one of postponed) print(t().doctor.postponed(one.message));
        },
        confirm: [{ label, message, declined }],
        async verify() {
          after = await examine(context, await situation.afterApply(), names);
          return findRegressions(before, after, fixed).map(asBlocked);
        },
        async report({ run }) {
          const broken = filesNotLoaded(after);
          const isFixed = ({ evidence }: Finding) => !broken.includes(evidence?.file ?? '');
          const count = fixed.filter(isFixed).length;
          if (count > 0) print(t().doctor.fixed(count));
          for (const file of new Set(
            fixed.filter((one) => !isFixed(one)).map(({ evidence }) => evidence?.file),
          ))
            print(t().doctor.stillNotLoaded(file ?? ''));
          if (run) output.print(t().init.backup(run.directory));
          output.print();
          printFindings(context, after.findings);
          if (postponed.length > 0) print(t().doctor.again);
          const now = await situation.afterApply();
          printNextSteps(context, after.findings, now, await outcomeOf(now, after.findings));
        },
        document: ({ run }) => ({
          findings: after.findings.map(findingToJson),
          ...(run && { backup: run.directory }),
        }),
        exitCode: () => exitCodeFor(after.findings),
      };
    },
  });
}

/** The config files that Jupyter still does not load: nothing in them is fixed until it does. */
function filesNotLoaded({ checks }: Examination): string[] {
  const findings = checks.find(({ id }) => id === 'config-loads')?.findings ?? [];
  return findings.flatMap(({ status, evidence }) =>
    status === 'fail' && evidence?.file ? [evidence.file] : [],
  );
}

/** A finding that remains or is new rolls everything back, even a `warn`. */
function asBlocked(finding: Finding): Finding {
  return { ...finding, status: 'fail', message: t().doctor.didNotHelp(finding.message) };
}

/**
 * The findings that show that a repair failed or did harm: a finding that it should have fixed, a `fail` of a check
 * that had passed, or a newly opened way in for strangers. A check that had failed or was skipped before may report
 * the next problem behind the first.
 */
export function findRegressions(
  before: Examination,
  after: Examination,
  fixed: readonly Finding[],
): Finding[] {
  const content = new Set(before.checks.filter(isContent).map(({ id }) => id));
  const open = new Set(before.findings.filter(({ status }) => status === 'fail').map(({ id }) => id));
  const isOpened = (check: string, { id, status }: Finding) =>
    status === 'fail' && (DOOR_CHECKS.includes(check) || DOORS.includes(id)) && !open.has(id);
  return after.checks.flatMap(({ id, findings }) =>
    findings.filter(
      (finding) =>
        isOpened(id, finding) ||
        fixed.some((one) => isSame(one, finding)) ||
        (finding.status === 'fail' && content.has(id)),
    ),
  );
}

function isContent({ findings }: CheckResult): boolean {
  return findings.every(({ status }) => status === 'ok' || status === 'warn');
}

/** The same problem in the same place; the line number may have changed, but not its text. */
function isSame(a: Finding, b: Finding): boolean {
  const location = ({ evidence }: Finding) => evidence?.text ?? evidence?.mode ?? evidence?.line;
  return (
    a.id === b.id && b.status !== 'ok' && a.evidence?.file === b.evidence?.file && location(a) === location(b)
  );
}
