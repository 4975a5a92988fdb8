import { HASH, NOTEBOOK, notebook, PRIVATE, QUICK, SERVER } from './habits.ts';
import { describeSituations, type Lang, type Situation } from './situations.ts';

const EN: readonly Lang[] = ['en'];
const KO: readonly Lang[] = ['ko'];
const OUTSIDE = ["c.NotebookApp.ip = '0.0.0.0'", 'c.NotebookApp.open_browser = False'];

/** What is wrong stands in `jupyter_notebook_config.py` of a notebook 6.4, which has a password. */
function broken(name: string, lines: readonly string[], more: Partial<Situation> = {}): Situation {
  return {
    name,
    jupyter: 'nb64',
    files: notebook(...lines),
    before: [PRIVATE],
    typed: 'jupyter-expose doctor',
    ...more,
  };
}

describeSituations('doctor', [
  broken('healthy', []),
  broken('healthy-verbose', [], { typed: 'jupyter-expose doctor --verbose', langs: KO }),
  broken('healthy-json', [], { typed: 'jupyter-expose doctor --json', langs: EN }),
  { name: 'nothing-installed', typed: 'jupyter-expose doctor' },
  { name: 'only-our-config', before: [QUICK], typed: 'jupyter-expose doctor', langs: EN },
  { name: 'unknown-target', typed: 'jupyter-expose doctor --target hub' },

  broken('no-effect', [
    "c.NotebookApp.base_ul = '/a/'",
    "c.NotebokApp.base_url = '/b/'",
    "c.ServerApp.base_url = '/c/'",
    "c.NotebookApp.prefix_path = '/d/'",
    'c.NotebookApp.websocket_ping_interval = 5000',
    'c.NotebookApp.port_retries = 18888',
    'c.NotebookApp.port = 8100',
    'c.NotebookApp.port = 8200',
  ]),
  broken('scar-unquoted', ['c.NotebookApp.ip = 127.0.0.1']),
  broken('scar-leading-blank', [" c.NotebookApp.ip = '127.0.0.1'"], { langs: KO }),
  broken('scar-smart-quotes', ['c.NotebookApp.token = “abc”'], { langs: EN }),
  broken('scar-wrong-case', ['c.NotebookApp.open_browser = false'], { langs: KO }),
  broken('scar-module-missing', ['import s3contents'], { langs: EN }),
  broken('scar-value-type', ["c.NotebookApp.ip = ['127.0.0.1']"], { langs: KO }),
  broken('scar-unreadable', [], { before: [`${PRIVATE} && chmod 000 ${NOTEBOOK}`], langs: EN }),

  broken('open-to-anyone', [], {
    files: { [NOTEBOOK]: [...OUTSIDE, "c.NotebookApp.token = ''", ''].join('\n') },
  }),
  broken(
    'access',
    [
      ...OUTSIDE,
      "c.NotebookApp.token = 'CHANGE_ME'",
      "c.NotebookApp.allow_origin = '*'",
      'c.NotebookApp.disable_check_xsrf = True',
      'c.NotebookApp.trust_xheaders = True',
      'c.NotebookApp.allow_root = True',
    ],
    { before: ['chmod 644 .jupyter/*.py'] },
  ),
  broken('password-plain', [], {
    files: { [NOTEBOOK]: "c.NotebookApp.password = 'right horse battery 1'\n" },
    langs: EN,
  }),
  broken('password-misspelt', [], {
    files: { [NOTEBOOK]: `c.NotebookApp.password = '${HASH.replace('sha1', 'shad1')} '\n` },
    langs: KO,
  }),
  broken('password-required', [], {
    files: { [NOTEBOOK]: 'c.NotebookApp.password_required = True\n' },
    langs: EN,
  }),

  broken('precedence-json', ['c.NotebookApp.port = 8100'], {
    files: {
      ...notebook('c.NotebookApp.port = 8100'),
      '.jupyter/jupyter_notebook_config.json': '{"NotebookApp": {"port": 8200, "open_browser": true}}\n',
      [SERVER]: 'c.ServerApp.port = 8300\n',
    },
  }),
  broken('precedence-no-config', [], { env: { JUPYTER_NO_CONFIG: '1' }, langs: EN }),
  broken('precedence-config-path', ['c.NotebookApp.port = 8100'], {
    files: {
      ...notebook('c.NotebookApp.port = 8100'),
      'shared/jupyter_notebook_config.py': 'c.NotebookApp.port = 8200\n',
    },
    env: { JUPYTER_CONFIG_PATH: '/home/ada/shared' },
    langs: KO,
  }),

  broken('address-foreign', ["c.NotebookApp.ip = '203.0.113.7'"]),
  broken('address-unresolvable', ["c.NotebookApp.ip = '192.168.0.999'"], { langs: EN }),
  broken('port-privileged', ['c.NotebookApp.port = 443'], { langs: KO }),
  broken('port-held', ['c.NotebookApp.port = 8100'], {
    meanwhile: [
      `node -e "require('node:net').createServer().listen(8100, '127.0.0.1', () => require('node:fs').writeFileSync('/tmp/up', ''))" &`,
      'until [ -e /tmp/up ]; do sleep 0.05; done',
    ],
    langs: EN,
  }),
  broken('root', [], { asRoot: true, langs: EN }),

  broken('tls-missing', ["c.NotebookApp.certfile = '/home/ada/nowhere.pem'"]),
  broken('tls-tilde', ["c.NotebookApp.certfile = '~/server.pem'"], { langs: KO }),
  broken('tls-key-alone', ["c.NotebookApp.keyfile = '/home/ada/server.key'"], { langs: EN }),
  broken('tls-expired', [], {
    tools: ['openssl'],
    files: notebook(
      "c.NotebookApp.certfile = '/home/ada/old.pem'",
      "c.NotebookApp.keyfile = '/home/ada/old.key'",
    ),
    before: [
      PRIVATE,
      'openssl req -config /etc/ssl/openssl.cnf -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=notebook -keyout old.key -out old.pem',
      'chmod 644 old.key',
    ],
  }),

  {
    name: 'interpreter-gone',
    programs: {
      'jupyter-notebook': '#!/opt/python3.8/bin/python3.8\nfrom notebook.app import main\nmain()\n',
    },
    typed: 'jupyter-expose doctor',
  },
  broken('service', ['c.NotebookApp.port = 8100'], {
    files: {
      ...notebook('c.NotebookApp.port = 8100'),
      '.config/systemd/user/jupyter.service':
        '[Service]\nExecStart=/opt/jupyter/bin/jupyter notebook --config=/home/pi/.jupyter/jupyter_notebook_config.py\n',
    },
    langs: EN,
  }),
  {
    name: 'mapping-and-name',
    files: {
      '.jupyter/expose/mapping.json':
        '{"schema": 1, "at": "2026-11-01T00:00:00Z", "mapping": {"protocol": "upnp", "gateway": "192.168.0.1", "internalAddress": "192.0.2.77", "internalPort": 9999, "externalPort": 8443, "description": "jupyter-expose", "lease": 3600}}',
      '.jupyter/expose/ddns.json':
        '{"schema": 1, "name": "home.duckdns.org", "service": "duckdns", "addressFrom": "router"}',
      '.jupyter/expose/renewal.json':
        '{"schema": 1, "last": "2026-11-01T00:00:00Z", "results": [{"what": "ddns", "status": "failed", "message": "It said no."}]}',
    },
    before: ['chmod -R go= .jupyter'],
    typed: 'jupyter-expose doctor',
  },

  { name: 'url-refused', typed: 'jupyter-expose doctor --url http://127.0.0.1:8100/' },
  { name: 'url-bad', typed: 'jupyter-expose doctor --url here', langs: EN },
  { name: 'url-unknown-name', typed: 'jupyter-expose doctor --url https://home.example.org/', langs: KO },
  broken('fix-dry-run', ['c.NotebookApp.ip = 127.0.0.1'], {
    typed: 'jupyter-expose doctor --fix --dry-run',
    langs: KO,
  }),
  broken('fix', ['c.NotebookApp.ip = 127.0.0.1'], { typed: 'jupyter-expose doctor --fix --yes', langs: EN }),
  broken('fix-nothing', [], { typed: 'jupyter-expose doctor --fix --yes', langs: KO }),
  broken('fix-not-confirmed', ['c.NotebookApp.ip = 127.0.0.1'], {
    typed: 'jupyter-expose doctor --fix',
    langs: EN,
  }),
  broken('live', ['c.NotebookApp.port = 8100', 'c.NotebookApp.open_browser = False'], {
    typed: "echo 'right horse battery 1' | jupyter-expose doctor --live --start --password-stdin",
  }),
  broken('live-wrong-password', ['c.NotebookApp.port = 8100', 'c.NotebookApp.open_browser = False'], {
    typed: "echo 'wrong horse battery 1' | jupyter-expose doctor --live --start --password-stdin",
    langs: EN,
  }),
]);

const look = (name: string, words: string, more: Partial<Situation> = {}): Situation => ({
  name,
  typed: `jupyter-expose doctor ${words}`,
  ...more,
});

/** Which checks there are, and some of them alone. */
describeSituations('doctor-checks', [
  look('list', '--list-checks'),
  look('list-json', '--list-checks --json', { langs: EN }),
  look('unknown', 'prot'),
  look('unknown-far', 'weather'),
  look('unknown-json', 'prot --json', { langs: EN }),
  look('without-jupyter', 'port firewall', { before: [QUICK] }),
  look('without-jupyter-json', 'port firewall --json', { before: [QUICK], langs: EN }),
  look('verbose', 'tls-schedule --verbose', { before: [QUICK] }),
  broken('one', ["c.NotebookApp.token = ''"], { typed: 'jupyter-expose doctor login' }),
  broken('one-that-needs-another', ['c.NotebookApp.ip = 127.0.0.1'], { typed: 'jupyter-expose doctor ip' }),
  broken('several', ['c.NotebookApp.port = 443'], { typed: 'jupyter-expose doctor port kernels --verbose' }),
]);
