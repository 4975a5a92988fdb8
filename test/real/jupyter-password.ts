import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Environment } from '../environments.ts';
import { environmentOf } from './server.ts';

/** Runs the real `jupyter APP password` and returns the file with the hash. */
export async function jupyterPassword(
  environment: Environment,
  app: 'server' | 'notebook',
  home: string,
  password: string,
): Promise<string> {
  const child = spawn(environment.bin(`jupyter-${app}`), ['password'], {
    cwd: home,
    env: environmentOf({ environment, home }),
    detached: true, // without a controlling terminal it reads the password from standard input
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stdin.end(`${password}\n${password}\n`);
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`jupyter ${app} password: exit code ${code}\n${said}`);
  return join(home, '.jupyter', `jupyter_${app}_config.json`);
}
