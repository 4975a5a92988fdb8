import { sep } from 'node:path';
import { unglued } from '../messages/command-line.ts';

let home = '';

/** Settles whose home directory is shown as `~`; '' for nobody's. */
export function setHome(directory: string): void {
  home = directory.length > 1 && directory.endsWith(sep) ? directory.slice(0, -1) : directory;
}

/** A text as a person is shown it: commands as they are typed, the home directory as `~`. */
export function asShown(text: string): string {
  return unglued(withTilde(text));
}

/**
 * The home directory as `~` where a path begins and a shell would read it so: at the start of a word, neither inside quotes
 * nor after an equals sign. (A colour before the path belongs to no word.)
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

/** A line's start, a space (also the one inside a command), an opening bracket, each maybe with a colour behind it. */
const STARTS_WORD = /(?:^|[\s([{\ufdd0])(?:\u001b\[[0-9;]*m)?$/;

/** The home itself or what lies in it, not a longer name: `/home/u` is no part of `/home/u2`. */
const ENDS_NAME = /^(?:[/\\]|[^\w.@+-]|[.:](?:\s|$)|$)/u;
