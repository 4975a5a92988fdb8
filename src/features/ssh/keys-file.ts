import { resolve } from 'node:path';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { DEFAULT_PORT } from '../../net/parse-port.ts';
import type { RemoveFile, WriteFile } from '../../plan/change.ts';
import { decodeText } from '../../prompt/stdin.ts';
import { effectiveSetting } from '../../situation/effective-setting.ts';
import type { Situation } from '../../situation/situation.ts';
import { requireOwn } from '../../system/ownership.ts';
import { pathsOf } from '../../system/paths.ts';
import { readNamedFile } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';
import { type KeyLine, lineFor, type PublicKey, readKeyLines } from './key-line.ts';

/** Only its owner may write the file: sshd(8), StrictModes. */
const PRIVATE = 0o600;

/** A file with the keys that may log in. */
export interface KeysFile {
  readonly path: string;
  /** Bytes as Latin-1, so that every byte of other lines stays; undefined if there is no file. */
  readonly text: string | undefined;
  readonly lines: readonly KeyLine[];
}

/** The named authorized_keys file, else the usual one. Throws ExposeError('environment') if others may have written it. */
export async function readKeysFile(system: System, named: string | undefined): Promise<KeysFile> {
  const path = keysPath(system, named);
  await requireOwn(path, system);
  const bytes = await system.files.read(path);
  if (bytes === undefined) return { path, text: undefined, lines: [] };
  const text = Buffer.from(bytes).toString('latin1');
  return { path, text, lines: readKeyLines(text) };
}

export function keysPath(system: System, named: string | undefined): string {
  return named === undefined
    ? pathsOf(system).join(system.home, '.ssh', 'authorized_keys')
    : resolve(system.cwd, named.replace(/^~(?=[/\\]|$)/, system.home));
}

/** The text of a file with public keys. Throws ExposeError('answer') if there is none. */
export async function keyText(system: System, file: string): Promise<string> {
  const path = resolve(system.cwd, file);
  const bytes = await readNamedFile(path, system.files);
  if (bytes === undefined) throw new ExposeError('answer', t().cert.noFile(path), t().ssh.key.noneHint);
  return decodeText(bytes, path);
}

/** The port that the keys open: where Jupyter listens. */
export async function jupyterPort(situation: Situation): Promise<number> {
  const { value } = await effectiveSetting(situation, 'port');
  return typeof value === 'number' ? value : DEFAULT_PORT;
}

/**
 * Adds the keys, or lets those of ours open another port. A key that may already do more keeps that: sshd takes the first
 * line of a key, and the person uses it for more than Jupyter.
 */
export function withKeys(file: KeysFile, keys: readonly PublicKey[], port: number): WriteFile[] {
  const wider = keys.find(({ blob }) => file.lines.some((line) => line.blob === blob && !line.isOurs));
  if (wider !== undefined)
    throw new ExposeError('answer', t().ssh.key.wider(file.path), t().ssh.key.widerHint);
  const kept = linesOf(file).filter(
    (_line, at) =>
      !file.lines.some(({ line, blob }) => line === at + 1 && keys.some((key) => key.blob === blob)),
  );
  return rewritten(file, [...kept, ...keys.map((key) => lineFor(key, port))]);
}

/** Our keys open this port, and no other one, from now on. */
export function withPort(file: KeysFile, port: number): WriteFile[] {
  const ours = file.lines.filter(({ isOurs }) => isOurs);
  const lines = linesOf(file).map((text, at) => {
    const key = ours.find(({ line }) => line === at + 1);
    return key === undefined ? text : lineFor(key, port);
  });
  return rewritten(file, lines);
}

/** Takes our keys away, or only those with these data. A file that holds nothing else is removed. */
export function withoutKeys(
  file: KeysFile,
  blobs: readonly string[] | undefined,
): (WriteFile | RemoveFile)[] {
  const gone = file.lines.filter(
    ({ isOurs, blob }) => isOurs && (blobs === undefined || blobs.includes(blob)),
  );
  if (gone.length === 0) return [];
  const kept = linesOf(file).filter((_line, at) => !gone.some(({ line }) => line === at + 1));
  if (kept.every((line) => line.trim() === ''))
    return [{ kind: 'remove-file', path: file.path, secret: false }];
  return rewritten(file, kept);
}

/** The lines without the empty one after the last line end. */
function linesOf({ text = '' }: KeysFile): string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function rewritten({ path, text }: KeysFile, lines: readonly string[]): WriteFile[] {
  const after = lines.map((line) => `${line}\n`).join('');
  if (after === text) return [];
  return [{ kind: 'write-file', path, bytes: Buffer.from(after, 'latin1'), mode: PRIVATE, secret: false }];
}
