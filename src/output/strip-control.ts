import { unglued } from '../messages/command-line.ts';

/** The colours and weights that we use ourselves; no hidden or blinking text, no cursor, no title, no clipboard. */
const OWN_STYLE = String.raw`\u001b\[(?:[0-4]|2[1-4]|[39][0-79])m`;

const STEERS = new RegExp(
  `(${OWN_STYLE})|[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]`,
  'g',
);

/** A text that cannot steer the person's terminal, whoever wrote what stands in it: control characters show as their pictures, glue as spaces. */
export function harmless(text: string): string {
  return unglued(text).replace(STEERS, (char, style?: string) => style ?? pictureOf(char));
}

/** JSON with those escaped that its own rules let through, and commands as they are typed. */
export function harmlessJson(json: string): string {
  return unglued(json).replace(
    /[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function pictureOf(char: string): string {
  const code = char.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
}
