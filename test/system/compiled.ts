import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Compiles src/ into a temporary directory, for tests that need it in separate processes. Links `node_modules` beside
 * it. The caller removes the directory.
 */
export function compileSource(): string {
  const root = path.resolve(import.meta.dirname, '../..');
  const directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'jupyter-expose-compiled-')));
  fs.chmodSync(directory, 0o755);
  fs.writeFileSync(path.join(directory, 'package.json'), '{"type": "module"}');
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(directory, 'node_modules'));
  const compiler = path.join(root, 'node_modules', '.bin', 'tsc');
  const out = path.join(directory, 'dist');
  spawnSync(compiler, ['-p', path.join(root, 'tsconfig.build.json'), '--outDir', out], { cwd: root });
  if (!fs.existsSync(path.join(out, 'system', 'node-system.js'))) throw new Error('src/ was not compiled');
  return directory;
}
