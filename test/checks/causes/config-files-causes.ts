import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { withoutPrivilege } from '../../commands/without-privilege.ts';
import type { EnvironmentName, JupyterApp } from '../../environments.ts';
import { freePort } from '../../real/proxy.ts';
import type { Bench } from './bench.ts';
import type { Cause } from './causes.ts';

/** A cause in a config file, and whether its fix makes Jupyter accept the file. */
export interface ConfigFileCause extends Cause {
  readonly fixes: boolean;
}

/** The base URL that the file sets: the server uses it only if it loads the file. */
const SEEN = '/gone/';

/** The app, file and class that users of each generation use. */
const HABITS: Partial<Record<EnvironmentName, readonly [JupyterApp, string, string]>> = {
  nb57: ['notebook', 'jupyter_notebook_config', 'NotebookApp'],
  nb60: ['notebook', 'jupyter_notebook_config', 'NotebookApp'],
  nb64: ['notebook', 'jupyter_notebook_config', 'NotebookApp'],
  lab30: ['lab', 'jupyter_server_config', 'ServerApp'],
  lab3: ['lab', 'jupyter_server_config', 'ServerApp'],
  nb7: ['notebook', 'jupyter_notebook_config', 'ServerApp'],
};

interface Broken {
  readonly id: string;
  readonly on: EnvironmentName;
  readonly what: string;
  /** The content of the file; `c.X.` is replaced with the class of the generation. */
  readonly text: string | Uint8Array;
  readonly ending?: '.py' | '.json' | '.py.txt';
  /** False if the text must not be preceded by a line that sets the base URL. */
  readonly seen?: boolean;
  readonly fixes?: boolean;
  readonly before?: (bench: Bench, path: string) => void;
  readonly onlyLong?: boolean;
}

/** The base path at which the real server serves. */
export async function servesAt(bench: Bench): Promise<string> {
  const server = await bench.start({ args: ['--no-browser', `--port=${await freePort()}`] });
  await server.stop();
  return server.basePath;
}

export const isServedAsWanted = async (bench: Bench) => expect(await servesAt(bench)).toBe(SEEN);
const isServedAtRoot = async (bench: Bench) => expect(await servesAt(bench)).toBe('/');
const doesNotStart = async (bench: Bench) => {
  expect(await bench.startFails({ args: ['--no-browser'] })).toContain('did not start');
};

function configFileCause(row: Broken, symptom: Cause['symptom']): ConfigFileCause {
  const [app, base, className] = HABITS[row.on] ?? ['notebook', '', ''];
  return {
    id: row.id,
    what: row.what,
    on: row.on,
    app,
    fixes: row.fixes !== false,
    ...(row.onlyLong && { onlyLong: true }),
    symptom,
    prepare: (bench) => {
      const seen = row.seen === false ? '' : `c.${className}.base_url = '${SEEN}'\n`;
      const path = bench.home.write(`${base}${row.ending ?? '.py'}`, '');
      const text =
        typeof row.text === 'string'
          ? seen + row.text.replaceAll('c.X.', `c.${className}.`).replaceAll('"X"', `"${className}"`)
          : row.text;
      writeFileSync(path, text);
      row.before?.(bench, path);
    },
  };
}

const gone = (row: Broken) => configFileCause(row, isServedAtRoot);
const refused = (row: Broken) => configFileCause(row, doesNotStart);
const noEffect = (row: Broken) => configFileCause({ seen: false, ...row }, isServedAtRoot);
const only = (row: Broken): Broken => ({ ...row, onlyLong: true });
/** A hash of the time before Notebook 6.1, as a terminal of 40 columns wraps it. */
const WRAPPED = 'sha1:67c9e60bb8b6:9ffede0825894254b2\ne042ea597d771089e11aed';
const ARGON2 =
  'argon2:$argon2id$v=19$m=10240,t=10,p=8$HbNJjEBKpv5MEtHm\nFzvdUw$kzJmnoFUrWlcbeSYUCzEpgkEBWpNl7OHlbUjcBOFZos';
const bytes = (text: string, encoding: BufferEncoding) => new Uint8Array(Buffer.from(text, encoding));

export const GONE: readonly ConfigFileCause[] = [
  gone({ id: 'ip-unquoted', on: 'nb57', what: 'the address has no quotes', text: 'c.X.ip = 127.0.0.1\n' }),
  gone({ id: 'ip-unquoted', on: 'nb7', what: 'localhost has no quotes', text: 'c.X.ip = localhost\n' }),
  gone({
    id: 'leading-blank',
    on: 'nb64',
    what: 'only the # was deleted',
    text: " c.X.ip = '127.0.0.1'\n c.X.token = ''\n",
  }),
  gone({
    id: 'unexpected-indent',
    on: 'nb64',
    what: 'an import is indented',
    text: '  import os\n',
    fixes: false,
  }),
  gone({
    id: 'smart-quotes',
    on: 'nb7',
    what: "quotes from a blog's page",
    text: 'c.X.ip = ‘127.0.0.1’\nc.X.token = “abc”\n',
  }),
  gone({
    id: 'windows-path',
    on: 'lab3',
    what: 'C:\\Users in ordinary quotes',
    text: "c.X.browser = 'C:\\Users\\me'\n",
  }),
  gone({
    id: 'notebook-auth-import',
    on: 'nb7',
    what: 'passwd from notebook.auth, as tutorials say',
    text: "from notebook.auth import passwd\nc.X.password = passwd('a long one')\n",
  }),
  gone({
    id: 'notebook-auth-import',
    on: 'nb64',
    what: 'passwd from IPython.lib',
    text: "from IPython.lib import passwd\nc.X.password = passwd('a long one')\n",
  }),
  gone({
    id: 'module-missing',
    on: 'nb64',
    what: 'a module that is not here',
    text: 'import s3contents\n',
    fixes: false,
  }),
  gone({
    id: 'environment-variable-missing',
    on: 'lab3',
    what: "os.environ['NB_PORT'] outside its container",
    text: "import os\nc.X.port_retries = int(os.environ['NB_PORT'])\n",
    fixes: false,
  }),
  gone({
    id: 'file-missing-in-config',
    on: 'nb64',
    what: 'the hash is read from a file that is gone',
    text: "c.X.password = open('/nonexistent/hash').read()\n",
    fixes: false,
  }),
  gone({
    id: 'not-utf8',
    on: 'nb64',
    what: 'saved as cp949, Korean in a string',
    text: bytes(
      "# \xc7\xd1\xb1\xdb\nc.NotebookApp.base_url = '/gone/'\nc.NotebookApp.cookie_options = {'a': '\xc7\xd1'}\n",
      'latin1',
    ),
  }),
  gone({
    id: 'utf-16',
    on: 'nb64',
    what: 'saved as “Unicode” by Notepad',
    text: bytes("\ufeffc.NotebookApp.base_url = '/gone/'\r\n", 'utf16le'),
  }),
  gone({ id: 'nul-byte', on: 'nb60', what: 'a NUL byte from a broken disk', text: "c.X.token = 'a'\n\0\n" }),
  gone({
    id: 'tab-mix',
    on: 'nb64',
    what: 'a tab among blanks',
    text: "if True:\n        c.X.port_retries = 1\n\tc.X.ip = 'localhost'\n",
    fixes: false,
  }),
  gone({ id: 'unclosed', on: 'nb64', what: 'a quote is not closed', text: "c.X.ip = '127.0.0.1\n" }),
  gone({
    id: 'unclosed',
    on: 'nb60',
    what: 'a bracket is not closed',
    text: 'c.X.tornado_settings = {\n',
    fixes: false,
  }),
  gone({
    id: 'wrong-case',
    on: 'nb57',
    what: 'false as in other languages',
    text: 'c.X.open_browser = false\n',
  }),
  gone({
    id: 'name-error',
    on: 'nb64',
    what: 'a name that means nothing',
    text: 'c.X.token = mysecret\n',
    fixes: false,
  }),
  gone({ id: 'text-unquoted', on: 'lab3', what: 'a path without quotes', text: 'c.X.default_url = /lab\n' }),
  gone({
    id: 'json-broken',
    on: 'nb7',
    what: 'a comma too many',
    ending: '.json',
    seen: false,
    text: '{"X": {"base_url": "/gone/",}}\n',
    fixes: false,
  }),
  gone({
    id: 'bom-json',
    on: 'nb7',
    what: 'JSON saved with a byte order mark',
    ending: '.json',
    seen: false,
    text: '\ufeff{"X": {"base_url": "/gone/"}}\n',
  }),
  gone({
    id: 'config-unreadable',
    on: 'nb64',
    what: 'the file belongs to root, mode 0600',
    text: '',
    fixes: false,
    before: (bench, path) => {
      chownSync(path, 65_534, 65_534);
      chmodSync(path, 0o600);
      bench.prefix = withoutPrivilege();
    },
  }),
  gone({
    id: 'config-error',
    on: 'nb64',
    what: 'a method that does not exist',
    text: 'c.X.extra.thing()\n',
    fixes: false,
  }),
  gone({
    id: 'value-wrapped',
    on: 'nb64',
    what: 'a terminal wrapped the hash',
    text: `c.X.password = '${WRAPPED}'\n`,
  }),
  gone({
    id: 'value-wrapped',
    on: 'nb7',
    what: 'a mail program wrapped an argon2 hash and indented it',
    text: `c.X.password = u'${ARGON2.replace('\n', '\r\n    ')}'\r\n`,
  }),
  gone({
    id: 'lookalike-character',
    on: 'nb57',
    what: 'a no-break space from a web page',
    text: "c.X.ip =\u00a0'127.0.0.1'\n",
  }),
  gone({
    id: 'lookalike-character',
    on: 'nb7',
    what: 'signs of a Korean keyboard',
    text: 'c.X.ip ＝ ＇127.0.0.1＇\n',
  }),
  gone(only({ id: 'capital-c', on: 'nb64', what: 'C for c', text: "C.NotebookApp.ip = '127.0.0.1'\n" })),
  gone(only({ id: 'root-missing', on: 'nb7', what: 'no c.', text: "ServerApp.ip = '127.0.0.1'\n" })),
  gone(
    only({
      id: 'get-config-not-called',
      on: 'lab3',
      what: 'get_config without its brackets',
      seen: false,
      text: "c = get_config\nc.X.base_url = '/gone/'\n",
    }),
  ),
  gone(
    only({
      id: 'two-settings',
      on: 'nb64',
      what: 'a line end got lost',
      seen: false,
      text: "c.X.base_url = '/gone/' c.X.port = 18888\n",
    }),
  ),
  gone(only({ id: 'equals-missing', on: 'nb7', what: 'no =', text: 'c.X.port 18888\n' })),
  gone(only({ id: 'option-in-file', on: 'nb64', what: 'an option', text: '--ip=127.0.0.1\n' })),
  gone(only({ id: 'not-code', on: 'nb64', what: 'a shell command', text: 'jupyter notebook password\n' })),
  gone({
    id: 'value-quoted',
    on: 'nb7',
    what: 'True has quotes, in jupyter_notebook_config.py',
    seen: false,
    text: "c.X.quit_button = 'True'\nc.X.base_url = '/gone/'\n",
  }),
];

export const REFUSED: readonly ConfigFileCause[] = [
  refused({ id: 'value-quoted', on: 'nb57', what: 'the port has quotes', text: "c.X.port = '8888'\n" }),
  refused({ id: 'value-quoted', on: 'lab30', what: 'False has quotes', text: "c.X.quit_button = 'False'\n" }),
  refused({
    id: 'port-retries-as-port',
    on: 'nb64',
    what: 'the port went to port_retries',
    text: "c.X.port_retries = '18888'\n",
  }),
  refused({
    id: 'value-type',
    on: 'nb64',
    what: 'a list where a text belongs',
    text: "c.X.ip = ['127.0.0.1']\n",
    fixes: false,
  }),
  refused({
    id: 'value-refused',
    on: 'lab3',
    what: 'a log level nobody knows',
    text: "c.X.log_level = 'LOUD'\n",
    fixes: false,
  }),
  refused({
    id: 'shim-unknown-trait',
    on: 'nb7',
    what: 'an old setting of NotebookApp',
    text: 'c.NotebookApp.server_extensions = []\n',
  }),
  refused({
    id: 'shim-unknown-trait',
    on: 'nb7',
    what: 'a slip in an old name',
    text: 'c.NotebookApp.prot = 18888\n',
  }),
  refused({
    id: 'root-dir-missing',
    on: 'nb64',
    what: '~ in notebook_dir',
    text: "c.X.notebook_dir = '~/work'\n",
    before: (bench) => mkdirSync(bench.home.at('work')),
  }),
  refused({
    id: 'class-not-installed',
    on: 'nb57',
    what: 'the contents manager of a package that is not here',
    text: "c.X.contents_manager_class = 'notedown.NotedownContentsManager'\n",
  }),
  refused({
    id: 'json-flat-key',
    on: 'nb64',
    what: 'class and setting in one key',
    ending: '.json',
    seen: false,
    text: '{"NotebookApp.base_url": "/gone/"}\n',
  }),
  refused(
    only({ id: 'trailing-comma', on: 'nb64', what: 'a comma after the port', text: 'c.X.port = 18888,\n' }),
  ),
  refused({
    id: 'config-exits',
    on: 'nb64',
    what: 'the file calls exit',
    text: 'import sys\nsys.exit(1)\n',
    fixes: false,
  }),
  refused({
    id: 'json-broken',
    on: 'nb64',
    what: 'a broken jupyter_notebook_config.json',
    ending: '.json',
    seen: false,
    text: '{"X": {"base_url": "/gone/",}}\n',
    fixes: false,
  }),
  refused({
    id: 'json-broken',
    on: 'lab3',
    what: 'a broken jupyter_server_config.json',
    ending: '.json',
    seen: false,
    text: '{"X": {"base_url": "/gone/"}\n',
    fixes: false,
  }),
];

export const NO_EFFECT: readonly ConfigFileCause[] = [
  noEffect({
    id: 'trait-misspelt',
    on: 'nb57',
    what: 'a letter is missing',
    text: "c.X.base_ul = '/gone/'\n",
  }),
  noEffect({
    id: 'trait-misspelt',
    on: 'nb7',
    what: 'two letters are swapped',
    text: "c.X.bsae_url = '/gone/'\n",
  }),
  noEffect({
    id: 'trait-misspelt',
    on: 'lab30',
    what: 'without the underscore',
    text: "c.X.baseurl = '/gone/'\n",
  }),
  noEffect({
    id: 'class-misspelt',
    on: 'nb64',
    what: 'NotebokApp',
    text: "c.NotebokApp.base_url = '/gone/'\n",
  }),
  noEffect({ id: 'class-misspelt', on: 'lab3', what: 'SeverApp', text: "c.SeverApp.base_url = '/gone/'\n" }),
  noEffect({ id: 'line-sets-nothing', on: 'nb57', what: '== for =', text: "c.X.base_url == '/gone/'\n" }),
  noEffect({
    id: 'line-sets-nothing',
    on: 'nb7',
    what: 'a colon, as in JSON',
    text: "c.X.base_url: '/gone/'\n",
  }),
  noEffect(
    only({
      id: 'config-object-own',
      on: 'lab3',
      what: 'c = Config()',
      text: "from traitlets.config import Config\nc = Config()\nc.X.base_url = '/gone/'\n",
    }),
  ),
  noEffect({
    id: 'near-miss-file',
    on: 'nb64',
    what: 'saved by an editor that adds .txt',
    ending: '.py.txt',
    text: "c.X.base_url = '/gone/'\n",
  }),
  noEffect({
    id: 'trait-of-another-class',
    on: 'nb7',
    what: 'the setting of another class',
    text: "c.PasswordIdentityProvider.base_url = '/gone/'\n",
  }),
  noEffect({
    id: 'trait-of-newer-version',
    on: 'nb64',
    what: 'a setting of jupyter_server 2',
    text: 'c.X.websocket_ping_interval = 5000\n',
    fixes: false,
  }),
  noEffect({
    id: 'trait-unknown',
    on: 'nb64',
    what: 'a setting that never was',
    text: "c.X.prefix_path = '/gone/'\n",
    fixes: false,
  }),
  noEffect({
    id: 'port-retries-as-port',
    on: 'lab3',
    what: 'the number of the port went to port_retries',
    text: 'c.X.port_retries = 18888\n',
    fixes: false,
  }),
];
