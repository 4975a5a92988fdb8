import { NOTEBOOK, notebook, PRIVATE, SERVER, STEP } from './habits.ts';
import { describeSituations, type Situation } from './situations.ts';

const JSON_FILE = '.jupyter/jupyter_notebook_config.json';

/** A config file of classic Notebook 6.4 with these lines at its end. */
const broken = (name: string, text: string, more: Partial<Situation> = {}): Situation => ({
  name,
  jupyter: 'nb64',
  files: { [NOTEBOOK]: `# mine\n${text}\n` },
  before: [PRIVATE],
  typed: 'jupyter-expose doctor',
  ...more,
});

/** Files that Jupyter cannot read, or that say what it does not take. */
describeSituations(
  'doctor-files',
  [
    broken('ip-unquoted', 'c.NotebookApp.ip = 127.0.0.1'),
    broken('leading-blank', " c.NotebookApp.ip = '127.0.0.1'\n c.NotebookApp.token = ''"),
    broken('unexpected-indent', '  import os'),
    broken('smart-quotes', 'c.NotebookApp.ip = ‘127.0.0.1’\nc.NotebookApp.token = “abc”'),
    broken('windows-path', "c.NotebookApp.browser = 'C:\\Users\\me'"),
    broken(
      'notebook-auth-import',
      'from IPython.lib import passwd\nc.NotebookApp.password = passwd("a long one")',
    ),
    broken('module-missing', 'import s3contents'),
    broken(
      'environment-variable-missing',
      "import os\nc.NotebookApp.port_retries = int(os.environ['NB_PORT'])",
    ),
    broken('file-missing', "c.NotebookApp.password = open('/nonexistent/hash').read()"),
    broken('not-utf8', '', {
      before: [
        `printf "# \\307\\321\\261\\333\\nc.NotebookApp.base_url = '/gone/'\\n" > ${NOTEBOOK}`,
        PRIVATE,
      ],
    }),
    broken('nul-byte', '', { before: [`printf "c.NotebookApp.ip = '*'\\n\\000\\n" > ${NOTEBOOK}`, PRIVATE] }),
    broken('tab-mix', "if True:\n        c.NotebookApp.port_retries = 1\n\tc.NotebookApp.ip = 'localhost'"),
    broken('unclosed-quote', "c.NotebookApp.ip = '127.0.0.1"),
    broken('unclosed-bracket', 'c.NotebookApp.tornado_settings = {'),
    broken('wrong-case', 'c.NotebookApp.open_browser = false'),
    broken('name-error', 'c.NotebookApp.token = mysecret'),
    broken('text-unquoted', 'c.NotebookApp.default_url = /lab'),
    broken('unreadable', '', { before: [`chmod 000 ${NOTEBOOK}`] }),
    broken('config-error', 'c.NotebookApp.extra.thing()'),
    broken('config-exits', 'import sys\nsys.exit(1)'),
    broken('json-broken', '', { files: { [JSON_FILE]: '{"NotebookApp": {"base_url": "/gone/",}}\n' } }),
    broken('json-with-bom', '', {
      files: { [JSON_FILE]: '\ufeff{"NotebookApp": {"base_url": "/gone/"}}\n' },
    }),
    broken('value-quoted', "c.NotebookApp.port = '8888'\nc.NotebookApp.quit_button = 'True'"),
    broken('value-type', "c.NotebookApp.ip = ['127.0.0.1']"),
    broken('value-refused', "c.NotebookApp.log_level = 'LOUD'"),
    broken('port-retries-as-port', 'c.NotebookApp.port_retries = 18888'),
    broken('root-dir-missing', "c.NotebookApp.notebook_dir = '~/work'", { before: ['mkdir work', PRIVATE] }),
    broken(
      'names-misspelt',
      "c.NotebookApp.base_ul = '/gone/'\nc.NotebokApp.port = 9000\nc.NotebookApp.prefix_path = '/gone/'\nc.NotebookApp.websocket_ping_interval = 5000",
    ),
    broken('shim-unknown-trait', '', {
      jupyter: 'nb7',
      files: { [NOTEBOOK]: 'c.NotebookApp.prot = 18888\n' },
    }),
    broken('trait-of-another-class', '', {
      jupyter: 'nb7',
      files: { [SERVER]: "c.PasswordIdentityProvider.base_url = '/gone/'\n" },
    }),
    broken('fix', 'c.NotebookApp.ip = 127.0.0.1', {
      typed: 'jupyter-expose doctor --fix --yes; cat .jupyter/jupyter_notebook_config.py',
    }),
    broken('fix-dry-run', 'c.NotebookApp.ip = 127.0.0.1', { typed: 'jupyter-expose doctor --fix --dry-run' }),
    broken('fix-not-confirmed', 'c.NotebookApp.ip = 127.0.0.1', { typed: 'jupyter-expose doctor --fix' }),
    broken('fix-nothing-to-mend', 'import s3contents', { typed: 'jupyter-expose doctor --fix --yes' }),
    broken('json-document', 'c.NotebookApp.ip = 127.0.0.1', {
      typed: 'jupyter-expose doctor --json',
      langs: ['en'],
    }),
    broken('verbose', 'c.NotebookApp.open_browser = false', { typed: 'jupyter-expose doctor --verbose' }),
    broken('quiet', 'c.NotebookApp.open_browser = false', {
      typed: 'jupyter-expose doctor --quiet',
      langs: ['en'],
    }),
    broken('terminal', 'c.NotebookApp.ip = 127.0.0.1', { answers: [] }),
    broken('fix-terminal', 'c.NotebookApp.ip = 127.0.0.1', {
      typed: 'jupyter-expose doctor --fix',
      answers: [['Make these changes?', '이대로 바꿀까요?', 'n']],
    }),
  ],
  STEP,
);

const both = (
  name: string,
  files: Readonly<Record<string, string>>,
  more: Partial<Situation> = {},
): Situation => ({
  name,
  jupyter: 'nb64',
  files,
  before: [PRIVATE],
  typed: 'jupyter-expose doctor',
  ...more,
});
const PORT = 'c.NotebookApp.port = 28417\n';

/** What was written is right and has no effect: something else is stronger. */
describeSituations(
  'doctor-precedence',
  [
    both('json-over-py', { [NOTEBOOK]: PORT, [JSON_FILE]: '{"NotebookApp": {"port": 9999}}\n' }),
    both(
      'both-classes',
      { [NOTEBOOK]: 'c.NotebookApp.port = 9999\nc.ServerApp.port = 28417\n' },
      { jupyter: 'nb7' },
    ),
    both(
      'stronger-file',
      { [SERVER]: 'c.ServerApp.port = 9999\n', [NOTEBOOK]: 'c.ServerApp.port = 28417\n' },
      { jupyter: 'nb7' },
    ),
    both(
      'directory-of-start',
      { 'jupyter_notebook_config.py': 'c.NotebookApp.port = 9999\n', [NOTEBOOK]: PORT },
      { jupyter: 'nb60' },
    ),
    both(
      'config-path',
      { [NOTEBOOK]: PORT, 'shared/jupyter_notebook_config.py': 'c.NotebookApp.port = 9999\n' },
      { env: { JUPYTER_CONFIG_PATH: '/home/ada/shared' } },
    ),
    both('no-config', { [NOTEBOOK]: PORT }, { env: { JUPYTER_NO_CONFIG: '1' } }),
    both('wrong-class', { [NOTEBOOK]: 'c.ServerApp.port = 28417\n' }),
    both(
      'wrong-file',
      { [SERVER]: 'c.ServerApp.port = 28417\n' },
      { jupyter: 'nb57', before: ['chmod 700 .jupyter'] },
    ),
    both(
      'config-d-ignored',
      { '.jupyter/jupyter_server_config.d/port.json': '{"ServerApp": {"port": 28417}}\n' },
      { jupyter: 'nb7', before: ['chmod 700 .jupyter'], typed: 'jupyter-expose doctor --target server' },
    ),
    both('duplicate-line', { [NOTEBOOK]: `${PORT}\n# old\nc.NotebookApp.port = 9999\n` }),
    both('open-browser-ignored', { [NOTEBOOK]: 'c.NotebookApp.open_browser = False\n' }, { jupyter: 'nb7' }),
    both(
      'fix',
      { [NOTEBOOK]: PORT, [JSON_FILE]: '{"NotebookApp": {"port": 9999}}\n' },
      {
        typed: 'jupyter-expose doctor --fix --yes; cat .jupyter/jupyter_notebook_config.*',
      },
    ),
    both(
      'other-config',
      { ...notebook(), 'mine.py': 'c.NotebookApp.ip = 127.0.0.1\n' },
      {
        typed: 'jupyter-expose doctor --config mine.py',
      },
    ),
  ],
  STEP,
);
