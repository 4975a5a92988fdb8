import { posix } from 'node:path';

/** A place that starts a Jupyter by itself, or gives one that is started by hand its environment. */
export interface Launch {
  readonly kind:
    | 'systemd'
    | 'cron'
    | 'supervisor'
    | 'rc.local'
    | 'script'
    | 'desktop'
    | 'launchd'
    | 'environment';
  /** The file with its command line; 'crontab' for the user's own table. */
  readonly file: string;
  /** The words from the program on; none for a file that sets variables only. */
  readonly args: readonly LaunchWord[];
  readonly env: readonly LaunchVariable[];
  /** The account it runs as, if it names one. */
  readonly user: string | undefined;
  /** The directory it starts in, if that is known. */
  readonly cwd?: string | undefined;
  /** It runs in a container, with config files of its own. */
  readonly isElsewhere?: boolean;
}

/** One word of a command line, and the line it stands in. */
export interface LaunchWord {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  /** The part of the text whose value is not known: `$(cat /run/token)`. */
  readonly code?: string;
}

/** One variable, and where it is set. */
export interface LaunchVariable {
  readonly name: string;
  readonly value: string;
  readonly file: string;
  readonly line: number;
  /** The part of the value that is not known. */
  readonly code?: string;
}

/** `NAME=value`; undefined if the word is none. */
export function variableIn(
  word: string,
  file: string,
  line: number,
  code?: string,
): LaunchVariable | undefined {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
  if (name === undefined || value === undefined) return undefined;
  return { name, value, file, line, ...(code !== undefined && { code }) };
}

/** A command line that starts a Jupyter server, in words separated by blanks. */
const STARTS_JUPYTER =
  /(?:^|[\s/])jupyter(?:-|\s+)(?:lab|notebook|server|nbclassic)\b|-m\s+(?:jupyterlab|notebook|jupyter_server)\b/;

/** Whether words start a Jupyter server, perhaps through a shell. */
export function startsJupyterIn(words: readonly string[]): boolean {
  return STARTS_JUPYTER.test(words.join(' '));
}

const APP = /^(?:lab|notebook|server|nbclassic)$/;

/** Subcommands of the applications that start no server. */
const OTHER_COMMAND =
  /^(?:list|stop|password|extension|build|clean|paths?|workspaces?|licenses|labextension)$/;

/** Whether the word at this place is a program or module that serves Jupyter. */
export function isServer(all: readonly LaunchWord[], at: number): boolean {
  // start-stop-daemon puts `--` between a program and its arguments.
  const words = all[at + 1]?.text === '--' ? all.toSpliced(at + 1, 1) : all;
  const [before, text = '', next = '', last = ''] = [at - 1, at, at + 1, at + 2].map(
    (one) => words[one]?.text,
  );
  const name = posix.basename(text);
  const isModule = before === '-m';
  if (name === 'jupyter') return APP.test(next) && !OTHER_COMMAND.test(last);
  return (
    (/^jupyter-(?:lab|notebook|server|nbclassic)$/.test(name) && !OTHER_COMMAND.test(next)) ||
    // The images of the project (docker-stacks).
    /^start-(?:notebook|singleuser)\.(?:sh|py)$/.test(name) ||
    (isModule && /^(?:jupyterlab|notebook|jupyter_server|nbclassic)$/.test(text) && !OTHER_COMMAND.test(next))
  );
}

/** The words of one command, up to what a shell would end it with. */
export function untilOperator(words: readonly LaunchWord[]): LaunchWord[] {
  const end = words.findIndex(({ text }) => /^(?:&&|\|\|?|;|&|\d?>.*)$/.test(text));
  return words.slice(0, end < 0 ? undefined : end);
}
