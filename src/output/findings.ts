import type { Finding } from '../situation/finding.ts';
import type { CommandContext } from './output.ts';

/** Each finding with its sign, and below it what to do about it. */
export function showFindings({ talk }: CommandContext, findings: readonly Finding[]): void {
  for (const { status, message, fix } of findings) {
    talk.say(message, { status });
    if (fix !== undefined && status !== 'ok') talk.say(fix, { first: '  ', style: 'dim' });
  }
}
