import { describe, expect, it } from 'vitest';
import { findLaunches, shellWords } from '../../../src/jupyter/server/launches.ts';
import { nodeSystem } from '../../../src/system/node-system.ts';
import type { System } from '../../../src/system/system.ts';

/** A computer with these files, and this table of cron. */
function systemWith(files: Readonly<Record<string, string>>, crontab = ''): System {
  const real = nodeSystem();
  return {
    ...real,
    platform: 'linux',
    home: '/home/min',
    env: {},
    run: async () => ({ ...NOTHING, code: crontab === '' ? 1 : 0, stdout: crontab }),
    files: {
      ...real.files,
      list: async (directory) =>
        Object.keys(files)
          .filter((path) => path.startsWith(`${directory}/`))
          .map((path) => path.slice(directory.length + 1)),
      read: async (path) => (files[path] === undefined ? undefined : Buffer.from(files[path])),
    },
  };
}
const NOTHING = { stdout: '', stderr: '', signal: null };

const told = async (system: System) =>
  (await findLaunches(system)).map(({ kind, args, env, user }) => ({
    kind,
    user,
    args: args.map(({ text, line }) => `${line} ${text}`),
    env: env.map(({ name, value, file, line }) => `${file}:${line} ${name}=${value}`),
  }));

const UNIT = '/etc/systemd/system/jupyter.service';

describe('what starts a Jupyter by itself', () => {
  it('a unit: its flags, its variables and the file of variables', async () => {
    const text = [
      '[Unit]',
      'Description=Jupyter',
      '[Service]',
      'User=min',
      'Environment="JUPYTER_TOKEN=12 34" OTHER=x',
      'EnvironmentFile=-/etc/jupyter.env',
      'ExecStart=/opt/conda/bin/jupyter lab --ip=127.0.0.1 \\',
      '  --port 9999 --ServerApp.token=""',
      '',
    ].join('\n');
    const files = { [UNIT]: text, '/etc/jupyter.env': '# ours\nJUPYTER_TOKEN_FILE="/x y"\n' };
    expect(await told(systemWith(files))).toEqual([
      {
        kind: 'systemd',
        user: 'min',
        args: [
          '7 /opt/conda/bin/jupyter',
          '7 lab',
          '7 --ip=127.0.0.1',
          '7 --port',
          '7 9999',
          '7 --ServerApp.token=',
        ],
        env: [
          `${UNIT}:5 JUPYTER_TOKEN=12 34`,
          `${UNIT}:5 OTHER=x`,
          '/etc/jupyter.env:2 JUPYTER_TOKEN_FILE=/x y',
        ],
      },
    ]);
  });

  it('a unit with a shell line: the words of Jupyter alone', async () => {
    const line = `ExecStart=/bin/bash -lc "source ~/venv/bin/activate && jupyter-notebook --NotebookApp.token='' > log"`;
    const [found] = await told(systemWith({ [UNIT]: `[Service]\n${line}\n` }));
    expect(found?.args).toEqual(['2 jupyter-notebook', '2 --NotebookApp.token=']);
  });

  it('a line of cron, with the variables above it and in it', async () => {
    const table =
      '# mine\nJUPYTER_TOKEN=abc\n@reboot cd /data && A=1 jupyter lab --no-browser &\n0 4 * * * backup\n';
    expect(await told(systemWith({}, table))).toEqual([
      {
        kind: 'cron',
        user: undefined,
        args: ['3 jupyter', '3 lab', '3 --no-browser'],
        env: ['crontab:2 JUPYTER_TOKEN=abc', 'crontab:3 A=1'],
      },
    ]);
  });

  it('a program of supervisor; others are left out', async () => {
    const path = '/etc/supervisor/conf.d/lab.conf';
    const text = [
      '[program:web]',
      'command=nginx',
      '[program:lab]',
      "command=/usr/bin/jupyter notebook --NotebookApp.token='' ; open",
      'environment=HOME="/home/min",JUPYTER_TOKEN="a,b"',
      'user=min',
    ].join('\n');
    expect(await told(systemWith({ [path]: text }))).toEqual([
      {
        kind: 'supervisor',
        user: 'min',
        args: ['4 /usr/bin/jupyter', '4 notebook', '4 --NotebookApp.token='],
        env: [`${path}:5 HOME=/home/min`, `${path}:5 JUPYTER_TOKEN=a,b`],
      },
    ]);
  });

  it.each([
    [`a 'b c' "d \\"e" f\\ g`, ['a', 'b c', 'd "e', 'f g']],
    [`--token='' x`, ['--token=', 'x']],
  ])('%s are the words of a shell', (line, words) => {
    expect(shellWords(line)).toEqual(words);
  });
});
