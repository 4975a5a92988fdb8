import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { RouterLab, Where } from './router-lab.ts';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));

/** A piece of code that may import from src/ ('@/net/node/gateways.ts'), as a program; it must print one JSON value. */
export async function makeProgram(directory: string, name: string, code: string): Promise<string> {
  const outfile = join(directory, `${name}.mjs`);
  await build({
    stdin: { contents: code.replaceAll("'@/", `'${SRC}/`), resolveDir: SRC, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
    banner: {
      js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);",
    },
  });
  return outfile;
}

/** Runs such a program in the lab, with its arguments as JSON; what it printed. Throws with its stderr when it failed. */
export async function runInLab(
  lab: RouterLab,
  where: Where,
  program: string,
  args: unknown = {},
): Promise<unknown> {
  const { status, stdout, stderr } = await lab.exec(where, [process.execPath, program, JSON.stringify(args)]);
  if (status !== 0) throw new Error(`${program} in ${where}: ${stderr}`);
  return JSON.parse(stdout);
}
