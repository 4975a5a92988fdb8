import type { HttpAnswer, Trouble } from '../jupyter/client/client.ts';

/** The trouble of a status that was not the expected one, in the words of its body's first line. */
export function statusTrouble({ status, headers, text }: HttpAnswer): Trouble {
  const { location } = headers;
  return { kind: 'status', text: firstLine(text), status, ...(location !== undefined && { location }) };
}

/** Jupyter's JSON message, or the first line that has words, without tags. */
function firstLine(body: string): string {
  const [, message] = /"message":\s*"((?:[^"\\]|\\.){1,500})"/.exec(body.slice(0, 5_000)) ?? [];
  const words = body
    .slice(0, 20_000)
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<[^<>]*>/g, '');
  const line = words.split(/\r?\n/).find((text) => text.trim() !== '') ?? '';
  return (message ?? line).trim().slice(0, 200);
}
