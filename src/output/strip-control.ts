import { unglued } from '../messages/command-line.ts';

/** The colours and weights that we print ourselves; no hidden or blinking text, no cursor, no title, no clipboard. */
const OWN_STYLE = String.raw`\u001b\[(?:[0-4]|2[1-4]|[39][0-79])m`;

/** C1, and what changes the direction, hides between letters, or ends a line unseen. */
const INVISIBLE = String.raw`\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb`;

const CONTROLS = new RegExp(`(${OWN_STYLE})|[\\u0000-\\u0008\\u000b-\\u001f${INVISIBLE}]`, 'g');

/** Makes any text safe for a terminal: control characters become visible pictures, glue becomes spaces. */
export function stripControl(text: string): string {
  return unglued(text).replace(CONTROLS, (char, style?: string) => style ?? visibleSymbol(char));
}

/** Escapes the control characters that JSON permits, and shows commands as they are typed. */
export function escapeControl(json: string): string {
  return unglued(json).replace(
    new RegExp(`[${INVISIBLE}]`, 'g'),
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function visibleSymbol(char: string): string {
  const code = char.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
}
