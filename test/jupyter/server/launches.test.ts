import { describe, expect, it } from 'vitest';
import { findLaunches as findLaunchesOf } from '../../../src/jupyter/server/launches.ts';
import { readServiceUnits } from '../../../src/jupyter/server/service-units.ts';
import { shellWords } from '../../../src/jupyter/server/shell-words.ts';
import { nodeSystem } from '../../../src/system/node-system.ts';
import type { System } from '../../../src/system/system.ts';

const findLaunches = async (system: Parameters<typeof readServiceUnits>[0]) =>
  findLaunchesOf(system, await readServiceUnits(system));

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
      list: async (directory) => [
        ...new Set(
          Object.keys(files)
            .filter((path) => path.startsWith(`${directory}/`))
            .map((path) => path.slice(directory.length + 1).split('/')[0] ?? ''),
        ),
      ],
      facts: async (path) =>
        files[path] === undefined
          ? undefined
          : { kind: 'file', mode: 0o644, uid: 1000, gid: 1000, size: files[path].length, mtimeMs: 0 },
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

/** What lets in, and where it stands: variables and options of the launches that are found. */
async function waysIn(files: Readonly<Record<string, string>>, crontab = ''): Promise<string[]> {
  const launches = await findLaunches(systemWith(files, crontab));
  const found = launches.flatMap(({ file, args, env }) => [
    ...env
      .filter(({ name }) => name.startsWith('JUPYTER_'))
      .map((one) => `${one.file}:${one.line} ${one.name}=${one.value}`),
    ...args
      .filter(({ text }) => /^--?\w+\.|^--config/.test(text))
      .map(({ text, line }) => `${file}:${line} ${text}`),
  ]);
  return [...new Set(found)];
}

const SYSTEM = '/etc/systemd/system';
const START = 'ExecStart=/usr/bin/jupyter lab';

describe('a unit of systemd', () => {
  const USER = '/home/min/.config/systemd/user/lab.service';
  const service = (...lines: readonly string[]) => `[Service]\n${lines.join('\n')}\n`;

  it.each<[string, Record<string, string>, readonly string[]]>([
    [
      'drop-ins, by name, whatever their directory; later ones win and an empty line takes back',
      {
        [USER]: service('Environment=JUPYTER_TOKEN=one', 'ExecStart=/usr/bin/jupyter lab --A.a=1'),
        [`${USER}.d/20.conf`]: service('ExecStart=', 'ExecStart=/usr/bin/jupyter lab --A.a=2'),
        '/etc/systemd/user/lab.service.d/10.conf': service('Environment=', 'Environment=JUPYTER_TOKEN=two'),
      },
      ['/etc/systemd/user/lab.service.d/10.conf:3 JUPYTER_TOKEN=two', `${USER}.d/20.conf:3 --A.a=2`],
    ],
    [
      'one of a package, changed by a drop-in of its prefix',
      {
        '/usr/lib/systemd/system/my-lab.service': service(START),
        [`${SYSTEM}/my-.service.d/a.conf`]: service('Environment=JUPYTER_TOKEN=a'),
      },
      [`${SYSTEM}/my-.service.d/a.conf:2 JUPYTER_TOKEN=a`],
    ],
    [
      'env before the program, with another program before it',
      { [USER]: service('ExecStart=/usr/bin/env -u X JUPYTER_TOKEN=abc nohup jupyter notebook -A.a=1') },
      [`${USER}:2 JUPYTER_TOKEN=abc`, `${USER}:2 -A.a=1`],
    ],
    [
      'a shell with assignments, exports and a shell in it',
      {
        [USER]: service(
          `ExecStart=/bin/sh -c 'export JUPYTER_TOKEN=abc; B=2; cd /x && sh -c "exec jupyter lab --A.a=1"'`,
          `ExecStart=/bin/sh -c "JUPYTER_TOKEN=de jupyter lab"`,
        ),
      },
      [`${USER}:2 JUPYTER_TOKEN=abc`, `${USER}:2 --A.a=1`, `${USER}:3 JUPYTER_TOKEN=de`],
    ],
    [
      'every word in quotes',
      { [USER]: service('ExecStart="/x/jupyter" "lab" "--A.a=1"') },
      [`${USER}:2 --A.a=1`],
    ],
    [
      'a comment between continued lines',
      { [USER]: service('ExecStart=/x/jupyter lab \\', '# --A.b=2 \\', '; no', ' --A.a=1') },
      [`${USER}:2 --A.a=1`],
    ],
    [
      'options in variables',
      {
        [USER]: service(
          'Environment="OPTS=--A.a=1 --A.b=2" TOKEN=abc',
          `ExecStart=/x/jupyter lab $OPTS --A.c=\${TOKEN} --A.d=$$`,
        ),
      },
      [1, 2]
        .map((one) => `${USER}:3 --A.${one === 1 ? 'a' : 'b'}=${one}`)
        .concat(`${USER}:3 --A.c=abc`, `${USER}:3 --A.d=$`),
    ],
    [
      'specifiers and patterns in the name of a file',
      {
        [USER]: service('EnvironmentFile=-%h/.jupyter/*.env', 'ExecStart=/x/jupyter lab --A.a=100%%'),
        '/home/min/.jupyter/a.env': '; no\nexport JUPYTER_TOKEN="a b"\n',
      },
      ['/home/min/.jupyter/a.env:2 JUPYTER_TOKEN=a b', `${USER}:3 --A.a=100%`],
    ],
    [
      'a script, with what it reads and its arguments',
      {
        [USER]: service('ExecStart=/home/min/start.sh --A.a=1'),
        '/home/min/start.sh':
          '#!/bin/bash\n. /home/min/vars\nset -a\nJUPYTER_TOKEN=$(cat /home/min/secret)\nif true; then\n  exec jupyter lab "$@" \\\n    --A.b="$MINE" > log 2>&1\nfi\n',
        '/home/min/vars': "MINE='x y'\n",
        '/home/min/secret': 'abc\n',
      },
      [
        '/home/min/start.sh:4 JUPYTER_TOKEN=abc',
        '/home/min/start.sh:6 --A.a=1',
        '/home/min/start.sh:7 --A.b=x y',
      ],
    ],
    [
      'the environment of the user’s manager',
      {
        [USER]: service(START),
        '/home/min/.config/environment.d/a.conf': `A=b\nJUPYTER_TOKEN=\${A}c\n`,
        '/etc/systemd/user.conf': '[Manager]\nDefaultEnvironment="JUPYTER_CONFIG_DIR=/x"\n',
      },
      [
        '/home/min/.config/environment.d/a.conf:2 JUPYTER_TOKEN=bc',
        '/etc/systemd/user.conf:2 JUPYTER_CONFIG_DIR=/x',
      ],
    ],
    [
      'the environment of the system’s manager, and a script that only its shell makes one',
      {
        '/etc/systemd/system.conf': '[Manager]\nDefaultEnvironment=JUPYTER_TOKEN=a\n',
        [`${SYSTEM}/a.service`]: service('ExecStart=/bin/bash -x /srv/lab'),
        '/srv/lab': 'exec jupyter lab --A.a=1\n',
      },
      ['/etc/systemd/system.conf:2 JUPYTER_TOKEN=a', '/srv/lab:1 --A.a=1'],
    ],
    [
      'what is no server, or serves another computer',
      {
        [USER]: service('Environment=JUPYTER_TOKEN=abc', 'ExecStart=/x/jupyter notebook list'),
        [`${SYSTEM}/a.service`]: service(
          'Environment=JUPYTER_TOKEN=abc',
          'ExecStart=/usr/bin/ssh far jupyter lab',
        ),
        [`${SYSTEM}/b.service`]: service(
          'UnsetEnvironment=JUPYTER_TOKEN',
          'Environment=JUPYTER_TOKEN=abc',
          START,
        ),
      },
      [],
    ],
  ])('%s', async (_what, files, expected) => {
    expect(await waysIn(files)).toEqual(expected);
  });

  it.each([
    [{ [`${SYSTEM}/a.service`]: service(START) }, 'root'],
    [{ [`${SYSTEM}/a@.service`]: service('User=%i', START) }, undefined],
    [{ [`${SYSTEM}/a.service`]: service(`ExecStart=/bin/su - min -c "jupyter lab"`) }, 'min'],
    [{ [`${SYSTEM}/a.service`]: service(`ExecStart=/usr/bin/sudo -u min jupyter lab`) }, 'min'],
  ])('%j runs as %s', async (files, user) => {
    const [launch] = await findLaunches(systemWith(files));
    expect(launch?.user).toBe(user);
  });
});

describe('beside systemd', () => {
  it.each<[string, string, readonly string[]]>([
    [
      '/etc/crontab',
      'JUPYTER_CONFIG_DIR=/x\n@reboot min JUPYTER_TOKEN=a jupyter lab % stdin --A.a=1\n',
      ['1 JUPYTER_CONFIG_DIR=/x', '2 JUPYTER_TOKEN=a'],
    ],
    [
      '/etc/cron.d/lab',
      `5 4 * * * root bash -c 'export JUPYTER_TOKEN=a; jupyter lab'\n`,
      ['1 JUPYTER_TOKEN=a'],
    ],
    ['/etc/cron.d/lab.off', '@reboot root JUPYTER_TOKEN=a jupyter lab\n', []],
    [
      '/etc/supervisord.conf',
      '[program:lab]\ncommand=env JUPYTER_TOKEN=a\n  jupyter lab --A.a=%% ; on\nenvironment=A="1",\n\n  JUPYTER_CONFIG_DIR=/x\n',
      ['5 JUPYTER_CONFIG_DIR=/x', '2 JUPYTER_TOKEN=a', '2 --A.a=%'],
    ],
    [
      '/etc/rc.local',
      '#!/bin/sh -e\n(sudo -u min -H JUPYTER_TOKEN=a jupyter lab &) >/dev/null\nexit 0\n',
      ['2 JUPYTER_TOKEN=a'],
    ],
    ['/etc/service/lab/run', '#!/bin/sh\nexec chpst -u min jupyter lab --A.a=1\n', ['2 --A.a=1']],
    [
      '/home/min/.config/autostart/lab.desktop',
      '[Desktop Entry]\nExec=env JUPYTER_TOKEN=a jupyter lab "--A.a=1" %U\n',
      ['2 JUPYTER_TOKEN=a', '2 --A.a=1'],
    ],
    [
      '/home/min/.config/autostart/off.desktop',
      '[Desktop Entry]\nHidden=true\nExec=jupyter lab --A.a=1\n',
      [],
    ],
    ['/home/min/.profile', '# no\nJUPYTER_TOKEN=a\nexport JUPYTER_TOKEN PATH\n', ['2 JUPYTER_TOKEN=a']],
    [
      '/home/min/.bash_aliases',
      `A=(--A.a=1\n "--A.b=2"); A+=(--A.c=3); set -- x\nfunction lab { jupyter lab "\${A[@]}" $1; }\n`,
      ['3 --A.a=1', '3 --A.b=2', '3 --A.c=3'],
    ],
    ['/home/min/.bashrc', "alias jl='jupyter lab --A.a=1'\nMINE=1\nJUPYTER_TOKEN=a\n", ['1 --A.a=1']],
    [
      '/home/min/.zshrc',
      'cat <<EOF\nexport JUPYTER_TOKEN=no\nEOF\n  export JUPYTER_TOKEN="a" # mine\n',
      ['4 JUPYTER_TOKEN=a'],
    ],
    ['/home/min/.xprofile', `export JUPYTER_TOKEN; : \${X:=a}; JUPYTER_TOKEN=$X\n`, ['1 JUPYTER_TOKEN=a']],
    [
      '/etc/init.d/lab',
      '#!/bin/sh\nDAEMON=/x/jupyter\nstart-stop-daemon --chuid min --exec $DAEMON -- lab --A.a=1\n',
      ['3 --A.a=1'],
    ],
    ['/home/min/.config/fish/config.fish', 'set -gx JUPYTER_TOKEN a\n', ['1 JUPYTER_TOKEN=a']],
    ['/etc/profile.d/lab.sh', '[ -n "$X" ] && export JUPYTER_TOKEN=a\n', ['1 JUPYTER_TOKEN=a']],
    ['/etc/environment', 'PATH=/bin\nJUPYTER_TOKEN="a"\n', ['2 JUPYTER_TOKEN=a']],
  ])('%s', async (file, text, expected) => {
    expect(await waysIn({ [file]: text })).toEqual(expected.map((one) => `${file}:${one}`));
  });

  it('a value that no one can see is named as what it is', async () => {
    const [launch] = await findLaunches(
      systemWith({}, `@reboot jupyter lab --A.a=$(openssl rand -hex 24) --A.b=\${X}-1\n`),
    );
    expect(launch?.args.slice(2)).toEqual([
      { text: '--A.a=$(openssl rand -hex 24)', line: 1, code: '$(openssl rand -hex 24)' },
      { text: `--A.b=\${X}-1`, line: 1, code: `\${X}` },
    ]);
  });
});
