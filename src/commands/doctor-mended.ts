import type { Finding } from '../steps/finding.ts';
import type { CheckResult } from '../steps/run-checks.ts';
import type { Examination } from './doctor-examine.ts';

/**
 * What shows that a repair did not help, or did harm: a finding that it should have mended and that is still there, or a
 * `fail` of a check that had been content. A check that had failed, or could not be made, before may well find the next
 * trouble behind the first.
 */
export function whatSpeaksAgainst(
  before: Examination,
  after: Examination,
  mended: readonly Finding[],
): Finding[] {
  const content = new Set(before.checks.filter(isContent).map(({ id }) => id));
  return after.checks.flatMap(({ id, findings }) =>
    findings.filter(
      (finding) =>
        mended.some((one) => isSame(one, finding)) || (finding.status === 'fail' && content.has(id)),
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
