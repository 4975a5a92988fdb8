import { HASH, NOTEBOOK, notebook, PRIVATE, SERVER, SET_UP, STEP } from './habits.ts';
import { describeSituations, type Situation } from './situations.ts';

const asked = (name: string, lines: readonly string[], more: Partial<Situation> = {}): Situation => ({
  name,
  jupyter: 'nb64',
  files: notebook(...lines),
  before: [PRIVATE],
  typed: 'jupyter-expose doctor',
  ...more,
});

const OTHER = `python -c 'import socket, time; s = socket.create_server(("127.0.0.1", 8888)); open("up", "w"); time.sleep(99)' &
until [ -e up ]; do sleep 0.05; done`;
const startsJupyter = (...options: readonly string[]) => `jupyter-notebook --no-browser ${options.join(' ')} &
until ls .local/share/jupyter/runtime/nbserver-*.json; do sleep 0.05; done`;

/** Addresses, ports and the processes that have them. */
describeSituations(
  'doctor-computer',
  [
    asked('ip-foreign', ["c.NotebookApp.ip = '203.0.113.7'"], { lan: true }),
    asked('ip-foreign-no-network', ["c.NotebookApp.ip = '203.0.113.7'"]),
    asked('ip-star-crash', ["c.NotebookApp.ip = '*'"], { jupyter: 'nb57' }),
    asked('ip-unresolvable', ["c.NotebookApp.ip = '192.168.0.999'"]),
    asked('ip-is-a-url', ["c.NotebookApp.ip = 'http://192.168.0.3'"]),
    asked('ip-loopback-only', [], {
      lan: true,
      files: {},
      before: [SET_UP, "jupyter-expose config set NotebookApp.ip='127.0.0.1'"],
    }),
    asked('port-held', ['c.NotebookApp.port = 8888', 'c.NotebookApp.port_retries = 0'], {
      before: [PRIVATE],
      meanwhile: [OTHER],
    }),
    asked('port-held-moves', ['c.NotebookApp.port = 8888'], { before: [PRIVATE], meanwhile: [OTHER] }),
    asked('port-privileged', ['c.NotebookApp.port = 443']),
    asked('port-of-the-default-held', [], { before: [PRIVATE], meanwhile: [OTHER] }),
    asked('port-moved', ['c.NotebookApp.port = 8888'], {
      before: [PRIVATE],
      meanwhile: [OTHER, startsJupyter()],
    }),
    asked('running', [], { before: [PRIVATE], meanwhile: [startsJupyter()] }),
    asked('restart-needed', [], {
      before: [PRIVATE],
      meanwhile: [
        startsJupyter(),
        `echo "c.NotebookApp.port = 9000" >> ${NOTEBOOK}; touch -d tomorrow ${NOTEBOOK}`,
      ],
    }),
    asked('command-line-wins', ['c.NotebookApp.port = 9000'], {
      before: [PRIVATE],
      meanwhile: [startsJupyter('--port=9001')],
    }),
    asked('other-config', ["c.NotebookApp.base_url = '/new/'"], {
      before: [PRIVATE, 'mkdir service'],
      meanwhile: [`JUPYTER_CONFIG_DIR=service ${startsJupyter('--port=8888')}`],
    }),
    asked('config-argument-missing', [], {
      before: [PRIVATE],
      meanwhile: [startsJupyter('--config=/home/pi/.jupyter/jupyter_notebook_config.py')],
    }),
    asked('config-directory-closed', [], { before: ['chmod 000 .jupyter'] }),
    asked('runtime-directory-closed', [], {
      before: [PRIVATE, 'mkdir -p .local/share/jupyter/runtime && chmod 500 .local/share/jupyter/runtime'],
    }),
    asked('kernels-broken', [], {
      files: {
        ...notebook(),
        '.local/share/jupyter/kernels/python3/kernel.json':
          '{"argv": ["/opt/old/bin/python", "-m", "ipykernel_launcher"], "display_name": "x"}\n',
        '.local/share/jupyter/kernels/other/kernel.json': '{"argv": ["python", "display_name": "x"}\n',
      },
    }),
    asked('services', [], {
      files: {
        ...notebook(),
        '.config/systemd/user/jupyter.service':
          '[Service]\nType=test\nExecStart=/opt/jupyter/bin/jupyter-notebook --config=/home/.jupyter/jupyter_notebook_config.py\n',
        '.config/systemd/user/lab.service': '[Service]\nExecStart=/usr/local/bin/jupyter-lab --no-browser\n',
      },
      etc: {
        'systemd/system/jupyter-root.service': '[Service]\nExecStart=/opt/jupyter/bin/jupyter-notebook\n',
        'systemd/system/jupyter-bob.service':
          '[Service]\nUser=bob\nExecStart=/opt/jupyter/bin/jupyter-notebook\n',
      },
    }),
    asked('root', [], { asRoot: true }),
  ],
  STEP,
);

const command = (name: string, text: string): Situation => ({
  name,
  programs: { 'jupyter-notebook': text },
  typed: 'jupyter-expose doctor',
});
const ENTRY = 'from notebook.app import main\nmain()\n';

/** Is there a Jupyter that can run? */
describeSituations(
  'doctor-installation',
  [
    { name: 'none', typed: 'jupyter-expose doctor' },
    { name: 'none-json', typed: 'jupyter-expose doctor --json', langs: ['en'] },
    command('interpreter-gone', `#!/opt/python3.8/bin/python3.8\n${ENTRY}`),
    {
      ...command(
        'package-gone',
        `#!/opt/jupyter/bin/python -S
${ENTRY}`,
      ),
      jupyter: 'nb64',
      typed: 'PATH=/usr/bin:/bin jupyter-expose doctor',
    },
    {
      name: 'link-dangling',
      before: [
        'mkdir -p bin && ln -s /home/ada/pipx/venvs/notebook/bin/jupyter-notebook bin/jupyter-notebook',
      ],
      typed: 'PATH=/home/ada/bin:/usr/bin:/bin jupyter-expose doctor',
    },
    { name: 'another-target', jupyter: 'nb64', typed: 'jupyter-expose doctor --target lab' },
    { name: 'several', jupyter: 'lab3', typed: 'jupyter-expose doctor' },
  ],
  STEP,
);

const EXPOSE = '.jupyter/expose';
const record = (name: string, value: unknown) => ({ [`${EXPOSE}/${name}.json`]: JSON.stringify(value) });
const mapping = (over: Readonly<Record<string, unknown>> = {}) =>
  record('mapping', {
    schema: 1,
    mapping: {
      protocol: 'upnp',
      gateway: '192.168.0.1',
      internalAddress: '127.0.0.1',
      internalPort: 8888,
      externalPort: 8443,
      description: 'jupyter-expose',
      lease: 3600,
      ...over,
    },
    at: '2026-11-01T00:00:00Z',
  });
const renewal = (what: string) =>
  record('renewal', {
    schema: 1,
    last: '2026-11-01T00:00:00Z',
    results: [{ what, status: 'failed', message: 'It said no.' }],
  });
const DDNS = record('ddns', {
  schema: 1,
  name: 'home.duckdns.org',
  service: 'duckdns',
  addressFrom: 'router',
});
const kept = (name: string, files: Readonly<Record<string, string>>): Situation => ({
  name,
  files,
  before: [`chmod 700 .jupyter ${EXPOSE} && chmod 600 ${EXPOSE}/*`],
  typed: 'jupyter-expose doctor',
});

/** What was asked of the router and of the name service. */
describeSituations(
  'doctor-network',
  [
    kept('mapping-unscheduled', mapping()),
    kept('mapping-other-port', mapping({ internalPort: 9999 })),
    kept('mapping-address-moved', mapping({ internalAddress: '192.0.2.77' })),
    kept('mapping-renewal-failing', { ...mapping(), ...renewal('port-mapping') }),
    kept('name-unscheduled', DDNS),
    kept('name-failing', { ...DDNS, ...renewal('ddns') }),
    {
      name: 'outside-offline',
      jupyter: 'nb64',
      lan: true,
      files: notebook("c.NotebookApp.ip = '*'"),
      before: [PRIVATE],
      typed: 'jupyter-expose doctor --outside',
    },
  ],
  STEP,
);

const RIGHT = "echo 'right horse battery 1' |";
const live = (name: string, typed: string, more: Partial<Situation> = {}): Situation => ({
  ...asked(name, []),
  typed,
  ...more,
});
const URL = 'jupyter-expose doctor --url';

/** Up to a kernel that answers, and a server that is elsewhere. */
describeSituations(
  'doctor-live',
  [
    live('healthy', `${RIGHT} jupyter-expose doctor --live --start --password-stdin`),
    live('password-wrong', 'echo wrong | jupyter-expose doctor --live --start --password-stdin', {
      langs: ['en'],
    }),
    live('not-running', `${RIGHT} jupyter-expose doctor --live --password-stdin`),
    live('no-password', 'jupyter-expose doctor --live'),
    live('kernel-gone', `${RIGHT} jupyter-expose doctor --live --start --password-stdin`, {
      files: {
        ...notebook(),
        '.local/share/jupyter/kernels/python3/kernel.json':
          '{"argv": ["/opt/old/bin/python", "-m", "ipykernel_launcher"], "display_name": "x", "language": "python"}\n',
      },
      langs: ['ko'],
    }),
    live('terminal', 'jupyter-expose doctor --live', {
      answers: [['No Jupyter runs now', '지금 실행 중인 Jupyter가 없', 'n']],
    }),
    live('url', `${RIGHT} ${URL} http://127.0.0.1:8888/ --live --password-stdin`, {
      before: [PRIVATE],
      meanwhile: [startsJupyter()],
      langs: ['en'],
    }),
    { name: 'url-no-scheme', typed: `${URL} localhost:8888` },
    { name: 'url-malformed', typed: `${URL} http://a:b:c/` },
    { name: 'url-name-unknown', typed: `${URL} https://my-jupyter.invalid/` },
    { name: 'url-refused', typed: `${URL} http://127.0.0.1:8888/` },
    { name: 'url-unreachable', typed: `${URL} http://192.168.99.1:8888/` },
    { name: 'url-secret', typed: `${URL} 'http://127.0.0.1:8888/?token=abc'` },
    live('url-https-on-http', `${URL} https://127.0.0.1:8888/`, {
      before: [PRIVATE],
      meanwhile: [startsJupyter()],
    }),
    live('url-plain-http', `${URL} http://192.168.77.10:8888/`, {
      lan: true,
      files: notebook("c.NotebookApp.ip = '*'"),
      before: [PRIVATE],
      meanwhile: [startsJupyter()],
    }),
    { name: 'url-ca-missing', typed: `${URL} https://127.0.0.1:8888/ --ca nowhere.pem` },
    {
      name: 'url-live-over-http',
      typed: `${RIGHT} ${URL} http://192.168.77.10:8888/ --live --password-stdin`,
    },
    { name: 'flags-needed', typed: 'jupyter-expose doctor --start' },
    { name: 'flags-conflict', typed: 'jupyter-expose doctor --live --fix' },
  ],
  STEP,
);

const HEALTHY = { jupyter: 'nb64', lan: true, typed: 'jupyter-expose doctor' } as const;

/** Nothing is wrong. */
describeSituations(
  'doctor-healthy',
  [
    { ...HEALTHY, name: 'before-init' },
    { ...HEALTHY, name: 'after-init', before: [SET_UP] },
    { ...HEALTHY, name: 'after-init-verbose', before: [SET_UP], typed: 'jupyter-expose doctor --verbose' },
    {
      ...HEALTHY,
      name: 'after-init-json',
      before: [SET_UP],
      typed: 'jupyter-expose doctor --json',
      langs: ['en'],
    },
    { ...HEALTHY, name: 'after-init-fix', before: [SET_UP], typed: 'jupyter-expose doctor --fix --yes' },
    { ...HEALTHY, name: 'after-init-plain-http', before: [`${SET_UP} --tls none`] },
    {
      name: 'notebook-7',
      jupyter: 'nb7',
      files: { [SERVER]: `c.PasswordIdentityProvider.hashed_password = '${HASH}'\n` },
      before: [PRIVATE],
      typed: 'jupyter-expose doctor --verbose',
      langs: ['en'],
    },
  ],
  STEP,
);
