import { readTerminal } from '../system/terminal.ts';
import type { CommandContext } from './output.ts';

/** Shows a URL as a QR code for a phone. Needs Unicode block characters and a terminal wide enough for its lines. */
export async function showCode({ system, output }: CommandContext, url: string): Promise<void> {
  const { stderr, columns, unicode } = readTerminal(system.env);
  if (!stderr || !unicode || output.isJson) return;
  const { renderUnicodeCompact } = await import('uqr');
  const lines = renderUnicodeCompact(url, { border: 2 }).split('\n');
  if (lines.some((line) => line.length > columns)) return;
  for (const line of lines) output.print(line, { raw: true });
}
