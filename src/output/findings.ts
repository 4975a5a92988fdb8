import type { Finding } from '../situation/finding.ts';
import type { CommandContext } from './output.ts';

/** Prints each finding with its sign and, below it, its fix. */
export function showFindings({ talk }: CommandContext, findings: readonly Finding[]): void {
  for (const { status, message, fix } of findings) {
    talk.say(message, { status });
    if (fix !== undefined && status !== 'ok') talk.say(fix, { first: '  ', style: 'dim' });
  }
}
