import type { Finding } from '../situation/finding.ts';
import type { CommandContext } from './output.ts';

/** Prints each finding with its sign and, below it, its fix. */
export function showFindings({ output }: CommandContext, findings: readonly Finding[]): void {
  for (const { status, message, fix } of findings) {
    output.print(message, { status });
    if (fix !== undefined && status !== 'ok') output.print(fix, { first: '  ', style: 'dim' });
  }
}
