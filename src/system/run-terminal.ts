import { spawn } from 'node:child_process';
import { startTrouble } from './run-probe.ts';
import type { RunOptions, RunResult } from './system.ts';

/**
 * Runs a program that may ask the person something (sudo its password): it stays in the foreground of the terminal, so
 * that a Ctrl-C reaches it too, and nobody's clock ticks while somebody types. What it complains about is seen at once.
 */
export function runOnTerminal(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { cwd }: RunOptions,
): Promise<RunResult> {
  return new Promise((resolve) => {
    const output = { stdout: '', stderr: '' };
    const child = spawn(command, args, { env, cwd, stdio: ['inherit', 'pipe', 'pipe'] });
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output.stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      output.stderr += chunk;
      process.stderr.write(chunk);
    });
    child.once('error', (error) => resolve({ code: undefined, ...output, trouble: startTrouble(error) }));
    child.once('close', (code) =>
      resolve(code === null ? { code: undefined, ...output, trouble: 'signal' } : { code, ...output }),
    );
  });
}
