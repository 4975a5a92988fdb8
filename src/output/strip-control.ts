import { unglued } from '../messages/command-line.ts';

/** The colours and weights that we print ourselves; no hidden or blinking text, no cursor, no title, no clipboard. */
const OWN_STYLE = String.raw`\u001b\[(?:[0-4]|2[1-4]|[39][0-79])m`;

const CONTROLS = new RegExp(
  `(${OWN_STYLE})|[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]`,
  'g',
);

/** Makes any text safe for a terminal: control characters become visible pictures, glue becomes spaces. */
export function stripControl(text: string): string {
  return unglued(text).replace(CONTROLS, (char, style?: string) => style ?? visibleSymbol(char));
}

/** Escapes the control characters that JSON permits, and shows commands as they are typed. */
export function escapeControl(json: string): string {
  return unglued(json).replace(
    /[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function visibleSymbol(char: string): string {
  const code = char.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
}
