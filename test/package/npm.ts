import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** This machine's npm cache, so that tests do not download the project's packages again. */
const CACHE = execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8', cwd: ROOT }).trim();

/** An environment with only the programs and the npm cache of this machine. */
export function cleanEnv(home: string): Record<string, string> {
  const path = [dirname(process.execPath), '/usr/bin', '/bin'].join(':');
  return {
    HOME: home,
    PATH: path,
    LANG: 'C.UTF-8',
    npm_config_cache: CACHE,
    npm_config_prefer_offline: 'true',
  };
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program until it ends, with this standard input. */
export function run(
  command: string,
  args: readonly string[],
  options: { cwd: string; env: Record<string, string>; input?: string },
): Ended {
  const { status, stdout, stderr } = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    timeout: 300_000,
  });
  return { code: status, stdout, stderr };
}

/** Copies every file that git tracks or would add, like a fresh clone with the uncommitted work. */
export function copyClone(to: string): void {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const name of listed.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    cpSync(join(ROOT, name), join(to, name));
  }
}
