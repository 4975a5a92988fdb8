import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/context.ts';
import { pad, widthOf, wrap } from '../../output/layout.ts';
import { marks } from '../../output/marks.ts';
import { type Paint, paint } from '../../system/colour.ts';
import { readTerminal } from '../../system/terminal.ts';
import type { Hop } from './path.ts';

/** The path as a picture in text: each hop with its mark, from the internet down to Jupyter. */
export async function showPicture({ talk, system }: CommandContext, hops: readonly Hop[]): Promise<void> {
  if (hops.length === 0) return;
  const { columns, unicode } = readTerminal(system.env);
  const colours = await paint(process.stderr, system.env);
  const signs = marks(unicode);
  const looks: Record<Hop['status'], [string, keyof Paint]> = {
    open: [signs.ok, 'green'],
    closed: [signs.fail, 'red'],
    unknown: ['?', 'yellow'],
  };
  const width = Math.max(...hops.map(({ what }) => widthOf(what)));
  talk.say();
  talk.say(colours.bold(t().outside.picture));
  hops.forEach(({ status, what, note }, at) => {
    if (at > 0) talk.say(colours.dim(`  ${unicode ? '↓' : '|'}`));
    const [sign, colour] = looks[status];
    const [first = '', ...rest] = wrap(note, columns, `  ${sign} ${pad(what, width)}  `);
    talk.say(first.replace(sign, colours[colour](sign)));
    for (const line of rest) talk.say(line);
  });
}
