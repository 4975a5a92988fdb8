import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Place, SetUp, Touched } from './set-up.ts';
import type { Mutation } from './verdict.ts';

const isPython = ({ format }: SetUp) => format === 'py';
const isJson = ({ format }: SetUp) => format === 'json';
const isUser = ({ layer }: SetUp) => layer === 'user';

/** What people do to the line of the address, in a Python file. */
function lines(list: Readonly<Record<string, (line: string) => string>>, trait = 'ip'): Mutation[] {
  return Object.entries(list).map(([what, change]) => ({
    kind: 'file',
    what: `the line of ${trait} ${what}`,
    on: isPython,
    apply: (place) => place.editLine(trait, change),
  }));
}

/** What people do to the whole text. The second element says what of it the doctor may name instead of the file. */
function texts(
  list: Readonly<Record<string, (text: string, place: Place) => string | Uint8Array>>,
  on: Mutation['on'],
): Mutation[] {
  return Object.entries(list).map(([what, change]) => ({
    kind: 'file',
    what: `the file ${what}`,
    ...(on && { on }),
    apply(place) {
      place.write(change(place.text(), place));
      return { names: [place.file, basename(place.file)], file: place.file };
    },
  }));
}

/** A line that is added to a Python file, and what else of it may be named. */
function added(list: readonly (string | readonly [line: string, ...names: string[]])[]): Mutation[] {
  return list.map((one) => {
    const [line = '', ...names] = [one].flat();
    return {
      kind: 'file',
      what: `added: ${line.replaceAll('\n', '⏎')}`,
      on: isPython,
      apply(place): Touched {
        const text = line.replaceAll('c.X.', `c.${place.section}.`);
        const before = place.lines();
        place.write([...before, text].join('\n'));
        const at = text.split('\n').map((_, index) => before.length + 1 + index);
        return { names, file: place.file, lines: at };
      },
    };
  });
}

const value = (line: string) => line.slice(line.indexOf('=') + 1).trim();
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

const PYTHON_LINES = lines({
  'lost its c.': (line) => line.replace(/^c\./, ''),
  'has a capital C': (line) => line.replace(/^c/, 'C'),
  'is a comment': (line) => `# ${line}`,
  'is a comment of C': (line) => `// ${line}`,
  'lost its =': (line) => line.replace(' =', ''),
  'has == for =': (line) => line.replace('=', '=='),
  'has := for =': (line) => line.replace('=', ':='),
  'has : for =': (line) => line.replace(' =', ':'),
  'has => for =': (line) => line.replace('=', '=>'),
  'has += for =': (line) => line.replace('=', '+='),
  'has a comma at its end': (line) => `${line},`,
  'has a semicolon at its end': (line) => `${line};`,
  'has a comma for the point': (line) => line.replace('.', ','),
  'has a blank after the point': (line) => line.replace('.', '. '),
  'has no quotes': (line) => line.replaceAll("'", ''),
  'has one quote': (line) => line.replace(/'\s*$/, ''),
  'has two kinds of quotes': (line) => line.replace(/'\s*$/, '"'),
  'has backticks': (line) => line.replaceAll("'", '`'),
  'has typographic quotes': (line) => line.replace("'", '‘').replace("'", '’'),
  'has guillemets': (line) => line.replace("'", '«').replace("'", '»'),
  'has doubled quotes': (line) => line.replaceAll("'", "''"),
  'is indented': (line) => `    ${line}`,
  'has a tab before it': (line) => `\t${line}`,
  'has a + of a diff before it': (line) => `+${line}`,
  'has a prompt before it': (line) => `>>> ${line}`,
  'has In [1]: before it': (line) => `In [1]: ${line}`,
  'has a bullet before it': (line) => `- ${line}`,
  'has a number before it': (line) => `12 ${line}`,
  'has an i of vi before it': (line) => `i${line}`,
  'was changed to a colon command': (line) => `:${line}`,
  'has HTML quotes': (line) => line.replaceAll("'", '&#39;'),
  'has an HTML blank': (line) => line.replace(' ', '&nbsp;'),
  'has a no-break space': (line) => line.replace(' ', '\u00a0'),
  'has a zero-width space': (line) => `\u200b${line}`,
  'has an arrow for the point': (line) => line.replace('.', '->'),
  'has a full-width =': (line) => line.replace('=', '＝'),
  'has brackets': (line) => line.replace(/\.(\w+) =/, "['$1'] ="),
  'is in lower case': (line) => line.toLowerCase(),
  'has a class with an s': (line) => line.replace('App.', 'Apps.'),
  'has Ip for ip': (line) => line.replace('.ip ', '.Ip '),
  'has ip_address for ip': (line) => line.replace('.ip ', '.ip_address '),
  'has host for ip': (line) => line.replace('.ip ', '.host '),
  'has bind for ip': (line) => line.replace('.ip ', '.bind '),
  'has the class twice': (line) => line.replace(/c\.(\w+)\./, 'c.$1.$1.'),
  'has config. for c.': (line) => line.replace(/^c\./, 'config.'),
  'has self. for c.': (line) => line.replace(/^c\./, 'self.'),
  'is an option': (line) => `--ip=${value(line)}`,
  'is of YAML': (line) => `ip: ${value(line)}`,
  'is an export': (line) => `export ${line}`,
  'is in a triple quote': (line) => `"""\n${line}`,
  'is under an if without a colon': (line) => `if True\n    ${line}`,
  'is under if False': (line) => `if False:\n    ${line}`,
  'is in a function': (line) => `def configure():\n    ${line}`,
  'is under an if of the host name': (line) =>
    `import socket\nif socket.gethostname() == 'work':\n    ${line}`,
  'is in a try that hides its mistake': (line) =>
    `try:\n    import gone\n    ${line}\nexcept ImportError:\n    pass`,
  'is set with a method': (line) => line.replace(/ = (.*)$/, '($1)'),
  'is joined with the next one': (line) => `${line} c.Application.log_level = 10`,
});

const PASSWORD_LINES = lines(
  {
    'is broken in its middle': (line) => `${line.slice(0, 70)}\n${line.slice(70)}`,
    'lost its last quote': (line) => line.replace(/'\s*$/, ''),
    'is a comment': (line) => `#${line}`,
    'is of bytes': (line) => line.replace(" '", " b'"),
    'has u before its quotes': (line) => line.replace(" '", " u'"),
    'calls passwd() for the text': (line) => line.replace(/= '.*'/, "= passwd('correct horse')"),
    'reads a file': (line) => line.replace(/= '.*'/, "= open('hash.txt').read()"),
    'reads a variable': (line) => line.replace(/= '.*'/, "= __import__('os').environ['JUPYTER_HASH']"),
    'reads a variable that may be missing': (line) =>
      line.replace(/= '.*'/, "= __import__('os').getenv('JUPYTER_HASH', '')"),
    'has the trait passwd': (line) => line.replace(/\.(?:hashed_)?password =/, '.passwd ='),
    'has the trait password_hash': (line) => line.replace(/\.(?:hashed_)?password =/, '.password_hash ='),
    'has $ of a shell taken out': (line) => line.replace(/\$\w*/g, ''),
    'has its colons taken out': (line) => line.replaceAll(':', ''),
  },
  'password',
);

const PORT_LINES = lines(
  {
    'has letter O': (line) => line.replaceAll('0', 'O'),
    'has a leading zero': (line) => line.replace(/= /, '= 0'),
    'has a thousands comma': (line) => line.replace('8100', '8,100'),
    'has a range': (line) => line.replace('8100', '8100-8110'),
    'has quotes': (line) => line.replace('8100', "'8100'"),
    'has an environment variable': (line) => line.replace('8100', "int(__import__('os').environ['PORT'])"),
    'has ports for port': (line) => line.replace('.port ', '.ports '),
    'has prot for port': (line) => line.replace('.port ', '.prot '),
    'is divided': (line) => line.replace('8100', '16200 / 2'),
    'is a comment': (line) => `#${line}`,
  },
  'port',
);

const PYTHON_TEXTS = texts(
  {
    'has marks of a merge conflict': (text) =>
      `<<<<<<< HEAD\n${text}=======\nc.Application.log_level = 10\n>>>>>>> laptop\n`,
    'was saved to its half': (text) => text.slice(0, Math.floor(text.length * 0.6)),
    'ends in NUL bytes': (text) => `${text}${'\0'.repeat(16)}`,
    'begins with a byte order mark': (text) => `\ufeff${text}`,
    'begins with two byte order marks': (text) => `\ufeff\ufeff${text}`,
    'has Windows line ends': (text) => text.replaceAll('\n', '\r\n'),
    'has line ends of an old Mac': (text) => text.replaceAll('\n', '\r'),
    'was saved as UTF-16': (text) => utf16(text),
    'was saved as Latin-1, with an ü': (text) => Buffer.from(`# f\u00fcr alle\n${text}`, 'latin1'),
    'declares a coding that is not there': (text) => `# -*- coding: utf8mb4 -*-\n${text}`,
    'declares ascii and has Korean': (text) => `# -*- coding: ascii -*-\n# 내 설정\n${text}`,
    'has a fence of Markdown': (text) => `\`\`\`python\n${text}\`\`\`\n`,
    'has c = {}': (text) => `c = {}\n${text}`,
    'has c = Config()': (text) => `from traitlets.config import Config\nc = Config()\n${text}`,
    'lost get_config': (text) => text.replace(/^.*get_config.*\n/m, ''),
    'has get_config without ()': (text) => text.replace('get_config()', 'get_config'),
    'stands twice in itself': (text) => text + text,
    'is one line': (text) => text.replaceAll('\n', ' '),
    'is one line with semicolons': (text) =>
      text
        .replace(/^#.*\n/, '')
        .trim()
        .replaceAll('\n', '; '),
    'is JSON inside': (text, place) => `{"${place.section}": {"ip": "0.0.0.0"}}\n${text === '' ? '' : ''}`,
    'is the output of a shell': (text) => `$ cat config.py\n${text}`,
    'is in a string': (text) => `'''\n${text}'''\n`,
    'has all lines indented': (text) => text.replace(/^(?=.)/gm, '  '),
    'was reset by --generate-config': (text) => text.replace(/^(?=c\.)/gm, '# '),
    'has del c': (text) => `${text}del c\n`,
    'ends with :wq': (text) => `${text}:wq\n`,
    'ends with EOF': (text) => `${text}EOF\n`,
    'has a shebang': (text) => `#!/usr/bin/python\n${text}`,
    'is HTML': () => '<!DOCTYPE html>\n<html><body>404: Not Found</body></html>\n',
    'is a page of GitHub': (text) => `Raw Blame History\n${text}`,
    'is rich text': (text) => `{\\rtf1\\ansi ${text.replaceAll('\n', '\\par\n')}}`,
  },
  isPython,
);

const JSON_TEXTS = texts(
  {
    'has a comma too many': (text) => text.replace(/\n}/, ',\n}'),
    'lost a comma': (text) => text.replace(',', ''),
    'has single quotes': (text) => text.replaceAll('"', "'"),
    'has typographic quotes': (text) => text.replace('"', '“').replace('"', '”'),
    'has a comment': (text) => `// mine\n${text}`,
    'has a comment of Python': (text) => `# mine\n${text}`,
    'has True': (text) => text.replaceAll('false', 'False'),
    'lost its last bracket': (text) => text.trimEnd().slice(0, -1),
    'has two objects': (text) => `${text}${text}`,
    'is a list': (text) => `[${text}]`,
    'is empty': () => '',
    'is null': () => 'null\n',
    'begins with a byte order mark': (text) => `\ufeff${text}`,
    'was saved as UTF-16': (text) => utf16(text),
    'has Windows line ends': (text) => text.replaceAll('\n', '\r\n'),
    'has dotted keys': (text) =>
      text.replace(/"(\w+App)": \{\n\s+"ip": "(.*?)",/, '"$1.ip": "$2",\n  "$1": {'),
    'has the class twice': (text) => text.replace(/\{\n/, '{\n  "Application": {},\n'),
    'has the class again, which hides the first': (text, place) =>
      text.trimEnd().replace(/\}$/, `,"${place.section}": {}}`),
    'has c. in its keys': (text) => text.replace(/"(\w+App)"/, '"c.$1"'),
    'has keys in lower case': (text) => text.replace(/"(\w+App)"/, (name) => name.toLowerCase()),
    'has the class null': (text) => text.replace(/("\w+App": )\{[^}]*\}/, '$1null'),
    'has the class as a list': (text) => text.replace(/("\w+App": )(\{[^}]*\})/, '$1[$2]'),
    'has no class': (text) => JSON.stringify(Object.assign({}, ...Object.values(JSON.parse(text)))),
    'has one class in another': (text) => JSON.stringify({ config: JSON.parse(text) }),
    'has hyphens in its names': (text) =>
      text.replace('"port_retries"', '"port-retries"').replace('"open_browser"', '"open-browser"'),
    'was saved to its half': (text) => text.slice(0, text.length / 2),
    'ends in NUL bytes': (text) => `${text}\0\0\0\0`,
    'has marks of a merge conflict': (text) => `<<<<<<< HEAD\n${text}=======\n{}\n>>>>>>> laptop\n`,
    'is Python': () => "c = get_config()\nc.ServerApp.ip = '0.0.0.0'\n",
    'has text for numbers': (text) => text.replace(/: (\d+)/g, ': "$1"'),
    'has NaN': (text) => text.replace(/"port_retries": 0/, '"port_retries": NaN'),
    'has a tab in a text': (text) => text.replace('"0.0.0.0"', '"0.0.0.0\t"'),
  },
  isJson,
);

const PYTHON_ADDED = added([
  'exit()',
  'import sys; sys.exit(0)',
  ['import gone', 'gone'],
  ['from gone.hooks import hook', 'gone'],
  ['raise RuntimeError("finish me")', 'finish me'],
  ['print "configured"'],
  ['print("configured")'],
  ["load_subconfig('gone.py')", 'gone.py'],
  ["load_subconfig('jupyter_common.py', profile='work')", 'profile'],
  ["input('Password: ')", 'input'],
  ['import getpass; c.X.password = getpass.getpass()', 'getpass'],
  ["import os; os.chdir('/proc/gone')", '/proc/gone'],
  ["exec(open('/proc/gone/common.py').read())", '/proc/gone/common.py'],
  ["execfile('/etc/jupyter/common.py')", 'execfile'],
  ["with open('/proc/gone/secret') as f: c.X.cookie_secret = f.read()", '/proc/gone/secret'],
  ["c.X = {'ip': '0.0.0.0'}"],
  ["c['NotebookApp'] = None"],
  ["c.X.update({'ip': '0.0.0.0'})"],
  ["c.X.tornado_settings['headers'] = {}"],
  ["c.X.tornado_settings.update({'headers': {}})"],
  ['c.X.jpserver_extensions.update({"gone": True})'],
  ["c.X.extra_static_paths.append('/usr/share/gone')"],
  ["c.X.ip = '192.168.77.99'", 'ip'],
  ["c.X.ip = '0.0.0.0' if False else None", 'ip'],
  ["c.X.port = int('eighty')", 'port'],
  ['c.X.port = 0o644 if False else 0644', 'port'],
  ['c.X.certfile = certfile'],
  ['c.X.keyfile = u"C:\\Users\\me\\key.pem"', 'keyfile'],
  ['for name in c.X: print(name)'],
  ["setattr(c.X, 'ip', 'o.o.o.o')", 'ip'],
  ["c.X.ip = ''.join(['0.0.0', '.0'])"],
  ['del c.X'],
  ['c.X.password = None', 'password'],
  ["c.X.allow_remote_access = 'true'", 'allow_remote_access'],
  ['assert False', 'assert'],
  ["import ssl; c.X.ssl_options = {'ssl_version': ssl.PROTOCOL_SSLv3}", 'ssl'],
  ['import logging; logging.config.dictConfig({})'],
  ['from os import *'],
  ['1/0'],
  ['async def f(): pass'],
  ['return', 'return'],
  ["c.InteractiveShellApp.exec_lines = ['gone']"],
  ['import os; os.umask(0o777)'],
  ["import os; os.environ['JUPYTER_TOKEN'] = 'abc'", 'JUPYTER_TOKEN'],
  ["import os; os.environ['HOME'] = '/proc/gone'", 'HOME'],
  ["import os; os.environ['JUPYTER_RUNTIME_DIR'] = '/proc/gone'", 'JUPYTER_RUNTIME_DIR'],
  ["import sys; sys.path.insert(0, '/proc/gone')"],
  ['import sys; sys.path = []'],
  ["import socket; c.X.ip = socket.gethostbyname('gone.invalid')", 'ip'],
  ["import subprocess; c.X.ip = subprocess.check_output(['gone'])", 'gone'],
  ["import subprocess; c.X.ip = subprocess.check_output(['echo', '0.0.0.0'])", 'ip'],
  ["import json; c.X.port = json.load(open('/proc/gone.json'))['port']", '/proc/gone.json'],
  ['c.X.port = 8100\nc.X.port = c.X.prot', 'prot'],
]);

/** The file itself: moved, renamed, replaced. */
const MOVED: readonly Mutation[] = [
  moved('has hyphens in its name', (name) => name.replaceAll('_', '-')),
  moved('has .txt at its end', (name) => `${name}.txt`),
  moved('has .bak at its end', (name) => `${name}.bak`),
  moved('has a capital letter', (name) => name.replace('jupyter', 'Jupyter')),
  moved('lost its underscore', (name) => name.replace('_config', 'config')),
  moved('has (1) in its name', (name) => name.replace('_config', '_config (1)')),
  moved('lies in the home', (name) => `../${name}`),
  moved('lies in ~/.config/jupyter', (name) => `../.config/jupyter/${name}`),
  moved('lies in ~/jupyter', (name) => `../jupyter/${name}`),
  moved('lies in a directory .jupyter of .jupyter', (name) => `.jupyter/${name}`),
  moved('is called config.py', (name) => name.replace(/.*\./, 'config.')),
  moved('is called of JupyterHub', (name) => name.replace(/_(?:notebook|server)_/, '_hub_')),
  moved('is called of Lab', (name) => name.replace(/_(?:notebook|server)_/, '_lab_')),
  replaced('is a link to nothing', (place) => symlinkSync(place.home.at('dotfiles', 'gone.py'), place.file)),
  replaced('is a link to itself', (place) => symlinkSync(place.file, place.file)),
  replaced('is a directory', (place) => mkdirSync(place.file)),
  replaced('is a link to a directory', (place) => symlinkSync(place.home.dir, place.file)),
  {
    kind: 'file',
    what: 'the file is a link to where it now is',
    on: isUser,
    apply(place) {
      const there = place.put('', 'dotfiles', basename(place.file));
      renameSync(place.file, there);
      symlinkSync(there, place.file);
      return { names: [place.file], file: place.file };
    },
  },
  {
    kind: 'file',
    what: '~/.jupyter is a file',
    on: isUser,
    apply(place) {
      rmSync(place.home.config(''), { recursive: true });
      writeFileSync(place.home.at('.jupyter'), '');
      return { names: [place.home.at('.jupyter')] };
    },
  },
  {
    kind: 'file',
    what: '~/.jupyter is a link to nothing',
    on: isUser,
    apply(place) {
      rmSync(place.home.config(''), { recursive: true });
      symlinkSync(place.home.at('gone'), place.home.at('.jupyter'));
      return { names: [place.home.at('.jupyter')] };
    },
  },
];

function moved(what: string, rename: (name: string) => string): Mutation {
  return {
    kind: 'file',
    what: `the file ${what}`,
    on: isUser,
    apply(place) {
      const to = join(dirname(place.file), rename(basename(place.file)));
      mkdirSync(dirname(to), { recursive: true });
      renameSync(place.file, to);
      return { names: [to], file: to };
    },
  };
}

function replaced(what: string, replace: (place: Place) => void): Mutation {
  return {
    kind: 'file',
    what: `the file ${what}`,
    on: isUser,
    apply(place) {
      rmSync(place.file);
      replace(place);
      return { names: [place.file], file: place.file };
    },
  };
}

/** What another file says, which Jupyter reads as well. */
const OTHERS: readonly (readonly [
  what: string,
  settings: (place: Place) => Record<string, Record<string, unknown>>,
  ...names: string[],
])[] = [
  ['127.0.0.1', ({ section }) => ({ [section]: { ip: '127.0.0.1' } }), 'ip'],
  ['another port', ({ section }) => ({ [section]: { port: 9999 } }), 'port'],
  ['a token', (place) => group(place, 'token', 'abc'), 'token'],
  ['no password', (place) => group(place, 'password', ''), 'password'],
  ['a password in clear', (place) => group(place, 'password', 'horse'), 'password'],
  [
    'allow_remote_access = false',
    ({ section }) => ({ [section]: { allow_remote_access: false } }),
    'allow_remote_access',
  ],
  [
    'a directory that is gone',
    (place) => group(place, 'root_dir', '/proc/gone'),
    '/proc/gone',
    'root_dir',
    'notebook_dir',
  ],
  ['an address without a meaning', ({ section }) => ({ [section]: { ip: 'o.o.o.o' } }), 'ip'],
];

function group(place: Place, trait: string, to: unknown): Record<string, Record<string, unknown>> {
  const [className = '', name = ''] = place.key(trait).split('.');
  return { [className]: { [name]: to } };
}

const PLACES: Readonly<Record<string, (place: Place) => string>> = {
  'JSON beside it': (place) => place.file.replace(/\.\w+$/, '.json'),
  'jupyter_config.json': (place) => join(dirname(place.file), 'jupyter_config.json'),
  'its .d directory': (place) => `${place.file.replace(/\.\w+$/, '.d')}/old.json`,
  'the current directory': (place) => place.home.at(basename(place.file).replace(/\.\w+$/, '.json')),
};

const LAYERS: readonly Mutation[] = [
  ...Object.entries(PLACES).flatMap(([where, find]) =>
    OTHERS.map(
      ([what, settings, ...names]): Mutation => ({
        kind: 'layer',
        what: `${where} says: ${what}`,
        on: (setUp) => setUp.format === 'py' && setUp.layer === 'user',
        apply(place) {
          const file = find(place);
          mkdirSync(dirname(file), { recursive: true });
          const content = settings(place);
          writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
          return { names: [...names, basename(file)], file };
        },
      }),
    ),
  ),
  ...Object.entries(PLACES).flatMap(([where, find]) =>
    [
      ['broken', '{"a": '],
      ['empty', ''],
      ['null', 'null'],
      ['a list', '[]'],
      ['text', '"x"'],
    ].map(
      ([what = '', content = '']): Mutation => ({
        kind: 'layer',
        what: `${where} is ${what}`,
        on: (setUp) => setUp.format === 'py' && setUp.layer === 'user',
        apply(place) {
          const file = find(place);
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, content);
          return { names: [basename(file)], file, alsoWrong: 'Jupyter cannot read it' };
        },
      }),
    ),
  ),
  ...OTHERS.flatMap(([what, settings, ...names]): Mutation[] => [
    {
      kind: 'layer',
      what: `JUPYTER_CONFIG_PATH names a directory that says: ${what}`,
      on: (setUp) => setUp.start === 'hand',
      apply(place) {
        const file = place.put(
          JSON.stringify(settings(place)),
          'shared',
          basename(place.file).replace(/\.\w+$/, '.json'),
        );
        place.env.JUPYTER_CONFIG_PATH = dirname(file);
        return { names: [...names, 'JUPYTER_CONFIG_PATH'], file };
      },
    },
    {
      kind: 'layer',
      what: `~/.jupyter beside etc/jupyter says: ${what}`,
      on: (setUp) => setUp.layer === 'environment',
      apply(place) {
        const file = place.home.write(
          basename(place.file).replace(/\.\w+$/, '.json'),
          JSON.stringify(settings(place)),
        );
        return { names, file };
      },
    },
    {
      kind: 'layer',
      what: `the command of the unit says: ${what}`,
      on: (setUp) => setUp.start === 'unit',
      apply(place) {
        const [[className = '', pair = {}] = []] = Object.entries(settings(place));
        const [[name = '', to = ''] = []] = Object.entries(pair);
        const text = typeof to === 'boolean' ? (to ? 'True' : 'False') : String(to);
        const touched = place.editUnit((unit) =>
          unit.replace('--no-browser', `--no-browser --${className}.${name}=${text}`),
        );
        return { ...touched, names: [...touched.names, ...names] };
      },
    },
  ]),
];

export const FILES: readonly Mutation[] = [
  ...PYTHON_LINES,
  ...PASSWORD_LINES,
  ...PORT_LINES,
  ...PYTHON_TEXTS,
  ...JSON_TEXTS,
  ...PYTHON_ADDED,
  ...MOVED,
  ...LAYERS,
];
