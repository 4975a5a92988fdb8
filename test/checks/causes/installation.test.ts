import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Bench } from './bench.ts';
import { describeCauses } from './causes.ts';

/** The person's own directory of commands: first on nobody's PATH but this one. */
function command(bench: Bench, name: string, text: string): string {
  const directory = bench.home.at('bin');
  mkdirSync(directory, { recursive: true });
  const path = join(directory, name);
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

const ENTRY = 'from notebook.app import main\nmain()\n';
const onlyHere = (bench: Bench) => ({ PATH: [bench.home.at('bin'), '/usr/bin', '/bin'].join(':') });
const inBin = (bench: Bench) => bench.home.at('bin', 'jupyter-notebook');

/** Needs no Jupyter at all: the commands are what pip and pipx leave behind. */
describeCauses('the command ends before it reads anything', [
  {
    id: 'jupyter-interpreter-gone',
    what: "the Python of the environment was upgraded away, pip's script stayed",
    on: 'nb7',
    env: onlyHere,
    prepare: (bench) => void command(bench, 'jupyter-notebook', `#!/opt/python3.8/bin/python3.8\n${ENTRY}`),
    async symptom(bench) {
      const { code, stderr } = await bench.exec(['/bin/bash', '-c', inBin(bench).replaceAll(' ', '\\ ')]);
      expect(code).not.toBe(0);
      expect(stderr).toMatch(/bad interpreter|No such file|required file not found/);
    },
  },
  {
    id: 'jupyter-package-gone',
    what: 'the package was uninstalled, its command stayed',
    on: 'nb7',
    env: onlyHere,
    prepare: (bench) => void command(bench, 'jupyter-notebook', `#!/usr/bin/env -S python3 -S\n${ENTRY}`),
    async symptom(bench) {
      const { code, stderr } = await bench.exec([
        '/usr/bin/env',
        'PATH=/usr/bin:/bin',
        inBin(bench),
        '--version',
      ]);
      expect(code).not.toBe(0);
      expect(stderr).toMatch(/ModuleNotFoundError|ImportError|No such file/);
    },
  },
  {
    id: 'jupyter-link-dangling',
    what: "pipx's environment was deleted, its link in ~/.local/bin stayed",
    on: 'nb7',
    env: onlyHere,
    prepare(bench) {
      mkdirSync(bench.home.at('bin'));
      symlinkSync(bench.home.at('pipx', 'venvs', 'notebook', 'bin', 'jupyter-notebook'), inBin(bench));
    },
    async symptom(bench) {
      const { code, stderr } = await bench.exec(['/bin/bash', '-c', `"${inBin(bench)}" --version`]);
      expect(code).toBe(127);
      expect(stderr).toContain('No such file');
    },
  },
]);
