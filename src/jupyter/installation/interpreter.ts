import { posix, win32 } from 'node:path';
import type { System } from '../../system/system.ts';
import { findExecutable } from './executables.ts';

/** The Python that runs a command, and the command's file after resolving shims and links. */
export interface Interpreter {
  readonly path: string;
  readonly script: string;
}

const PYTHON = /(?:^|[/\\])(?:python|pypy)[0-9.]*(?:\.exe)?$/i;
const PYENV_ASK_TIMEOUT_MS = 5_000;

/** Binary launchers: where their Python is, relative to their folder. Untested: no machine here can run them. */
const BINARY_LAUNCHERS = [
  { platform: 'win32', ends: '.exe', candidates: ['..\\python.exe', 'python.exe'], verified: 'no' },
] as const;

/** Finds the Python that runs a Jupyter command; undefined when the command does not reveal it (a custom wrapper). */
export async function findInterpreter(command: string, system: System): Promise<Interpreter | undefined> {
  const script = await system.files.realPath(command);
  const launcher = BINARY_LAUNCHERS.find(
    (row) => row.platform === system.platform && script.toLowerCase().endsWith(row.ends),
  );
  if (launcher !== undefined) {
    return besideLauncher(script, launcher.candidates, system);
  }
  const bytes = await system.files.read(script).catch(() => undefined);
  if (bytes === undefined) {
    return undefined;
  }
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, 4096));
  const pyenv = pyenvProgram(text);
  if (pyenv !== undefined) {
    return behindPyenv(pyenv, command, system);
  }
  const named = interpreterIn(text, script);
  const path =
    named === undefined || named.includes('/') ? named : await findExecutable(named, system, { extra: [] });
  return path === undefined ? undefined : { path, script };
}

async function besideLauncher(
  script: string,
  candidates: readonly string[],
  system: System,
): Promise<Interpreter | undefined> {
  for (const candidate of candidates) {
    const path = win32.join(win32.dirname(script), candidate);
    if ((await system.files.facts(path))?.kind === 'file') {
      return { path, script };
    }
  }
  return undefined;
}

/**
 * The interpreter named in a script's first lines: `#!/path/python`, `#!/usr/bin/env [-S] python3`, or the
 * form for long or relocatable paths, `#!/bin/sh` with `'''exec' "/path/python" "$0" "$@"` in line 2.
 * A bare name must be looked up on PATH; undefined when it is not a Python.
 */
export function interpreterIn(text: string, script: string): string | undefined {
  const [first = '', second = ''] = text.split(/\r?\n/);
  const shebang = /^#!\s*(\S+)\s*(.*)$/.exec(first);
  if (shebang === null) {
    return undefined;
  }
  const [, program = '', rest = ''] = shebang;
  if (posix.basename(program) === 'env') {
    return pythonOr(
      rest.split(/\s+/).find((word) => word !== '' && !word.startsWith('-') && !word.includes('=')),
    );
  }
  if (/^(?:ba|da|z)?sh$/.test(posix.basename(program))) {
    return execTarget(second, script);
  }
  return pythonOr(program);
}

function execTarget(line: string, script: string): string | undefined {
  const relocatable = /exec'?\s+"\$\(dirname .*\)"\/'?([\w.]+)'?/.exec(line);
  if (relocatable?.[1] !== undefined) {
    return pythonOr(posix.join(posix.dirname(script), relocatable[1]));
  }
  const exec = /^(?:'''|"""|["'])exec["']?\s+(?:"([^"]+)"|'([^']+)'|(\S+))/.exec(line);
  return pythonOr(exec?.[1] ?? exec?.[2] ?? exec?.[3]);
}

function pythonOr(path: string | undefined): string | undefined {
  return path !== undefined && PYTHON.test(path) ? path : undefined;
}

/** The pyenv program that a shim calls; undefined when this is not a shim. */
function pyenvProgram(text: string): string | undefined {
  return /^exec "([^"]*\/pyenv)" exec /m.exec(text)?.[1];
}

async function behindPyenv(pyenv: string, command: string, system: System): Promise<Interpreter | undefined> {
  const { code, stdout } = await system.run(pyenv, ['which', posix.basename(command)], {
    timeout: PYENV_ASK_TIMEOUT_MS,
  });
  const target = stdout.trim();
  return code === 0 && target !== '' && target !== command ? findInterpreter(target, system) : undefined;
}
