import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseTarget } from '../../../src/jupyter/choose-target.ts';
import { findInstallations } from '../../../src/jupyter/installation/find-installations.ts';
import { localSystem } from '../local-system.ts';

let home: string;
beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'jupyter expose 집 ')));
});
afterEach(() => rm(home, { recursive: true }));

async function program(path: string, text: string): Promise<string> {
  const full = join(home, path);
  await mkdir(dirname(full), { recursive: true, mode: 0o755 });
  await writeFile(full, text);
  await chmod(full, 0o755);
  return full;
}

/** A command in a directory, and a Python that answers for its package. */
async function jupyter(directory: string, app: 'notebook' | 'lab'): Promise<string> {
  const versions = {
    [app === 'lab' ? 'jupyterlab' : app]: '4.5.6',
    jupyter_server: '2.0.0',
    jupyter_core: '5.0',
  };
  const paths = { config: [], configDir: join(home, '.jupyter'), runtimeDir: '', dataDirs: [] };
  const answer = JSON.stringify({
    versions,
    python: '3.11',
    prefix: '/e',
    basePrefix: '/usr',
    conda: false,
    paths,
  });
  const python = await program(`${directory}/python3`, `#!/bin/sh\necho 'jupyter-expose-probe:${answer}'\n`);
  return program(`${directory}/jupyter-${app}`, `#!/bin/sh\n'''exec' "${python}" "$0" "$@"\n' '''\n`);
}

const system = (env: Record<string, string> = {}) => localSystem({ env: { PATH: '/nowhere', ...env }, home });
const found = async (env?: Record<string, string>) =>
  (await findInstallations(system(env))).map(({ executable }) => executable);

it.each([
  '.local/bin',
  '.local/share/pipx/venvs/notebook/bin',
  '.local/share/uv/tools/jupyterlab/bin',
  'miniforge3/envs/work/bin',
  '.pyenv/versions/3.11.7/bin',
])('a Jupyter in ~/%s is found without PATH, and named by its whole path', async (directory) => {
  const executable = await jupyter(directory, 'lab');
  const [one] = await findInstallations(system());
  expect(one).toMatchObject({ executable, command: `'${executable}'`, app: 'lab', isElsewhere: true });
});

it('what is on PATH comes first and alone, unless another is named by its path', async () => {
  const elsewhere = await jupyter('.local/bin', 'lab');
  const onPath = await jupyter('env/bin', 'notebook');
  const PATH = dirname(onPath);
  expect(await found({ PATH })).toEqual([onPath]);
  const all = await findInstallations(system({ PATH }), elsewhere);
  expect(all.map(({ executable }) => executable)).toEqual([elsewhere, onPath]);
  expect(parseTarget(elsewhere)).toEqual({ app: 'lab', version: undefined, executable: elsewhere });
});

it('what somebody else may have put there is not run', async () => {
  await jupyter('.local/bin', 'lab');
  const pipx = await jupyter('.local/share/pipx/venvs/notebook/bin', 'notebook');
  await chmod(join(home, '.local/bin'), 0o777);
  expect(await found()).toEqual([pipx]);
});

it('every environment that conda knows is looked at', async () => {
  const executable = await jupyter('srv/env/bin', 'notebook');
  await mkdir(join(home, '.conda'));
  await writeFile(join(home, '.conda/environments.txt'), `${join(home, 'srv/env')}\n`);
  expect(await found()).toEqual([executable]);
});
