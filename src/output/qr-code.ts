import { readTerminal } from '../system/terminal.ts';
import type { CommandContext } from './output.ts';

/** Shows a URL as a QR code for a phone. Needs Unicode block characters and a terminal wide enough for its lines. */
export async function showCode({ system, talk }: CommandContext, url: string): Promise<void> {
  const { stderr, columns, unicode } = readTerminal(system.env);
  if (!stderr || !unicode || talk.json) return;
  const { renderUnicodeCompact } = await import('uqr');
  const lines = renderUnicodeCompact(url, { border: 2 }).split('\n');
  if (lines.some((line) => line.length > columns)) return;
  for (const line of lines) talk.say(line, { raw: true });
}
