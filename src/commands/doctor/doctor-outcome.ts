import { EXIT_FINDING_FAILED } from '../../errors.ts';
import type { Finding } from '../../situation/finding.ts';

/** A finding as --json tells it: that we can mend it, not the bytes with which. */
export function findingToJson({ repair, ...finding }: Finding) {
  return { ...finding, ...(repair && { fixable: true }) };
}

/** Only a `fail` counts. */
export function exitCodeFor(findings: readonly Finding[]): number {
  return findings.some(({ status }) => status === 'fail') ? EXIT_FINDING_FAILED : 0;
}
