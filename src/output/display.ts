import { sep } from 'node:path';
import { glued, unglued } from '../messages/command-line.ts';

let home = '';

/** Sets the home directory that is shown as `~`; '' for none. */
export function setHome(directory: string): void {
  home = directory.length > 1 && directory.endsWith(sep) ? directory.slice(0, -1) : directory;
}

/** Punctuation of our sentences, and what takes its place where only ASCII can be shown. */
const ASCII: Readonly<Record<string, string>> = {
  '…': '...',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '→': '->',
};

let isAscii = false;

/** Sets whether only ASCII can be shown. Letters, such as Hangul, stay: nothing else says the same. */
export function setAscii(on: boolean): void {
  isAscii = on;
}

/** A text with the punctuation that can be shown. */
export function displayable(text: string): string {
  return isAscii ? text.replace(/[…‘’“”–—→]/g, (sign) => ASCII[sign] ?? sign) : text;
}

/** A text as it is shown to the user: commands as they are typed, the home directory as `~`. */
export function asShown(text: string): string {
  return unglued(withTilde(displayable(text)));
}

/**
 * Replaces the home directory with `~` where a shell would expand it: at the start of a word, neither inside quotes nor
 * after an equals sign. Colour codes before the path are ignored.
 */
export function withTilde(text: string): string {
  if (home.length < 2) return text;
  const inWhole = glued(home);
  return shortened(inWhole === home ? text : shortened(text, inWhole), home);
}

function shortened(text: string, path: string): string {
  let shown = '';
  let from = 0;
  for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + path.length)) {
    if (!STARTS_WORD.test(text.slice(0, at)) || !GOES_ON.test(text.slice(at + path.length))) continue;
    shown += `${text.slice(from, at)}~`;
    from = at + path.length;
  }
  return shown + text.slice(from);
}

/** A line's start, a space (also one inside a command) or an opening bracket, optionally followed by a colour code. */
const STARTS_WORD = /(?:^|[\s([{\ufdd0])(?:\u001b\[[0-9;]*m)?$/;

/** A path inside the home directory. The directory itself keeps its full path: a lone `~` says little. */
const GOES_ON = /^[/\\]/;
