import type { Finding } from '../../situation/finding.ts';
import type { CheckResult } from '../../situation/run-checks.ts';
import type { Examination } from './examine.ts';

/** Ways in for strangers: none of them may be opened by a repair, not even one that lay behind another trouble. */
const DOORS = new Set(['open-to-anyone', 'empty-password', 'token-weak']);

/**
 * What shows that a repair did not help, or did harm: a finding that it should have mended and that is still there, or a
 * `fail` of a check that had been content, or a door for
 * strangers that stood not open before. A check that had failed, or could not be made, before may well find the next
 * trouble behind the first.
 */
export function whatSpeaksAgainst(
  before: Examination,
  after: Examination,
  mended: readonly Finding[],
): Finding[] {
  const content = new Set(before.checks.filter(isContent).map(({ id }) => id));
  const open = new Set(before.findings.filter(({ status }) => status === 'fail').map(({ id }) => id));
  const isOpened = ({ id, status }: Finding) => status === 'fail' && DOORS.has(id) && !open.has(id);
  return after.checks.flatMap(({ id, findings }) =>
    findings.filter(
      (finding) =>
        isOpened(finding) ||
        mended.some((one) => isSame(one, finding)) ||
        (finding.status === 'fail' && content.has(id)),
    ),
  );
}

function isContent({ findings }: CheckResult): boolean {
  return findings.every(({ status }) => status === 'ok' || status === 'warn');
}

/** The same trouble at the same place; its line may have moved, its text not. */
function isSame(a: Finding, b: Finding): boolean {
  const place = ({ evidence }: Finding) => evidence?.text ?? evidence?.mode ?? evidence?.line;
  return a.id === b.id && b.status !== 'ok' && a.evidence?.file === b.evidence?.file && place(a) === place(b);
}
