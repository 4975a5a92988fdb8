import type { EnvironmentName, JupyterApp } from '../environments.ts';

/** The initial files; `config/` is ~/.jupyter, `strong/` a directory that Jupyter ranks above it. */
export interface Before {
  readonly [path: string]: string | Uint8Array;
}

export interface PrecedenceCase {
  readonly what: string;
  readonly name: EnvironmentName;
  readonly app: JupyterApp;
  readonly files: Before;
  /** What the user sees before confirming. */
  readonly says: readonly RegExp[];
  /** The expected content of files afterwards, byte for byte. */
  readonly keeps?: Before;
}

const NOTEBOOK_PY = 'config/jupyter_notebook_config.py';
const NOTEBOOK_JSON = 'config/jupyter_notebook_config.json';
const SERVER_PY = 'config/jupyter_server_config.py';
const SERVER_JSON = 'config/jupyter_server_config.json';

/** '# 한글 주석' in cp949, with its coding cookie. */
const CP949 = Buffer.concat([
  Buffer.from('# -*- coding: cp949 -*-\n# '),
  Buffer.from([0xc7, 0xd1, 0xb1, 0xdb, 0x20, 0xc1, 0xd6, 0xbc, 0xae]),
  Buffer.from('\nc.ServerApp.port = 9001\n'),
]);

/** Each case ends with exit code 0, and the real server then runs with the chosen settings. */
export const APPLIED: readonly PrecedenceCase[] = [
  {
    what: 'jupyter_server_config.json with another port and address',
    name: 'nb7',
    app: 'notebook',
    files: { [SERVER_JSON]: '{\n  "ServerApp": {"port": 9001, "ip": "127.0.0.2"}\n}\n' },
    says: [/jupyter_server_config\.json:2 .*would win/],
    keeps: { [SERVER_JSON]: '{\n  "ServerApp": {"port": 8100, "ip": "*"}\n}\n' },
  },
  {
    what: 'a .json beside the .py, on Notebook 6',
    name: 'nb64',
    app: 'notebook',
    files: {
      [NOTEBOOK_PY]: 'c.NotebookApp.port = 9001\n',
      [NOTEBOOK_JSON]: '{"NotebookApp": {"port": 9002, "open_browser": true}}',
    },
    says: [/jupyter_notebook_config\.json:1 .*would win/],
  },
  {
    what: 'a directory that outranks ~/.jupyter',
    name: 'nb7',
    app: 'notebook',
    files: {
      'strong/jupyter_server_config.py': 'c.ServerApp.port = 9001  # ours\nc.ServerApp.quit_button = False\n',
      [NOTEBOOK_PY]: 'c.ServerApp.port = 9002\n',
    },
    says: [/strong\/jupyter_server_config\.py:1 .*would win/],
    keeps: {
      'strong/jupyter_server_config.py': 'c.ServerApp.port = 8100  # ours\nc.ServerApp.quit_button = False\n',
    },
  },
  {
    what: 'NotebookApp.port beside ServerApp.port in one file',
    name: 'nb7',
    app: 'notebook',
    files: { [NOTEBOOK_PY]: 'c.ServerApp.port = 9001\nc.NotebookApp.port = 9002\n' },
    says: [/jupyter_notebook_config\.py:2 .*would win/],
  },
  {
    what: 'NotebookApp.open_browser, which Notebook 7 ignores',
    name: 'nb7',
    app: 'notebook',
    files: { [NOTEBOOK_PY]: 'c.NotebookApp.open_browser = False\n' },
    says: [/\+c\.ServerApp\.open_browser = False/],
  },
  {
    what: 'a port that comes from os.environ',
    name: 'nb7',
    app: 'notebook',
    files: { [NOTEBOOK_PY]: "import os\nc.ServerApp.port = int(os.environ.get('PORT', '9001'))\n" },
    says: [/^Port: 8100$/m],
  },
  {
    what: 'a port that is set in an if, on Notebook 6',
    name: 'nb64',
    app: 'notebook',
    files: { [NOTEBOOK_PY]: 'if True:\n    c.NotebookApp.port = 9001\nc.NotebookApp.quit_button = False\n' },
    says: [/^Port: 8100$/m],
    keeps: {
      [NOTEBOOK_PY]: 'if True:\n    c.NotebookApp.port = 9001\nc.NotebookApp.quit_button = False\n',
    },
  },
  {
    what: 'CRLF line ends',
    name: 'nb64',
    app: 'notebook',
    files: { [NOTEBOOK_PY]: '# mine\r\nc.NotebookApp.port = 9001\r\nc.NotebookApp.quit_button = False\r\n' },
    says: [/-c\.NotebookApp\.port = 9001/],
    keeps: {
      [NOTEBOOK_PY]: '# mine\r\nc.NotebookApp.port = 8100\r\nc.NotebookApp.quit_button = False\r\n',
    },
  },
  {
    what: 'a file in cp949',
    name: 'nb7',
    app: 'server',
    files: { [SERVER_PY]: CP949 },
    says: [/-c\.ServerApp\.port = 9001/],
    keeps: { [SERVER_PY]: Buffer.from(CP949.toString('latin1').replace('9001', '8100'), 'latin1') },
  },
];

/** Each case ends with this exit code and these messages, and every file is unchanged. */
export const REFUSED: readonly (PrecedenceCase & { readonly code: number; readonly readOnly?: true })[] = [
  {
    what: 'a stronger file that this person may not write',
    name: 'nb7',
    app: 'notebook',
    files: { 'strong/jupyter_server_config.py': '# ours\nc.ServerApp.port = 9001\n' },
    readOnly: true,
    code: 4,
    says: [/strong\/jupyter_server_config\.py:2 sets ServerApp\.port/, /may not be written/],
  },
  {
    what: 'another setting of the wrong type, which Notebook 7 would not start with',
    name: 'nb7',
    app: 'notebook',
    files: { [NOTEBOOK_PY]: 'c.ServerApp.base_url = 5\nc.ServerApp.port = 9001\n' },
    code: 1,
    says: [/base_url.*expected a unicode string/, /Restored .*jupyter_notebook_config\.py/],
  },
  {
    what: 'another setting of the wrong type, which Notebook 6 would not start with',
    name: 'nb64',
    app: 'notebook',
    files: { [NOTEBOOK_PY]: "c.NotebookApp.port_retries = 1\nc.NotebookApp.allow_root = 'maybe'\n" },
    code: 1,
    says: [/allow_root.*expected a boolean/, /Restored .*jupyter_notebook_config\.py/],
  },
  {
    what: 'a file that raises an exception, so that Jupyter drops all of it',
    name: 'nb7',
    app: 'notebook',
    files: { [NOTEBOOK_PY]: 'from notebook.auth import passwd\nc.ServerApp.port = 9001\n' },
    // It would be dropped after the change as well, so nothing is begun.
    code: 4,
    says: [/jupyter_notebook_config\.py:1: .*notebook\.auth/, /doctor --fix/],
  },
];
