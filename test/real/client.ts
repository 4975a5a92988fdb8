import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Namespace } from './namespace.ts';

/** The server to connect to, from inside `netns` if given. */
export interface Target {
  host: string;
  port: number;
  /** With a slash at both ends; '/' by default. */
  basePath?: string;
  /** Uses https with these options, e.g. `{ rejectUnauthorized: false }` or `{ ca }`. */
  tls?: { rejectUnauthorized?: boolean; ca?: string; servername?: string };
  headers?: Record<string, string>;
  netns?: Namespace;
}

/** `status` 0 means that there is no answer; `error` then has the code (`ECONNREFUSED`). */
export interface Answer {
  status: number;
  location: string;
  /** As a Cookie header. */
  cookies: string;
  body: string;
  error?: string;
}

const CLIENT = fileURLToPath(new URL('http-client.js', import.meta.url));

/** Logs in as a browser does. The status of the POST: 302 in, 401 wrong password, 500 malformed hash. */
export function login(target: Target & { password: string }): Promise<Answer> {
  return ask(target);
}

/** A GET below the base path without credentials, e.g. `api/status`: 403 if a login is required, else 200. */
export function get(target: Target & { path: string }): Promise<Answer> {
  return ask(target);
}

async function ask({
  netns,
  ...question
}: Target & ({ password: string } | { path: string })): Promise<Answer> {
  const [program = '', ...args] = [...(netns?.prefix ?? []), process.execPath, CLIENT];
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ basePath: '/', headers: {}, ...question }));
  return JSON.parse(await text(child.stdout));
}
