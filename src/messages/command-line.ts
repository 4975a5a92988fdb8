/**
 * The commands that a sentence may tell a person to type, by their path: 'router status'. Each is added where it is declared
 * (declaration merging), so a sentence with a command that does not exist does not compile. '' is the program alone.
 */
export interface CommandNames {
  '': true;
}

/** Commands with what each does, for a help screen. */
export type Examples = readonly (readonly [command: string, what: string])[];

/**
 * Stands for a space inside a command, so that no line ends there. Unicode keeps this code point for what never leaves a
 * program; the output turns it into a space (output/strip-control.ts).
 */
export const GLUE = '\ufdd0';

let programName = 'jupyter-expose';

/** Settles how the person can start this program again: 'npx jupyter-expose', 'npm start --'. */
export function setProgramName(name: string): void {
  programName = name;
}

/** A command as the person can type it here: `cmd('router map', '--external-port', '8443')`. What a shell would split comes quoted. */
export function cmd(path: keyof CommandNames, ...args: readonly string[]): string {
  return joined([programName, path, ...args]);
}

/** A command for another computer, where this program may not be installed. */
export function cmdElsewhere(path: keyof CommandNames, ...args: readonly string[]): string {
  return joined(['npx jupyter-expose', path, ...args]);
}

/** What the person typed, to be typed once more; the words come as a shell must read them. */
export function commandLine(words: readonly string[]): string {
  return joined([programName, ...words]);
}

/** A word as a POSIX shell must read it; quoted only when it has to be. */
export function shellQuoted(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A text with the commands in it as they are typed. */
export function unglued(text: string): string {
  return text.replaceAll(GLUE, ' ');
}

/** A text in which no line may end: a path, a command. */
export function glued(text: string): string {
  return text.replaceAll(' ', GLUE);
}

function joined(words: readonly string[]): string {
  return glued(words.filter((word) => word !== '').join(' '));
}
