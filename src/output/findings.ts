import type { Finding } from '../situation/finding.ts';
import { type Paint, paint } from '../system/colour.ts';
import { readTerminal } from '../system/terminal.ts';
import { marks, wrap } from './layout.ts';
import type { CommandContext } from './output.ts';

/** Each finding with its mark, and below it what to do about it. */
export async function showFindings(
  { talk, system }: CommandContext,
  findings: readonly Finding[],
): Promise<void> {
  const { columns, unicode } = readTerminal(system.env);
  const colours = await paint(process.stderr, system.env);
  const signs = marks(unicode);
  const looks: Record<Finding['status'], [string, keyof Paint]> = {
    ok: [signs.ok, 'green'],
    warn: [signs.warn, 'yellow'],
    fail: [signs.fail, 'red'],
    unknown: ['?', 'yellow'],
  };
  for (const { status, message, fix } of findings) {
    const [sign, colour] = looks[status];
    const [first = '', ...rest] = wrap(message, columns, `${sign} `);
    talk.say(first.replace(sign, colours[colour](sign)));
    for (const line of rest) talk.say(line);
    if (fix !== undefined && status !== 'ok')
      for (const line of wrap(fix, columns, '  ')) talk.say(colours.dim(line));
  }
}
