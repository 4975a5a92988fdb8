import { paint } from '../system/colour.ts';
import { readTerminal } from '../system/terminal.ts';
import type { CommandContext } from './context.ts';
import { wrap } from './layout.ts';
import { marks } from './marks.ts';

/** Ways to say a sentence on stderr, cut at spaces so that a terminal does not cut it inside a word. */
export interface WrappedTalk {
  say(text: string): void;
  /** With the sign for a warning in front of it. */
  warn(text: string): void;
}

/** Into a pipe or a file a sentence stays one line: logs are searched. */
export async function wrappedTalk({
  talk,
  system,
}: Pick<CommandContext, 'talk' | 'system'>): Promise<WrappedTalk> {
  const { stderr, columns, unicode } = readTerminal(system.env);
  const colours = await paint(process.stderr, system.env);
  const width = stderr ? columns : Number.POSITIVE_INFINITY;
  const { warn } = marks(unicode);
  return {
    say: (text) => {
      for (const line of wrap(text, width)) talk.say(line);
    },
    warn: (text) => {
      const [first = '', ...rest] = wrap(text, width, `${warn} `);
      talk.warn(first.replace(warn, colours.yellow(warn)));
      for (const line of rest) talk.warn(line);
    },
  };
}
