import { sep } from 'node:path';
import { unglued } from '../messages/command-line.ts';

let home = '';

/** Sets the home directory that is shown as `~`; '' for none. */
export function setHome(directory: string): void {
  home = directory.length > 1 && directory.endsWith(sep) ? directory.slice(0, -1) : directory;
}

/** A text as it is shown to the user: commands as they are typed, the home directory as `~`. */
export function asShown(text: string): string {
  return unglued(withTilde(text));
}

/**
 * Replaces the home directory with `~` where a shell would expand it: at the start of a word, neither inside quotes nor
 * after an equals sign. Colour codes before the path are ignored.
 */
export function withTilde(text: string): string {
  if (home.length < 2 || !text.includes(home)) return text;
  let shown = '';
  let from = 0;
  for (let at = text.indexOf(home); at >= 0; at = text.indexOf(home, at + home.length)) {
    if (!STARTS_WORD.test(text.slice(0, at)) || !ENDS_NAME.test(text.slice(at + home.length))) continue;
    shown += `${text.slice(from, at)}~`;
    from = at + home.length;
  }
  return shown + text.slice(from);
}

/** A line's start, a space (also one inside a command) or an opening bracket, optionally followed by a colour code. */
const STARTS_WORD = /(?:^|[\s([{\ufdd0])(?:\u001b\[[0-9;]*m)?$/;

/** The home directory itself or a path inside it, not a longer name: `/home/u` is not part of `/home/u2`. */
const ENDS_NAME = /^(?:[/\\]|[^\w.@+-]|[.:](?:\s|$)|$)/u;
