/**
 * The commands that a sentence may suggest, by their path: 'router status'. Each is added where it is declared
 * (declaration merging), so a sentence with a nonexistent command does not compile. '' is the program alone.
 */
export interface CommandNames {
  '': true;
}

/** Commands with their explanations, for a help screen. */
export type Examples = readonly (readonly [command: string, what: string])[];

/**
 * A placeholder for a space inside a command, so that no line breaks there. Unicode reserves this code point for
 * internal use; the output replaces it with a space (output/strip-control.ts).
 */
export const GLUE = '\ufdd0';

let programName = 'jupyter-expose';

/** Sets the command that starts this program: 'npx jupyter-expose', 'npm start --'. */
export function setProgramName(name: string): void {
  programName = name;
}

/** A command as the user can type it: `cmd('router map', '--external-port', '8443')`. The caller quotes the words. */
export function cmd(path: keyof CommandNames, ...args: readonly string[]): string {
  return joined([programName, path, ...args]);
}

/** A command for another computer, where this program may not be installed. */
export function cmdElsewhere(path: keyof CommandNames, ...args: readonly string[]): string {
  return joined(['npx jupyter-expose', path, ...args]);
}

/** The command the user typed, for typing it again; the words must already be quoted for a shell. */
export function commandLine(words: readonly string[]): string {
  return joined([programName, ...words]);
}

/** A word quoted for a POSIX shell, only if necessary. */
export function shellQuoted(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Replaces the glue in commands with spaces. */
export function unglued(text: string): string {
  return text.replaceAll(GLUE, ' ');
}

/** Makes a text unbreakable across lines: a path, a command. */
export function glued(text: string): string {
  return text.replaceAll(' ', GLUE);
}

function joined(words: readonly string[]): string {
  return glued(words.filter((word) => word !== '').join(' '));
}
