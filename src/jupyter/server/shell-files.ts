import { posix } from 'node:path';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';

/** Where a command runs. */
interface Place {
  readonly system: System;
  readonly cwd: string | undefined;
}

/** Bytes. Scripts that people write are small; a larger file is a program. */
const LARGEST_SCRIPT = 65_536;

/** The name of a shell. */
export const INTERPRETER = /^(?:ba|da|z|k|a|mk)?sh$/;

/** What `$(cat FILE)` and `$(< FILE)` give. */
export async function filesShown(
  text: string,
  system: System,
  pathOf: (raw: string) => string | undefined,
): Promise<Map<string, string>> {
  const shown = new Map<string, string>();
  for (const [command, path = ''] of text.matchAll(
    /(?<=\$\(|`)\s*(?:cat\s+|<\s*)([^\s()|;&`]+)\s*(?=[)`])/g,
  )) {
    const file = pathOf(path);
    const content = file === undefined ? undefined : await readSmall(file, system);
    if (content !== undefined) shown.set(command, content.trimEnd());
  }
  return shown;
}

/** The shell script that a word names. */
export async function scriptAt(
  word: string,
  runner: string,
  at: Place,
): Promise<{ path: string; text: string } | undefined> {
  const isRun = INTERPRETER.test(posix.basename(runner));
  if (/^(?:-|\w+=)/.test(word) || !(isRun || /\/|\.sh$/.test(word))) return undefined;
  const path = pathIn(word, at);
  const text = path === undefined ? undefined : await readSmall(path, at.system);
  if (text === undefined || path === undefined || text.includes('\0')) return undefined;
  const isScript =
    isRun || /^#!.*\b(?:ba|da|z|k)?sh\b/.test(text) || (path.endsWith('.sh') && !text.startsWith('#!'));
  return isScript ? { path, text } : undefined;
}

/** The full path; undefined if it depends on what is not known. */
export function pathIn(path: string, { cwd, system }: Place): string | undefined {
  const whole = path.replace(/^~(?=\/|$)/, system.home);
  if (/[$`%]/.test(whole)) return undefined;
  if (posix.isAbsolute(whole)) return whole;
  return cwd === undefined ? undefined : posix.resolve(cwd, whole);
}

/** The text of a small regular file. */
export async function readSmall(path: string, { files }: System): Promise<string | undefined> {
  const facts = await files.facts(path).catch(() => undefined);
  if (facts?.kind !== 'file' || facts.size > LARGEST_SCRIPT) return undefined;
  return readText(path, files);
}
