/** Contradictory config files, by path below the test's directory. */
export interface SituationFiles {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

const NOTEBOOK_PY = 'user/jupyter_notebook_config.py';
const NOTEBOOK_JSON = 'user/jupyter_notebook_config.json';
const SERVER_PY = 'user/jupyter_server_config.py';
const SERVER_JSON = 'user/jupyter_server_config.json';
const LAB_PY = 'user/jupyter_lab_config.py';

/** Every row applies to every generation: one reads what another ignores. */
export const SITUATIONS: readonly SituationFiles[] = [
  { name: 'nothing there yet', files: {} },
  {
    name: 'JSON over .py, both classes',
    files: {
      [NOTEBOOK_PY]: 'c.NotebookApp.port = 9001\nc.ServerApp.ip = "127.0.0.2"\n',
      [NOTEBOOK_JSON]: '{"NotebookApp": {"port": 9002}, "ServerApp": {"port": 9003}}',
      [SERVER_PY]: 'c.ServerApp.port = 9004\n',
      [SERVER_JSON]: '{"ServerApp": {"ip": "127.0.0.3"}}',
    },
  },
  {
    name: 'jupyter_server_config over jupyter_lab_config over jupyter_notebook_config',
    files: {
      [SERVER_PY]: 'c.ServerApp.port = 9001\n',
      [LAB_PY]: 'c.ServerApp.port = 9002\nc.ServerApp.ip = "127.0.0.2"\n',
      [NOTEBOOK_PY]: 'c.ServerApp.port = 9003\nc.ServerApp.ip = "127.0.0.3"\nc.ServerApp.password = "x"\n',
    },
  },
  {
    name: 'a directory above ~/.jupyter',
    files: {
      'strong/jupyter_notebook_config.py': 'c.NotebookApp.port = 9001\nc.ServerApp.port = 9002\n',
      'strong/jupyter_server_config.json': '{"ServerApp": {"ip": "127.0.0.2", "port": 9003}}',
      [NOTEBOOK_PY]: 'c.NotebookApp.port = 9004\n',
      [SERVER_JSON]: '{"ServerApp": {"ip": "127.0.0.3"}}',
    },
  },
  {
    name: 'NotebookApp beats ServerApp in one file',
    files: {
      [NOTEBOOK_PY]: 'c.ServerApp.port = 9001\nc.NotebookApp.port = 9002\n',
      [SERVER_PY]: 'c.NotebookApp.ip = "127.0.0.2"\nc.ServerApp.ip = "127.0.0.3"\n',
    },
  },
  {
    name: 'old class names of the applications themselves',
    files: {
      [LAB_PY]: 'c.LabApp.port = 9001\nc.LabApp.ip = "127.0.0.2"\n',
      [NOTEBOOK_PY]: 'c.JupyterNotebookApp.port = 9002\nc.LabApp.ip = "127.0.0.3"\n',
      [SERVER_PY]: 'c.LabApp.password = "x"\nc.JupyterNotebookApp.password = "y"\n',
    },
  },
  {
    name: 'the ignored NotebookApp.open_browser, and who beats ServerApp.open_browser',
    files: {
      [NOTEBOOK_PY]: 'c.NotebookApp.open_browser = False\nc.JupyterNotebookApp.open_browser = True\n',
      [LAB_PY]: 'c.LabApp.open_browser = True\nc.ExtensionApp.open_browser = True\n',
      [SERVER_PY]: 'c.ServerApp.open_browser = True\nc.LabServerApp.open_browser = True\n',
    },
  },
  {
    name: '`jupyter server password` was here',
    files: {
      [SERVER_JSON]: '{\n  "IdentityProvider": {\n    "hashed_password": "from-json"\n  }\n}',
      [SERVER_PY]: 'c.ServerApp.password = "from-py"\n',
    },
  },
  {
    name: 'old passwords in JSON, one of them empty',
    files: {
      [NOTEBOOK_JSON]: '{"NotebookApp": {"password": ""}}',
      [SERVER_JSON]: '{"ServerApp": {"password": "old"}}',
      [SERVER_PY]: 'c.PasswordIdentityProvider.hashed_password = "new"\n',
    },
  },
  {
    name: 'passwords everywhere',
    files: {
      [SERVER_PY]: 'c.ServerApp.password = "a"\nc.NotebookApp.password = "b"\n',
      [NOTEBOOK_PY]: 'c.NotebookApp.password = "c"\nc.PasswordIdentityProvider.hashed_password = "d"\n',
      [LAB_PY]: 'c.PasswordIdentityProvider.password_required = False\nc.ServerApp.password = "e"\n',
      'user/jupyter_config.py': 'c.ServerApp.password = "f"\nc.NotebookApp.password = "g"\n',
      'strong/jupyter_config.json': '{"IdentityProvider": {"hashed_password": "h"}}',
    },
  },
  {
    name: 'jupyter_config under all others',
    files: {
      'user/jupyter_config.py':
        'c.NotebookApp.port = 9001\nc.ServerApp.port = 9002\nc.ServerApp.ip = "127.0.0.2"\n',
      [NOTEBOOK_PY]: 'c.NotebookApp.port = 9003\n',
    },
  },
  {
    name: 'everything at once',
    files: {
      'strong/jupyter_config.py': 'c.NotebookApp.port = 9000\n',
      'strong/jupyter_server_config.py':
        'c.NotebookApp.ip = "127.0.0.2"\nc.ServerApp.password_required = False\n',
      'strong/jupyter_notebook_config.json': '{"NotebookApp": {"open_browser": true, "port": 9001}}',
      [SERVER_JSON]: '{"ServerApp": {"port": 9002, "password": "a"}, "LabApp": {"port": 9003}}',
      [LAB_PY]:
        'c.ExtensionApp.open_browser = True\nc.NotebookApp.password = "b"\nc.LabApp.ip = "127.0.0.4"\n',
      [NOTEBOOK_PY]: 'c.NotebookApp.password = "c"\nc.NotebookApp.port_retries = 7\n',
    },
  },
];

const SERVER_CLASSES = ['ServerApp', 'NotebookApp', 'LabApp', 'JupyterNotebookApp'];
const KEYS: readonly (readonly string[])[] = [
  SERVER_CLASSES.map((name) => `${name}.port`),
  [
    ...SERVER_CLASSES.map((name) => `${name}.password`),
    'PasswordIdentityProvider.hashed_password',
    'IdentityProvider.hashed_password',
  ],
  [...SERVER_CLASSES, 'ExtensionApp', 'LabServerApp'].map((name) => `${name}.open_browser`),
  [...SERVER_CLASSES, 'PasswordIdentityProvider'].map((name) => `${name}.password_required`),
];
const BASES = ['jupyter_config', 'jupyter_server_config', 'jupyter_notebook_config', 'jupyter_lab_config'];

/** Up to five settings of one trait, spread over all files, formats and spellings; deterministic by seed. */
export function randomSituations(count: number, seed: number): SituationFiles[] {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >> 8) % limit;
  };
  const pick = <T>(items: readonly T[], other: T): T => items[below(items.length)] ?? other;
  return Array.from({ length: count }, (_, index) => {
    const keys = pick(KEYS, []);
    const byFile = new Map<string, [string, string | number | boolean][]>();
    for (let left = 1 + below(5); left > 0; left -= 1) {
      const format = below(3) === 0 ? 'json' : 'py';
      const path = `${below(3) === 0 ? 'strong' : 'user'}/${pick(BASES, '')}.${format}`;
      const key = pick(keys, '');
      byFile.set(path, [...(byFile.get(path) ?? []), [key, valueFor(key, below)]]);
    }
    const files = [...byFile].map(([path, settings]) => [
      path,
      path.endsWith('.json') ? jsonText(settings) : pythonText(settings),
    ]);
    return { name: `random ${seed}/${index}`, files: Object.fromEntries(files) as Record<string, string> };
  });
}

function valueFor(key: string, below: (limit: number) => number): string | number | boolean {
  if (key.endsWith('port')) {
    return 20_000 + below(10_000);
  }
  if (key.endsWith('password')) {
    return below(6) === 0 ? '' : `hash-${below(10_000)}`;
  }
  return below(2) === 0;
}

function pythonText(settings: readonly (readonly [string, string | number | boolean])[]): string {
  const literal = (value: string | number | boolean) =>
    typeof value === 'boolean' ? (value ? 'True' : 'False') : JSON.stringify(value);
  return settings.map(([key, value]) => `c.${key} = ${literal(value)}\n`).join('');
}

function jsonText(settings: readonly (readonly [string, string | number | boolean])[]): string {
  const sections: Record<string, Record<string, unknown>> = {};
  for (const [key, value] of settings) {
    const [className = '', name = ''] = key.split('.');
    sections[className] = { ...sections[className], [name]: value };
  }
  return JSON.stringify(sections, null, 2);
}
