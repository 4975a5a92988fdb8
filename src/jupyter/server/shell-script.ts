import { posix } from 'node:path';
import type { System } from '../../system/system.ts';
import {
  isServer,
  type Launch,
  type LaunchVariable,
  type LaunchWord,
  startsJupyterIn,
  untilOperator,
  variableIn,
} from './launch.ts';
import { filesShown, INTERPRETER, pathIn, readSmall, scriptAt } from './shell-files.ts';
import { type Expansion, expandWord, type RawWord, shellCommands, shellWords } from './shell-words.ts';

/** What a command finds where it runs. */
export interface Shell {
  readonly system: System;
  readonly kind: Launch['kind'];
  /** The file that is read. */
  readonly file: string;
  readonly user: string | undefined;
  readonly isElsewhere?: boolean;
  /** The files that named each other up to this one; '' for a text in a command. */
  readonly running: readonly string[];
  /** `$1`, `$2` and so on. */
  args: readonly string[];
  cwd: string | undefined;
  readonly variables: Map<string, LaunchVariable>;
  /** Names of the variables that programs get. */
  readonly exported: Set<string>;
  /** After `set -a` every variable is exported. */
  exportsAll?: boolean;
}

/** A place to run commands in, with the variables that it gives them. */
export function shellAt(
  given: Pick<Shell, 'system' | 'kind' | 'file'> & Partial<Pick<Shell, 'user' | 'cwd'>>,
  env: readonly LaunchVariable[] = [],
): Shell {
  const { user = undefined, cwd = undefined, ...rest } = given;
  const variables = new Map(env.map((one) => [one.name, one]));
  return { ...rest, user, cwd, running: [], args: [], variables, exported: new Set(variables.keys()) };
}

/** The exported variables. */
export function exportedBy({ variables, exported }: Shell): LaunchVariable[] {
  return [...variables.values()].filter(({ name }) => exported.has(name));
}

const MOST_FILES = 4;

/** Words that may stand before a command without changing it. */
const RESERVED = /^(?:if|then|else|elif|while|until|do|time|exec|nohup|command|builtin|\{|!)$/;

/**
 * The Jupyter servers that a shell script starts. Each line counts, whatever the conditions around it. The variables
 * that it sets remain in `shell`.
 */
export async function runScript(text: string, firstLine: number, shell: Shell): Promise<Launch[]> {
  if (shell.running.length > MOST_FILES) return [];
  const outputs = await filesShown(text, shell.system, (path) => pathOf(path, shell));
  const found: Launch[] = [];
  for (const words of shellCommands(text, firstLine))
    found.push(...(await runCommand(words, shell, outputs)));
  return found;
}

/** The full path of a word with variables; undefined if it depends on what is not known. */
function pathOf(raw: string, shell: Shell): string | undefined {
  const [full] = expandWord(raw, expansionIn(shell, new Map()));
  return full === undefined || full.code !== undefined ? undefined : pathIn(full.text, shell);
}

function expansionIn(
  { variables, system: { env, home }, args }: Shell,
  outputs: ReadonlyMap<string, string>,
): Expansion {
  const known: Readonly<Record<string, string | undefined>> = {
    HOME: home,
    USER: env.USER,
    LOGNAME: env.USER,
  };
  return {
    args,
    variable(name) {
      const found = variables.get(name);
      return found === undefined ? known[name] : found.code === undefined ? found.value : undefined;
    },
    output: (command) => outputs.get(command),
  };
}

const ASSIGNMENT = /^[A-Za-z_]\w*\+?=/;

async function runCommand(
  raw: readonly RawWord[],
  shell: Shell,
  outputs: ReadonlyMap<string, string>,
): Promise<Launch[]> {
  const expansion = expansionIn(shell, outputs);
  const words = raw
    .slice(
      Math.max(
        0,
        raw.findIndex((word) => !RESERVED.test(word.raw)),
      ),
    )
    .flatMap(({ raw: text, line }): LaunchWord[] => {
      const parts = expandWord(text, expansion);
      if (!ASSIGNMENT.test(text)) return parts.map((part) => ({ ...part, line }));
      const code = parts.find((part) => part.code !== undefined)?.code;
      return [{ text: parts.map((part) => part.text).join(' '), line, ...(code !== undefined && { code }) }];
    });
  for (const { raw: text, line } of raw)
    for (const [, name = '', value = ''] of text.matchAll(/\$\{([A-Za-z_]\w*):?=([^}]*)\}/g))
      if (expansion.variable(name) === undefined)
        assign({ text: `${name}=${value}`, line }, shell, shell.exportsAll);
  const isAssignment = ({ text }: LaunchWord) => ASSIGNMENT.test(text);
  if (words.every(isAssignment)) {
    for (const word of words) assign(word, shell, shell.exportsAll);
    return [];
  }
  return (await runBuiltin(words, shell)) ?? launchesOf(words, shell);
}

function assign({ text, line, code }: LaunchWord, shell: Shell, isExported = false): void {
  const found = variableIn(text.replace('+=', '='), shell.file, line, code);
  if (found === undefined) return;
  const before = ASSIGNMENT.exec(text)?.[0].endsWith('+=')
    ? (shell.variables.get(found.name)?.value ?? '')
    : '';
  // An array, `(…)`: its elements as words.
  const list = /^\(([\s\S]*)\)$/.exec(found.value)?.[1];
  const value = list === undefined ? before + found.value : `${before} ${shellWords(list).join(' ')}`.trim();
  shell.variables.set(found.name, { ...found, value });
  if (isExported) shell.exported.add(found.name);
}

/** A command of the shell itself; undefined for a program. */
async function runBuiltin(words: readonly LaunchWord[], shell: Shell): Promise<Launch[] | undefined> {
  const [program, ...rest] = words;
  const [first, second] = rest.map(({ text }) => text);
  switch (program?.text) {
    case 'export':
    case 'declare':
    case 'typeset':
    case 'readonly':
      for (const word of rest) {
        const isExported = program.text === 'export' || /^-\w*x/.test(first ?? '');
        if (isExported) shell.exported.add(word.text);
        assign(word, shell, isExported);
      }
      return [];
    case 'set':
      if (first === '--') shell.args = rest.slice(1).map(({ text }) => text);
      if (first === '-a' || second === 'allexport') shell.exportsAll = first !== '+o';
      // The fish shell: set -gx NAME value
      if (/^-\w*x/.test(first ?? '') && second !== undefined) assignRest(rest.slice(1), shell);
      return [];
    case 'setenv':
      assignRest(rest, shell);
      return [];
    case 'unset':
      for (const { text } of rest) shell.variables.delete(text);
      return [];
    case 'cd':
      shell.cwd = pathIn(first ?? '~', shell);
      return [];
    case '.':
    case 'source': {
      const path = pathIn(first ?? '', shell);
      const text = path === undefined ? undefined : await readSmall(path, shell.system);
      if (text === undefined || path === undefined || isInside(path, shell)) return [];
      const inner: Shell = { ...shell, file: path, running: [...shell.running, path] };
      const found = await runScript(text, 1, inner);
      shell.cwd = inner.cwd;
      return found;
    }
    case 'eval':
      return runScript(rest.map(({ text }) => text).join(' '), program.line, shell);
    case 'alias': {
      const found = rest.map(({ text, line }) => runScript(text.replace(/^[^=]*=/, ''), line, copyOf(shell)));
      return (await Promise.all(found)).flat();
    }
    default:
      return undefined;
  }
}

/** `NAME value` in two words. */
function assignRest([name, ...values]: readonly LaunchWord[], shell: Shell): void {
  if (name === undefined) return;
  assign(
    { ...name, ...values[0], text: `${name.text}=${values.map(({ text }) => text).join(' ')}` },
    shell,
    true,
  );
}

function copyOf(shell: Shell): Shell {
  return { ...shell, variables: new Map(shell.variables), exported: new Set(shell.exported) };
}

/** Programs that run another one as another user. */
const AS_USER =
  /^(?:sudo|doas|su|runuser|chpst|setpriv|gosu|su-exec|s6-setuidgid|setuidgid|start-stop-daemon)$/;

/** Programs that run another one in a container. */
const ELSEWHERE = /^(?:docker|podman|nerdctl|lxc|lxc-attach|chroot|systemd-nspawn)$/;

/**
 * The Jupyter servers that one command line starts: itself, through programs such as env, nohup and sudo, through
 * `sh -c`, or by naming a script.
 */
export async function launchesOf(words: readonly LaunchWord[], given: Shell): Promise<Launch[]> {
  if (!words.some(({ text }) => couldStart(text))) return [];
  let shell = copyOf(given);
  for (const [at, word] of words.entries()) {
    const { text, line } = word;
    const before = words[at - 1]?.text ?? '';
    const runner = words.slice(0, at).findLast((one) => !one.text.startsWith('-'))?.text ?? '';
    const rest = words.slice(at + 1).map((one) => one.text);
    const script = await scriptAt(text, runner, shell);
    if (script !== undefined && isInside(script.path, shell)) return [];
    if (script !== undefined)
      return runScript(script.text, 1, {
        ...shell,
        kind: shell.kind === 'rc.local' ? 'script' : shell.kind,
        file: script.path,
        args: rest,
        running: [...shell.running, script.path],
      });
    if (isServer(words, at)) {
      const { kind, file, user, cwd, isElsewhere = false } = shell;
      const args = untilOperator(words.slice(at));
      return [{ kind, file, args, env: exportedBy(shell), user, cwd, ...(isElsewhere && { isElsewhere }) }];
    }
    const program = posix.basename(text);
    const isShellText = /^-\w*c$/.test(before) && words.slice(0, at).some((one) => takesText(one.text));
    if (isShellText || (/\s/.test(text) && startsJupyterIn(shellWords(text))))
      return runScript(text, line, { ...shell, args: rest.slice(1), running: [...shell.running, ''] });
    assign(word, shell, true);
    if (before === '-u' && words.slice(0, at).some((one) => posix.basename(one.text) === 'env'))
      shell.variables.delete(text);
    if (/^(?:-i|--ignore-environment)$/.test(text) && posix.basename(before) === 'env')
      shell.variables.clear();
    if (/^(?:auto)?ssh$/.test(program)) return [];
    if (AS_USER.test(program)) shell = { ...shell, user: userOf(program, rest) };
    if (ELSEWHERE.test(program)) shell = { ...shell, isElsewhere: true };
  }
  return [];
}

/** Whether a command with this word may start a server or another script. */
function couldStart(word: string): boolean {
  return /jupyter|notebook|start-|[/\s]|\.sh$/.test(word) || takesText(word);
}

/** A script that starts itself again starts nothing that was not found the first time. */
function isInside(path: string, { file, running }: Shell): boolean {
  return path === file || running.includes(path);
}

function takesText(word: string): boolean {
  const name = posix.basename(word);
  return INTERPRETER.test(name) || name === 'su' || name === 'runuser';
}

/** `sudo -u min`, `su - min -c …`, `gosu min …`; root if nobody is named. */
function userOf(program: string, rest: readonly string[]): string {
  const option = rest.findIndex((word) => /^(?:-u|--user|--reuid|--chuid)$/.test(word));
  const joined = rest
    .map((word) => /^(?:--user=|--reuid=|--chuid=|-u)(.+)$/.exec(word)?.[1])
    .find((one) => one);
  const first = /^(?:su|runuser|gosu|su-exec)$|setuidgid$/.test(program)
    ? rest.find((word) => !word.startsWith('-'))
    : undefined;
  return joined ?? (option < 0 ? first : rest[option + 1]) ?? 'root';
}
