import type { Files } from './system.ts';

/** A running process as Linux's /proc tells it. */
export interface ProcessFacts {
  readonly pid: number;
  /** Whose rights it has. */
  readonly uid: number | undefined;
  readonly args: readonly string[];
  /** What it was started with; undefined where it belongs to somebody else. */
  readonly env: Readonly<Record<string, string>> | undefined;
}

/** Reads what a process was started with; undefined where there is no such process, or no /proc. */
export async function readProcess(
  pid: number,
  files: Pick<Files, 'read'>,
): Promise<ProcessFacts | undefined> {
  const read = async (name: string): Promise<string | undefined> => {
    const bytes = await files.read(`/proc/${pid}/${name}`).catch(() => undefined);
    return bytes && new TextDecoder().decode(bytes);
  };
  const [cmdline, environ, status] = await Promise.all([read('cmdline'), read('environ'), read('status')]);
  if (cmdline === undefined) return undefined;
  const uid = /^Uid:\s+\d+\s+(\d+)/m.exec(status ?? '')?.[1];
  return {
    pid,
    uid: uid === undefined ? undefined : Number(uid),
    args: cmdline.split('\0').slice(0, -1),
    env: environ ? Object.fromEntries(environ.split('\0').flatMap(pairOf)) : undefined,
  };
}

function pairOf(text: string): [string, string][] {
  const at = text.indexOf('=');
  return at > 0 ? [[text.slice(0, at), text.slice(at + 1)]] : [];
}
