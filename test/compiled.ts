import { chmodSync, mkdtempSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Compiles src/ into `dist` of a temporary directory, each file under its own name, for tests that need it in separate
 * processes. Links `node_modules` beside it. The caller removes the directory.
 */
export function compileSources(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'jupyter-expose-compiled-')));
  chmodSync(directory, 0o755);
  writeFileSync(join(directory, 'package.json'), '{"type": "module"}');
  symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  const names = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  buildSync({
    entryPoints: names.filter((name) => name.endsWith('.ts')).map((name) => join(ROOT, 'src', name)),
    outbase: join(ROOT, 'src'),
    outdir: join(directory, 'dist'),
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return directory;
}
