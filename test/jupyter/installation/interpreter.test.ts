import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findInterpreter, interpreterIn } from '../../../src/jupyter/installation/interpreter.ts';
import { localSystem } from '../local-system.ts';

describe('the Python a script names', () => {
  const cases: [string, string, string | undefined][] = [
    ['a plain shebang', '#!/opt/env/bin/python\n', '/opt/env/bin/python'],
    ['a version in the name, options after it', '#!/usr/bin/python3.11 -sE\n', '/usr/bin/python3.11'],
    ['a blank before the path', '#! /usr/bin/python3\n', '/usr/bin/python3'],
    ['Windows line ends', '#!/usr/bin/python3\r\nimport sys\r\n', '/usr/bin/python3'],
    ['env', '#!/usr/bin/env python3\n', 'python3'],
    ['env with options', '#!/usr/bin/env -S python3 -s\n', 'python3'],
    [
      'a path too long or with a blank',
      "#!/bin/sh\n'''exec' \"/home/a b/env/bin/python\" \"$0\" \"$@\"\n' '''\n",
      '/home/a b/env/bin/python',
    ],
    [
      'the same, unquoted',
      "#!/bin/sh\n'''exec' /home/very/long/env/bin/python3 \"$0\" \"$@\"\n' '''\n",
      '/home/very/long/env/bin/python3',
    ],
    [
      'a script that finds its Python beside itself',
      '#!/bin/sh\n\'\'\'exec\' "$(dirname -- "$(realpath -- "$0")")"/\'python\' "$0" "$@"\n',
      '/env/bin/python',
    ],
    ['PyPy', '#!/opt/pypy/bin/pypy3\n', '/opt/pypy/bin/pypy3'],
    ['a shell wrapper', '#!/bin/bash\nexec /nix/store/jupyter "$@"\n', undefined],
    ['another language', '#!/usr/bin/perl\n', undefined],
    ['no shebang', 'import sys\n', undefined],
    ['an empty file', '', undefined],
  ];
  it.each(cases)('%s', (_name, text, expected) => {
    expect(interpreterIn(text, '/env/bin/jupyter-lab')).toBe(expected);
  });
});

describe('the Python behind a command', () => {
  let home: string;
  beforeEach(async () => {
    home = await realpath(await mkdtemp(join(tmpdir(), 'jupyter-expose-')));
  });
  afterEach(() => rm(home, { recursive: true }));

  async function script(path: string, text: string): Promise<string> {
    const full = join(home, path);
    await mkdir(join(full, '..'), { recursive: true });
    await writeFile(full, text);
    await chmod(full, 0o755);
    return full;
  }
  const system = (env: Record<string, string> = {}) =>
    localSystem({ env: { PATH: '/usr/bin:/bin', ...env }, home });

  it('is found through a symbolic link, as Homebrew and pipx make them', async () => {
    const real = await script('venvs/jupyterlab/bin/jupyter-lab', '#!/opt/venvs/jupyterlab/bin/python\n');
    const link = join(home, 'jupyter-lab');
    await symlink(real, link);
    expect(await findInterpreter(link, system())).toEqual({
      path: '/opt/venvs/jupyterlab/bin/python',
      script: real,
    });
  });

  it('is looked up on PATH behind env', async () => {
    const python = await script('bin/python3', '#!/bin/sh\n');
    const command = await script('app/jupyter-lab', '#!/usr/bin/env python3\n');
    const found = await findInterpreter(command, system({ PATH: `${join(home, 'bin')}:/usr/bin` }));
    expect(found?.path).toBe(python);
  });

  it('is asked of pyenv behind its shims', async () => {
    const real = await script('versions/3.11/bin/jupyter-lab', '#!/versions/3.11/bin/python3.11\n');
    const pyenv = await script(
      'libexec/pyenv',
      `#!/bin/sh\n[ "$1 $2" = "which jupyter-lab" ] && echo "${real}"\n`,
    );
    const shim = await script(
      'shims/jupyter-lab',
      `#!/usr/bin/env bash\nset -e\nprogram="\${0##*/}"\nexec "${pyenv}" exec "$program" "$@"\n`,
    );
    expect((await findInterpreter(shim, system()))?.path).toBe('/versions/3.11/bin/python3.11');
  });

  it('stands beside the launcher on Windows', async () => {
    const asked: string[] = [];
    const local = system();
    const windows = {
      ...local,
      platform: 'win32' as const,
      files: {
        ...local.files,
        realPath: async (path: string) => path,
        facts: async (path: string) => {
          asked.push(path);
          return { kind: 'file' as const, mode: 0o666, uid: 0, gid: 0, size: 1, mtimeMs: 0 };
        },
      },
    };
    const found = await findInterpreter('C:\\env\\Scripts\\jupyter-lab.exe', windows);
    expect(found?.path).toBe('C:\\env\\python.exe');
    expect(asked).toEqual(['C:\\env\\python.exe']);
  });
});
