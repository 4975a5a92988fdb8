import { readFileSync, readlinkSync } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { readText } from './read-text.ts';
import type { Files } from './system.ts';

/** Fields of /proc/<pid>/stat on Linux: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
interface ProcStat {
  readonly state: string;
  /** The id of its process group. */
  readonly group: number;
  /** Clock ticks since boot. */
  readonly started: string;
}

function readProcStat(pid: number): ProcStat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may contain spaces and parentheses, so fields are counted from the last parenthesis.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', group: Number(fields[2]), started: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

/** Whether a process with this id is running. True also for a process of another user, false for a zombie. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  // A killed process that its parent never reaps (in a container without init) still accepts signals.
  const state = readProcStat(pid)?.state;
  return state !== 'Z' && state !== 'X';
}

/** The process group; undefined if unavailable. */
export function groupOf(pid: number): number | undefined {
  return readProcStat(pid)?.group;
}

/** The start time of the process in a system-specific unit; '' if unavailable. Distinguishes recycled process ids. */
export function startOf(pid: number): string {
  return readProcStat(pid)?.started ?? '';
}

/**
 * Clock ticks per second in /proc, independent of the kernel's own clock:
 * https://man7.org/linux/man-pages/man7/time.7.html
 */
const TICKS = 100;

/** The start time of the process, in milliseconds since 1970; undefined if unavailable. */
export function startedAt(pid: number): number | undefined {
  const ticks = Number(startOf(pid) || Number.NaN);
  const uptime = Number.parseFloat(unlessFailed(() => readFileSync('/proc/uptime', 'utf8')));
  const started = Date.now() - (uptime - ticks / TICKS) * 1000;
  return Number.isFinite(started) ? started : undefined;
}

/** The scope in which this process's id is unique: the host, its boot, and the container's pid namespace. */
export function processWorld(): string {
  return [hostname(), unlessFailed(readBootId), unlessFailed(readPidSpace)].join(' ');
}

function readBootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

function readPidSpace(): string {
  return readlinkSync('/proc/self/ns/pid');
}

function unlessFailed(read: () => string): string {
  try {
    return read();
  } catch {
    return ''; // not Linux: the host name has to suffice
  }
}

/** A running process according to Linux's /proc. */
export interface ProcessFacts {
  readonly pid: number;
  /** The effective user id. */
  readonly uid: number | undefined;
  readonly args: readonly string[];
  /** Ctrl-Z or SIGSTOP: it keeps its sockets, and never answers. */
  readonly isSuspended: boolean;
  /** The environment it was started with; undefined for a process of another user. */
  readonly env: Readonly<Record<string, string>> | undefined;
}

/** Reads the facts of a process; undefined if there is no such process, or no /proc. */
export async function readProcess(
  pid: number,
  files: Pick<Files, 'read'>,
): Promise<ProcessFacts | undefined> {
  const read = (name: string) => readText(`/proc/${pid}/${name}`, files);
  const [cmdline, environ, status] = await Promise.all([read('cmdline'), read('environ'), read('status')]);
  if (cmdline === undefined) return undefined;
  const uid = /^Uid:\s+\d+\s+(\d+)/m.exec(status ?? '')?.[1];
  return {
    pid,
    uid: uid === undefined ? undefined : Number(uid),
    isSuspended: /^State:\s+T\b/m.test(status ?? ''),
    args: cmdline.split('\0').slice(0, -1),
    env: environ ? Object.fromEntries(environ.split('\0').flatMap(pairOf)) : undefined,
  };
}

function pairOf(text: string): [string, string][] {
  const at = text.indexOf('=');
  return at > 0 ? [[text.slice(0, at), text.slice(at + 1)]] : [];
}

const LISTENING = '0A';

/** Whether a process itself holds a listening TCP socket with this port; undefined if its files cannot be seen. */
export async function listensOn(pid: number, port: number): Promise<boolean | undefined> {
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/${pid}/net/${name}`, 'utf8').catch(() => '')),
  );
  const sockets = tables.flatMap((table) =>
    table.split('\n').flatMap((row) => {
      const [, local = '', , state, , , , , , inode] = row.trim().split(/\s+/);
      return state === LISTENING && Number.parseInt(local.split(':')[1] ?? '', 16) === port
        ? [`socket:[${inode}]`]
        : [];
    }),
  );
  const names = await readdir(`/proc/${pid}/fd`).catch(() => undefined);
  if (names === undefined) return undefined;
  const links = names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => ''));
  return (await Promise.all(links)).some((link) => sockets.includes(link));
}
