import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withoutPrivilege } from '../../commands/without-privilege.ts';
import { environment } from '../../environments.ts';
import { type Place, PORT, type SetUp, type Touched } from './set-up.ts';
import type { Mutation } from './verdict.ts';

const byHand = ({ start }: SetUp) => start === 'hand';
const byUnit = ({ start }: SetUp) => start === 'unit';
const isLab = ({ app, start }: SetUp) => app === 'lab' && start === 'hand';
const OTHER_USER = 54_321;

/** A variable of the shell, of Jupyter and the doctor alike. */
function variables(
  name: string,
  list: readonly (string | ((place: Place) => string))[],
  more: Partial<Mutation> = {},
): Mutation[] {
  return list.map((one) => ({
    kind: 'variable',
    what: `${name}=${typeof one === 'string' ? one : one.name || 'a path'}`,
    on: byHand,
    ...more,
    apply(place): Touched {
      const value = typeof one === 'string' ? one : one(place);
      place.env[name] = value;
      return { names: [name, ...(value.startsWith('/') ? [value] : [])] };
    },
  }));
}

const gone = ({ home }: Place) => home.at('gone');
const aFile = (place: Place) => place.put('x', 'file');
/** Not even root writes there. */
const readOnly = (place: Place) => {
  const path = place.home.at('disk');
  mkdirSync(path);
  place.prefix = ['unshare', '-m', 'sh', '-c', `mount -t tmpfs -o ro tmpfs '${path}'; exec "$@"`, 'sh'];
  return join(path, 'jupyter');
};
const emptyDirectory = (place: Place) => dirname(place.put('', 'empty', '.keep'));
const shadow = (name: string, content: string) => ({
  [`with a ${name}`]: (place: Place) => dirname(place.put(content, 'lib', name)),
});
const [tornado, sockets, site, json, ipykernel] = [
  shadow('tornado.py', ''),
  shadow('socket.py', 'x = 1\n'),
  shadow('sitecustomize.py', 'raise SystemExit(3)\n'),
  shadow('json.py', ''),
  shadow('ipykernel.py', ''),
].map((one) => Object.values(one)[0] ?? gone);

const VARIABLES: readonly Mutation[] = [
  ...variables('JUPYTER_CONFIG_DIR', [emptyDirectory, gone, aFile, ' ']),
  ...variables('JUPYTER_NO_CONFIG', ['1', 'yes', '0', '']),
  ...variables('JUPYTER_TOKEN', ['abc', '', '1234', 'b6f1d2c3a4958677b6f1d2c3a4958677b6f1d2c3a4958677']),
  ...variables('JUPYTER_TOKEN_FILE', [gone]),
  ...variables('JUPYTER_PORT', ['9999', 'tcp://10.0.0.1:80', '', 'auto']),
  ...variables('JUPYTER_PORT_RETRIES', ['none', '-1']),
  ...variables('JUPYTER_IP', ['127.0.0.1']),
  ...variables('JUPYTER_RUNTIME_DIR', [readOnly, aFile, emptyDirectory]),
  ...variables('JUPYTER_DATA_DIR', [readOnly, aFile, gone], { kernel: true }),
  ...variables('JUPYTER_PATH', [gone, aFile], { kernel: true }),
  ...variables('JUPYTER_PREFER_ENV_PATH', ['1', '0', 'maybe']),
  ...variables('JUPYTER_PLATFORM_DIRS', ['1', '0']),
  ...variables('JUPYTER_GATEWAY_URL', ['http://127.0.0.1:9', 'http://192.168.77.99:8888'], { kernel: true }),
  ...variables('JUPYTER_GATEWAY_VALIDATE_CERT', ['maybe']),
  ...variables('JUPYTER_ALLOW_INSECURE_WRITES', ['1']),
  ...variables('JUPYTERLAB_DIR', [gone, emptyDirectory, aFile], { on: isLab }),
  ...variables('JUPYTERLAB_SETTINGS_DIR', [readOnly, aFile], { on: isLab }),
  ...variables('JUPYTERLAB_WORKSPACES_DIR', [readOnly, aFile], { on: isLab }),
  ...variables('IPYTHONDIR', [readOnly, aFile, gone], { kernel: true }),
  ...variables('PYTHONPATH', [tornado ?? gone, sockets ?? gone, site ?? gone, json ?? gone], {}),
  ...variables('PYTHONPATH', [ipykernel ?? gone, gone], { kernel: true }),
  ...variables('PYTHONHOME', [gone, () => '/usr']),
  ...variables('PYTHONIOENCODING', ['gone', 'ascii']),
  ...variables('PYTHONWARNINGS', ['error', 'ignore']),
  ...variables('PYTHONOPTIMIZE', ['2']),
  ...variables('PYTHONUTF8', ['2', '0']),
  ...variables('PYTHONHASHSEED', ['x']),
  ...variables('PYTHONSTARTUP', [gone]),
  ...variables('PYTHONDEVMODE', ['1']),
  ...variables('PYTHONSAFEPATH', ['1'], { kernel: true }),
  ...variables('PYTHONPYCACHEPREFIX', [readOnly]),
  ...variables('PYTHONMALLOC', ['gone']),
  ...variables('PYTHONBREAKPOINT', ['gone']),
  ...variables('PYTHONINSPECT', ['1']),
  ...variables('LC_ALL', ['xx_YY', 'C', 'ko_KR.eucKR']),
  ...variables('HOME', [aFile]),
  ...variables('TMPDIR', [gone]),
  ...variables('SSLKEYLOGFILE', [gone], { on: ({ isTls, start }) => isTls && start === 'hand' }),
  ...variables('OPENSSL_CONF', [gone, aFile]),
  ...variables('MPLBACKEND', ['gone', 'module://proc/gone'], { kernel: true }),
  ...variables('TZ', ['Mars/Olympus']),
  ...variables('XDG_RUNTIME_DIR', [gone]),
  ...variables('XDG_CONFIG_HOME', [gone, aFile]),
  ...variables('XDG_DATA_HOME', [readOnly]),
  ...variables('BROWSER', [gone]),
  ...variables('LD_LIBRARY_PATH', [gone]),
  ...variables('http_proxy', ['http://127.0.0.1:9'], { kernel: true }),
  ...variables('ENV', [gone]),
  ...variables('VIRTUAL_ENV', [gone]),
  ...variables('CONDA_PREFIX', [gone]),
  ...variables('JPY_PARENT_PID', ['1'], { kernel: true }),
  ...variables('JPY_SESSION_NAME', ['gone.ipynb'], { kernel: true }),
  ...variables('JUPYTERHUB_API_TOKEN', ['abc']),
  ...variables('NOTEBOOK_ARGS', ['--port=9']),
];

/** A path of the person that is closed, by its mode or by its owner. */
function closed(what: string, find: (place: Place) => string, more: Partial<Mutation> = {}): Mutation[] {
  const ways: readonly (readonly [string, number, boolean])[] = [
    ["is somebody else's, 0700", 0o700, true],
    ["is somebody else's, readable", 0o755, true],
    ['has mode 0000', 0, false],
    ['may not be written', 0o555, false],
    ['may not be searched', 0o600, false],
  ];
  return ways.map(([how, mode, isForeign]) => ({
    kind: 'permission',
    what: `${what} ${how}`,
    ...more,
    apply(place): Touched {
      const path = find(place);
      mkdirSync(path, { recursive: true });
      return close(place, path, mode, isForeign);
    },
  }));
}

function close(place: Place, path: string, mode: number, isForeign: boolean): Touched {
  chmodSync(path, mode);
  if (isForeign) chownSync(path, OTHER_USER, OTHER_USER);
  place.prefix = withoutPrivilege();
  place.later(() => chmodSync(path, 0o700));
  const alsoWrong = isForeign
    ? 'it belongs to another account'
    : path.includes('/.jupyter/lab')
      ? 'Lab keeps neither settings nor layouts'
      : undefined;
  return { names: [path], file: path, ...(alsoWrong && { alsoWrong }) };
}

/** A file that is closed, with what it contains. */
function closedFile(
  what: string,
  find: (place: Place) => string,
  content: string | undefined,
  more: Partial<Mutation> = {},
): Mutation[] {
  const ways: readonly (readonly [string, number, boolean])[] = [
    ["is somebody else's, 0600", 0o600, true],
    ["is somebody else's, readable", 0o644, true],
    ['has mode 0000', 0, false],
    ['is read-only', 0o400, false],
  ];
  return ways.map(([how, mode, isForeign]) => ({
    kind: 'permission',
    what: `${what} ${how}`,
    ...more,
    apply(place): Touched {
      const path = find(place);
      mkdirSync(dirname(path), { recursive: true });
      if (content !== undefined) writeFileSync(path, content);
      return close(place, path, mode, isForeign);
    },
  }));
}

const isTls = ({ isTls: tls }: SetUp) => tls;
const isUser = ({ layer }: SetUp) => layer === 'user';

const PERMISSIONS: readonly Mutation[] = [
  ...closed('~/.jupyter', ({ home }) => home.config(''), { on: isUser }),
  ...closed('~/.local', ({ home }) => home.at('.local')),
  ...closed('~/.local/share', ({ home }) => home.at('.local', 'share')),
  ...closed('the data directory', (place) => place.data()),
  ...closed('the runtime directory', (place) => place.data('runtime'), { kernel: true }),
  ...closed('the directory of kernels', (place) => place.data('kernels'), { kernel: true }),
  ...closed('~/.ipython', ({ home }) => home.at('.ipython'), { kernel: true }),
  ...closed('the default profile', ({ home }) => home.at('.ipython', 'profile_default'), { kernel: true }),
  ...closed(
    'the security directory of IPython',
    ({ home }) => home.at('.ipython', 'profile_default', 'security'),
    { kernel: true },
  ),
  ...closed(
    'the startup directory of IPython',
    ({ home }) => home.at('.ipython', 'profile_default', 'startup'),
    { kernel: true },
  ),
  ...closed('the directory of the certificate', ({ certificate }) => dirname(certificate.chain), {
    on: isTls,
  }),
  ...closed('the home', ({ home }) => home.dir),
  ...closed('~/.cache', ({ home }) => home.at('.cache'), { kernel: true }),
  ...closed('~/.config', ({ home }) => home.at('.config'), { on: byHand }),
  ...closed('~/.jupyter/lab', ({ home }) => home.config('lab'), { on: ({ app }) => app === 'lab' }),
  ...closed('the settings of Lab', ({ home }) => home.config('lab/user-settings'), {
    on: ({ app }) => app === 'lab',
  }),
  ...closed('the workspaces of Lab', ({ home }) => home.config('lab/workspaces'), {
    on: ({ app }) => app === 'lab',
  }),
  ...closed('~/.jupyter/custom', ({ home }) => home.config('custom')),
  ...closed('~/.jupyter/nbconfig', ({ home }) => home.config('nbconfig')),
  ...closed('.ipynb_checkpoints', ({ home }) => home.at('.ipynb_checkpoints')),
  ...closed('a directory among the notebooks', ({ home }) => home.at('lost+found')),
  ...closedFile('the config file', ({ file }) => file, undefined),
  ...closedFile('the certificate', ({ certificate }) => certificate.chain, undefined, { on: isTls }),
  ...closedFile('the key', ({ certificate }) => certificate.key, undefined, { on: isTls }),
  ...closedFile(
    'the cookie secret',
    (place) => place.data('runtime', place.isClassic ? 'notebook_cookie_secret' : 'jupyter_cookie_secret'),
    'mF1XkqH0vJ8w2dQz5rTn7uYb3cLs6aPe9gKi4hVoWxE=\n',
  ),
  ...closedFile('the secret of notebooks', (place) => place.data('notebook_secret'), 'c2VjcmV0\n'),
  ...closedFile('the signatures of notebooks', (place) => place.data('nbsignatures.db'), ''),
  ...closedFile('the mark of migration', ({ home }) => home.config('migrated'), 'x\n'),
  ...closedFile(
    'the history of IPython',
    ({ home }) => home.at('.ipython', 'profile_default', 'history.sqlite'),
    '',
    { kernel: true },
  ),
  ...closedFile("Jupyter's JSON beside it", ({ file }) => file.replace(/\.\w+$/, '.json'), '{}', {
    on: ({ format, layer }) => format === 'py' && layer === 'user',
  }),
];

/** Files that Jupyter and its kernels read besides their config. */
function files(
  list: Readonly<
    Record<string, readonly [path: (place: Place) => string, content: string | ((place: Place) => string)]>
  >,
  more: Partial<Mutation>,
): Mutation[] {
  return Object.entries(list).map(([what, [find, content]]) => ({
    kind: 'installation',
    what,
    ...more,
    apply(place): Touched {
      const path = find(place);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, typeof content === 'string' ? content : content(place));
      return { names: [path], file: path };
    },
  }));
}

const startup = (name: string) => (place: Place) =>
  place.home.at('.ipython', 'profile_default', 'startup', name);
const profile = (name: string) => (place: Place) => place.home.at('.ipython', 'profile_default', name);
const spec = (place: Place) => place.data('kernels', 'python3', 'kernel.json');
const kernelWith =
  (change: (argv: string[]) => unknown, more: object = {}) =>
  (place: Place) =>
    JSON.stringify({
      argv: change([place.environment.python, '-m', 'ipykernel_launcher', '-f', '{connection_file}']),
      display_name: 'Python 3',
      language: 'python',
      ...more,
    });

const KERNELS: readonly Mutation[] = [
  ...files(
    {
      'the kernel has a Python that is gone': [
        spec,
        kernelWith((argv) => ['/proc/gone/python', ...argv.slice(1)]),
      ],
      'the kernel has a module that is gone': [
        spec,
        kernelWith((argv) => [argv[0], '-m', 'gone_kernel', ...argv.slice(3)]),
      ],
      'the kernel has no connection file': [spec, kernelWith((argv) => argv.slice(0, 3))],
      'the kernel has its command as text': [spec, kernelWith((argv) => argv.join(' '))],
      'the kernel has an empty command': [spec, kernelWith(() => [])],
      'the kernel has no command': [spec, '{"display_name": "x", "language": "python"}'],
      'the kernel has a PYTHONPATH of numbers': [spec, kernelWith((argv) => argv, { env: { A: 1 } })],
      'the kernel has a PYTHONHOME': [
        spec,
        kernelWith((argv) => argv, { env: { PYTHONHOME: '/proc/gone' } }),
      ],
      'the kernel has env null': [spec, kernelWith((argv) => argv, { env: null })],
      'the kernel is of an interrupt mode that is not': [
        spec,
        kernelWith((argv) => argv, { interrupt_mode: 'gone' }),
      ],
      'the kernel has a program with a blank at its end': [
        spec,
        kernelWith((argv) => [`${argv[0]} `, ...argv.slice(1)]),
      ],
      'the kernel has ~ in its path': [spec, kernelWith((argv) => ['~/venv/bin/python', ...argv.slice(1)])],
      'the kernel is a list': [spec, '[]'],
      'the kernel is empty': [spec, ''],
      'the kernel has a comma too many': [spec, '{"argv": ["python"],}'],
      'the kernel has a byte order mark': [spec, (place) => `\ufeff${kernelWith((argv) => argv)(place)}`],
      'the kernel is a copy of the healthy one': [spec, kernelWith((argv) => argv)],
      'another kernel is broken': [(place) => place.data('kernels', 'r', 'kernel.json'), '{'],
      'another kernel is of R, which is gone': [
        (place) => place.data('kernels', 'ir', 'kernel.json'),
        '{"argv": ["R"], "display_name": "R", "language": "R"}',
      ],
    },
    { kernel: true },
  ),
  // What happens in a kernel only a kernel shows.
  ...files(
    {
      'IPython startup raises SystemExit': [startup('00.py'), 'raise SystemExit\n'],
      'IPython startup calls exit()': [startup('00.py'), 'exit()\n'],
      'IPython startup calls os._exit': [startup('00.py'), 'import os; os._exit(1)\n'],
      'IPython startup does not compile': [startup('10-mine.py'), 'import (\n'],
      'IPython startup imports what is gone': [startup('10-mine.py'), 'import gone_module\n'],
      'IPython startup loads an extension that is gone': [startup('a.ipy'), '%load_ext gone_ext\n'],
      'IPython startup waits for input': [startup('00.py'), "input('x')\n"],
      'ipython_config.py does not compile': [profile('ipython_config.py'), 'c.x = = 1\n'],
      'ipython_config.py raises': [profile('ipython_config.py'), 'import gone\n'],
      'ipython_config.py exits': [profile('ipython_config.py'), 'import sys; sys.exit(1)\n'],
      'ipython_kernel_config.py has another address': [
        profile('ipython_kernel_config.py'),
        "c.IPKernelApp.ip = '192.168.77.99'\n",
      ],
      'ipython_kernel_config.py has a port': [
        profile('ipython_kernel_config.py'),
        'c.IPKernelApp.shell_port = 80\n',
      ],
      'ipython_config.py runs a file that is gone': [
        profile('ipython_config.py'),
        "c.InteractiveShellApp.exec_files = ['/proc/gone.py']\n",
      ],
      'ipython_config.py loads an extension that is gone': [
        profile('ipython_config.py'),
        "c.InteractiveShellApp.extensions = ['gone']\n",
      ],
      'ipython_config.py has code that exits': [
        profile('ipython_config.py'),
        "c.InteractiveShellApp.exec_lines = ['import os; os._exit(1)']\n",
      ],
      'ipython_config.py has a matplotlib that is not there': [
        profile('ipython_config.py'),
        "c.InteractiveShellApp.matplotlib = 'inline'\n",
      ],
      'ipython_config.json is broken': [profile('ipython_config.json'), '{'],
      'random.py among the notebooks': [(place) => place.home.at('random.py'), 'print(1)\n'],
      'socket.py among the notebooks': [(place) => place.home.at('socket.py'), 'x = 1\n'],
      'code.py among the notebooks': [(place) => place.home.at('code.py'), 'x = 1\n'],
      'tornado.py among the notebooks': [(place) => place.home.at('tornado.py'), 'x = 1\n'],
      'sitecustomize.py among the notebooks': [
        (place) => place.home.at('sitecustomize.py'),
        'raise SystemExit\n',
      ],
    },
    { kernel: true, live: true },
  ),
];

const OTHER_FILES: readonly Mutation[] = [
  ...files(
    {
      'the cookie secret is empty': [
        (place) =>
          place.data('runtime', place.isClassic ? 'notebook_cookie_secret' : 'jupyter_cookie_secret'),
        '',
      ],
      'the cookie secret is no base64': [
        (place) =>
          place.data('runtime', place.isClassic ? 'notebook_cookie_secret' : 'jupyter_cookie_secret'),
        'ä\n',
      ],
      'the secret of notebooks is no text': [(place) => place.data('notebook_secret'), '\0\u0001'],
      'the signatures of notebooks are no database': [
        (place) => place.data('nbsignatures.db'),
        'x'.repeat(2000),
      ],
      'a runtime file of a server that is gone': [
        (place) => place.data('runtime', 'jpserver-99999.json'),
        '{"pid": 99999, "port": 8100, "url": "http://localhost:8100/"}',
      ],
      'a runtime file is broken': [(place) => place.data('runtime', 'nbserver-4.json'), '{'],
      'custom.css is broken': [(place) => place.home.config('custom/custom.css'), '}}}'],
      'custom.js is broken': [(place) => place.home.config('custom/custom.js'), '}}}'],
      'nbconfig/notebook.json is broken': [(place) => place.home.config('nbconfig/notebook.json'), '{'],
      'an nbextension that is gone is on': [
        (place) => place.home.config('nbconfig/notebook.json'),
        '{"load_extensions": {"gone/main": true}}',
      ],
      'the settings of Lab are broken': [
        (place) =>
          place.home.config('lab/user-settings/@jupyterlab/apputils-extension/themes.jupyterlab-settings'),
        '{',
      ],
      'a workspace of Lab is broken': [
        (place) => place.home.config('lab/workspaces/default-37a8.jupyterlab-workspace'),
        '{',
      ],
      'the old profile of IPython has settings': [
        (place) => place.home.at('.ipython/profile_default/ipython_notebook_config.py'),
        "c.NotebookApp.ip = '127.0.0.1'\n",
      ],
      'templates/page.html is broken': [(place) => place.home.config('templates/page.html'), '{% block'],
      'templates/login.html is broken': [(place) => place.home.config('templates/login.html'), '{% block'],
      'page_config.json is broken': [(place) => place.home.config('labconfig/page_config.json'), '{'],
      'the config manager has a broken file': [(place) => place.home.config('serverconfig/x.json'), '{'],
    },
    {},
  ),
  directory('the cookie secret is a directory', (place) =>
    place.data('runtime', place.isClassic ? 'notebook_cookie_secret' : 'jupyter_cookie_secret'),
  ),
  directory('the secret of notebooks is a directory', (place) => place.data('notebook_secret')),
  directory('the signatures of notebooks are a directory', (place) => place.data('nbsignatures.db')),
  instead('the data directory is a file', (place) => place.data()),
  instead('the runtime directory is a file', (place) => place.data('runtime')),
  instead('the directory of kernels is a file', (place) => place.data('kernels')),
  instead('~/.local is a file', (place) => place.home.at('.local')),
  instead('~/.ipython is a file', (place) => place.home.at('.ipython'), { kernel: true }),
  instead('the default profile is a file', (place) => place.home.at('.ipython', 'profile_default'), {
    kernel: true,
  }),
  dangling('the data directory', (place) => place.data()),
  dangling('the runtime directory', (place) => place.data('runtime')),
  dangling('~/.local/share', (place) => place.home.at('.local', 'share')),
  dangling('~/.ipython', (place) => place.home.at('.ipython'), { kernel: true }),
];

function directory(what: string, find: (place: Place) => string): Mutation {
  return {
    kind: 'installation',
    what,
    apply(place) {
      mkdirSync(find(place), { recursive: true });
      return { names: [find(place)], file: find(place) };
    },
  };
}

function instead(what: string, find: (place: Place) => string, more: Partial<Mutation> = {}): Mutation {
  return {
    kind: 'installation',
    what,
    ...more,
    apply(place) {
      const path = find(place);
      mkdirSync(dirname(path), { recursive: true });
      rmSync(path, { recursive: true, force: true });
      writeFileSync(path, '');
      return { names: [path], file: path };
    },
  };
}

function dangling(what: string, find: (place: Place) => string, more: Partial<Mutation> = {}): Mutation {
  return {
    kind: 'installation',
    what: `${what} is a link to a disk that is not there`,
    ...more,
    apply(place) {
      const path = find(place);
      mkdirSync(dirname(path), { recursive: true });
      rmSync(path, { recursive: true, force: true });
      symlinkSync('/media/gone/data', path);
      return { names: [path, '/media/gone/data'], file: path };
    },
  };
}

/** What systemd reads: one change of the unit's text. */
function units(
  list: Readonly<
    Record<string, readonly [change: (text: string, place: Place) => string, ...names: string[]]>
  >,
): Mutation[] {
  return Object.entries(list).map(([what, [change, ...names]]) => ({
    kind: 'unit',
    what: `the unit ${what}`,
    on: byUnit,
    apply(place): Touched {
      const touched = place.editUnit((text) => change(text, place));
      return { ...touched, names: [...touched.names, ...names] };
    },
  }));
}

const start = (change: (command: string) => string) => (text: string) =>
  text.replace(/^ExecStart=(.*)$/m, (_, command: string) => `ExecStart=${change(command)}`);
const add =
  (...lines: string[]) =>
  (text: string) =>
    text.replace('[Service]\n', `[Service]\n${lines.join('\n')}\n`);

const UNITS: readonly Mutation[] = units({
  'has a program without a path': [start((command) => command.replace(/^.*\/(?=jupyter)/, ''))],
  'has a program with ~': [start((command) => `~/bin/${command.replace(/^.*\//, '')}`)],
  'has a program that is gone': [start((command) => command.replace(/^\S+/, '/usr/local/bin/jupyter-gone'))],
  'has quotes around the whole command': [start((command) => `"${command}"`)],
  'has a quote that is not closed': [start((command) => `${command} --ip="0.0.0.0`)],
  'has && after it': [start((command) => `${command} && echo started`)],
  'has a redirection': [start((command) => `${command} > /tmp/jupyter.log 2>&1`)],
  'has source before it': [start((command) => `source venv/bin/activate && ${command}`)],
  'has cd before it': [start((command) => `cd /tmp; ${command}`)],
  'has sudo before it': [start((command) => `sudo -u gone ${command}`), 'sudo'],
  'has nohup before it': [start((command) => `/usr/bin/nohup ${command}`)],
  'has bash -c around it': [start((command) => `/bin/bash -c '${command}'`)],
  'has bash -c and &': [start((command) => `/bin/bash -c '${command} &'`)],
  'has bash -c without quotes': [start((command) => `/bin/bash -c ${command}`)],
  'has bash -lc and conda': [start((command) => `/bin/bash -lc 'conda activate base && ${command}'`)],
  'has a comment behind it': [start((command) => `${command} # mine`)],
  'has two ExecStart': [(text) => text.replace(/^(ExecStart=.*)$/m, '$1\n$1')],
  'has a --config that is gone': [start((command) => `${command} --config=/proc/gone/config.py`)],
  'has a --config with ~': [start((command) => `${command} --config=~/.jupyter/mine.py`)],
  'has --ip 127.0.0.1': [start((command) => `${command} --ip=127.0.0.1`)],
  'has --ip with $IP': [start((command) => `${command} --ip=$IP`), 'ip'],
  'has --port 9999': [start((command) => `${command} --port=9999`)],
  'has --port with a word': [start((command) => `${command} --port=http`)],
  'has an option that is not': [start((command) => `${command} --no-such-option=1`)],
  'has an option with an em dash': [start((command) => `${command} —ip=0.0.0.0`)],
  'has an option with one dash': [start((command) => `${command} -ip=0.0.0.0`)],
  'has --no-token': [start((command) => `${command} --token=`)],
  'has an empty token and password': [
    (text, place) =>
      start((command) => `${command} --${place.key('token')}= --${place.key('password')}=`)(text),
  ],
  'has --token=abc': [
    (text, place) => start((command) => `${command} --${place.key('token')}=abc`)(text),
    'token',
  ],
  'has --notebook-dir that is gone': [start((command) => `${command} --notebook-dir=/proc/gone`)],
  'has a --certfile that is gone': [start((command) => `${command} --certfile=/proc/gone.pem`)],
  'has --help': [start((command) => `${command} --help`)],
  'has --generate-config': [start((command) => `${command} --generate-config`)],
  'has list for its word': [start((command) => `${command} list`)],
  'has a JUPYTER_TOKEN': [add('Environment=JUPYTER_TOKEN=abc'), 'JUPYTER_TOKEN'],
  'has a JUPYTER_CONFIG_DIR that is gone': [
    add('Environment=JUPYTER_CONFIG_DIR=/proc/gone'),
    'JUPYTER_CONFIG_DIR',
  ],
  'has a JUPYTER_NO_CONFIG': [add('Environment=JUPYTER_NO_CONFIG=1'), 'JUPYTER_NO_CONFIG'],
  'has a JUPYTER_PORT': [add('Environment="JUPYTER_PORT=tcp://10.0.0.1:80"'), 'JUPYTER_PORT'],
  'has a JUPYTER_RUNTIME_DIR that is not writable': [
    add('Environment=JUPYTER_RUNTIME_DIR=/proc/x'),
    'JUPYTER_RUNTIME_DIR',
  ],
  'has a HOME that is gone': [add('Environment=HOME=/proc/gone'), 'HOME'],
  'has a PYTHONPATH that is gone': [add('Environment=PYTHONPATH=/proc/gone')],
  'has a PYTHONHOME that is gone': [add('Environment=PYTHONHOME=/proc/gone'), 'PYTHONHOME'],
  'has a PATH without anything': [add('Environment=PATH=/proc/gone')],
  'has export in Environment': [add('Environment=export JUPYTER_PORT=9999')],
  'has an EnvironmentFile that is gone': [add('EnvironmentFile=/proc/gone/env')],
  'has an EnvironmentFile with a token': [
    (text, place) => add(`EnvironmentFile=${place.put('JUPYTER_TOKEN=abc\n', 'jupyter.env')}`)(text),
    'JUPYTER_TOKEN',
  ],
  'has an EnvironmentFile with another config directory': [
    (text, place) =>
      add(`EnvironmentFile=${place.put(`JUPYTER_CONFIG_DIR=${place.home.at('other')}\n`, 'jupyter.env')}`)(
        text,
      ),
    'JUPYTER_CONFIG_DIR',
  ],
  'has an EnvironmentFile with export': [
    (text, place) => add(`EnvironmentFile=${place.put('export JUPYTER_PORT=9999\n', 'jupyter.env')}`)(text),
  ],
  'has a WorkingDirectory that is gone': [(text) => text.replace('=%h', '=/proc/gone')],
  'has a WorkingDirectory with $HOME': [(text) => text.replace('=%h', '=$HOME')],
  'has a WorkingDirectory with quotes': [(text) => text.replace('=%h', '="%h"')],
  'has a WorkingDirectory that is relative': [(text) => text.replace('=%h', '=work')],
  'has a WorkingDirectory that is a file': [(text, place) => text.replace('=%h', `=${place.put('', 'x')}`)],
  'has a User': [add('User=me')],
  'has Type=forking': [(text) => text.replace('=simple', '=forking')],
  'has Type=notify': [(text) => text.replace('=simple', '=notify')],
  'has Type=exec': [(text) => text.replace('=simple', '=exec')],
  'has Type=simpel': [(text) => text.replace('=simple', '=simpel')],
  'has its command in [Unit]': [
    (text) =>
      text.replace(/^(ExecStart=.*)\n/m, '').replace('[Unit]\n', '[Unit]\nExecStart=/bin/true jupyter-lab\n'),
  ],
  'has [service] in lower case': [(text) => text.replace('[Service]', '[service]')],
  'has Execstart': [(text) => text.replace('ExecStart', 'Execstart')],
  'has blanks around =': [(text) => text.replace('ExecStart=', 'ExecStart = ')],
  'has a command on two lines': [start((command) => command.replace(' --no-browser', ' \\\n  --no-browser'))],
  'has a command on two lines, with a blank after the \\': [
    start((command) => command.replace(' --no-browser', ' \\ \n  --ip=127.0.0.1')),
  ],
  'has a % in its command': [start((command) => `${command} --Application.log_format=%(message)s`)],
});

const NETWORK: readonly Mutation[] = [
  {
    kind: 'network',
    what: 'another program has the port',
    apply: (place) => hold(place, '0.0.0.0'),
  },
  {
    kind: 'network',
    what: 'another program has the port of this computer alone',
    apply: (place) => hold(place, '127.0.0.1'),
  },
  {
    kind: 'network',
    what: 'the address of the config is not here any more',
    apply(place) {
      const touched = place.set('ip', place.netns.address.replace(/\d+$/, '23'));
      return touched;
    },
  },
  ...firewalls({
    'drops the port': [['-A', 'INPUT', '-p', 'tcp', '--dport', String(PORT), '-j', 'DROP'], String(PORT)],
    'rejects the port': [['-A', 'INPUT', '-p', 'tcp', '--dport', String(PORT), '-j', 'REJECT'], String(PORT)],
    'drops ports from 8000 on': [
      ['-A', 'INPUT', '-p', 'tcp', '--dport', '8000:', '-j', 'DROP'],
      String(PORT),
    ],
    'lets the subnet of before in': [
      ['-A', 'INPUT', '!', '-s', '192.168.1.0/24', '-p', 'tcp', '--dport', String(PORT), '-j', 'DROP'],
      String(PORT),
    ],
    'drops all but the port, loopback too': [['-P', 'INPUT', 'DROP'], 'loopback', 'INPUT'],
  }),
  ...hosts({
    'localhost is another computer': '192.168.77.99 localhost\n',
    'localhost is not there': '127.0.0.1 mypc\n',
    'localhost is IPv6 alone': '::1 localhost\n',
    'is empty': '',
  }),
];

function hold(place: Place, address: string): Touched {
  const script = `import socket,time; s=socket.socket(); s.bind(('${address}', ${PORT})); s.listen(); time.sleep(300)`;
  const [program = '', ...args] = [...place.netns.prefix, 'python3', '-c', script];
  const child = spawn(program, args, { stdio: 'ignore' });
  place.later(() => child.kill('SIGKILL'));
  execFileSync('sleep', ['0.3']);
  return { names: [String(PORT)] };
}

function firewalls(
  list: Readonly<Record<string, readonly [rule: readonly string[], ...names: string[]]>>,
): Mutation[] {
  return Object.entries(list).map(([what, [rule, ...names]]) => ({
    kind: 'network',
    what: `the firewall ${what}`,
    kernel: true,
    apply(place): Touched {
      const [program = '', ...args] = place.netns.prefix;
      execFileSync(program, [...args, 'iptables', ...rule]);
      return { names };
    },
  }));
}

function hosts(list: Readonly<Record<string, string>>): Mutation[] {
  return Object.entries(list).map(([what, content]) => ({
    kind: 'network',
    what: `/etc/hosts: ${what}`,
    kernel: true,
    apply(place): Touched {
      const path = place.put(content, 'hosts');
      place.prefix = ['unshare', '-m', 'sh', '-c', `mount --bind '${path}' /etc/hosts; exec "$@"`, 'sh'];
      return { names: ['/etc/hosts', 'localhost'] };
    },
  }));
}

/** A file system of its own in place of a directory, as the server and the doctor see it. */
function mounted(
  what: string,
  options: string,
  fill: string,
  find: (place: Place) => string,
  more: Partial<Mutation> = {},
): Mutation {
  return {
    kind: 'permission',
    what,
    ...more,
    apply(place): Touched {
      const path = find(place);
      mkdirSync(path, { recursive: true });
      const script = `mount -t tmpfs -o size=64k tmpfs '${path}'; ${fill.replaceAll('DIR', path)}; mount -o remount,${options} '${path}'; cd; exec "$@"`;
      place.prefix = ['unshare', '-m', 'sh', '-c', script, 'sh'];
      return { names: [path], file: path };
    },
  };
}

const DISKS: readonly Mutation[] = [
  mounted('the runtime directory is on a read-only file system', 'ro', 'true', (place) =>
    place.data('runtime'),
  ),
  mounted('the data directory is on a read-only file system', 'ro', 'true', (place) => place.data()),
  mounted('~/.local is on a read-only file system', 'ro', 'true', ({ home }) => home.at('.local')),
  mounted('~/.ipython is on a read-only file system', 'ro', 'true', ({ home }) => home.at('.ipython'), {
    kernel: true,
  }),
  mounted(
    'the runtime directory is on a full disk',
    'rw',
    'head -c 200k /dev/zero > DIR/full 2>/dev/null',
    (place) => place.data('runtime'),
  ),
  mounted(
    'the data directory is on a full disk',
    'rw',
    'head -c 200k /dev/zero > DIR/full 2>/dev/null',
    (place) => place.data(),
  ),
  mounted(
    '~/.ipython is on a full disk',
    'rw',
    'head -c 200k /dev/zero > DIR/full 2>/dev/null',
    ({ home }) => home.at('.ipython'),
    { kernel: true },
  ),
];

const PATHS: readonly Mutation[] = [
  {
    kind: 'installation',
    what: 'another Jupyter stands first on the PATH',
    on: ({ on, start: how, app }) => on === 'nb7' && how === 'hand' && app === 'notebook',
    apply(place) {
      const other = dirname(environment('nb57').python);
      place.env.PATH = `${other}:${place.env.PATH}`;
      return { names: [other] };
    },
  },
  {
    kind: 'installation',
    what: 'the Python of the environment is gone',
    on: ({ layer }) => layer === 'environment',
    apply(place) {
      const { python } = place.environment;
      rmSync(python);
      symlinkSync('/usr/bin/python3.4', python);
      return { names: [python, dirname(python), '/usr/bin/python3.4'] };
    },
  },
  {
    kind: 'installation',
    what: 'the command lost its x',
    on: ({ layer }) => layer === 'environment',
    apply(place) {
      const command = place.environment.bin(`jupyter-${place.setUp.app}`);
      chmodSync(command, 0o644);
      return { names: [command] };
    },
  },
  {
    kind: 'installation',
    what: 'the packages of the environment are gone',
    on: ({ layer }) => layer === 'environment',
    apply(place) {
      const lib = join(place.environment.dir, 'lib');
      rmSync(lib, { recursive: true });
      return { names: [lib, place.environment.bin(`jupyter-${place.setUp.app}`), place.environment.dir] };
    },
  },
  {
    kind: 'installation',
    what: 'a module of its own is broken in the environment',
    on: ({ layer }) => layer === 'environment',
    apply(place) {
      const site = execFileSync(
        place.environment.python,
        ['-c', "import sysconfig; print(sysconfig.get_paths()['purelib'])"],
        { encoding: 'utf8' },
      ).trim();
      const module = join(site, 'tornado.py');
      writeFileSync(module, 'import (\n');
      return { names: [module] };
    },
  },
  {
    kind: 'installation',
    what: 'the command has the first line of another computer',
    on: ({ layer }) => layer === 'environment',
    apply(place) {
      const command = place.environment.bin(`jupyter-${place.setUp.app}`);
      writeFileSync(
        command,
        `#!/home/old/venv/bin/python\n${readFileSync(command, 'utf8').replace(/^#!.*\n/, '')}`,
      );
      return { names: [command, '/home/old/venv/bin/python'] };
    },
  },
];

export const SURROUNDINGS: readonly Mutation[] = [
  ...VARIABLES,
  ...PERMISSIONS,
  ...KERNELS,
  ...OTHER_FILES,
  ...UNITS,
  ...NETWORK,
  ...DISKS,
  ...PATHS,
];
