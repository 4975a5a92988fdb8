import { NOTEBOOK, PRIVATE } from './habits.ts';
import { describeSituations, type Situation } from './situations.ts';

const set = (name: string, text: string, words = 'set ServerApp.port=9000 --dry-run --json'): Situation => ({
  name,
  files: { [NOTEBOOK]: text },
  before: [PRIVATE],
  typed: `jupyter-expose config ${words}`,
});
/** One setting a line, each in a way that another line must be written for it. */
const MANY = `c.ServerApp.port = int('8888')
c.ServerApp.base_url = (
  '/a/'
)
c.ServerApp.ip = c.ServerApp.allow_origin = '*'
c.ServerApp.port_retries, count = 1, 2
c['ServerApp'].open_browser = True
if True:
    c.ServerApp.default_url = '/lab'
c.ServerApp.root_dir = '/a'
kept = c.ServerApp.root_dir
c.ServerApp.certfile = '/a'
c.ServerApp.certfile += 'b'
c.ServerApp.keyfile = '/a'
del c.ServerApp.keyfile
c.ServerApp.local_hostnames = ['a']
c.ServerApp.local_hostnames.append('b')
`;
const VALUES =
  'port=9000 base_url=/b/ ip=localhost port_retries=2 open_browser=False default_url=/tree root_dir=/b certfile=/b keyfile=/b local_hostnames=\'["c"]\'';
const names = VALUES.replaceAll(/=\S+/g, '').split(' ');

/** What the file says besides plain lines, and where the new line is written then. */
describeSituations('config-code', [
  set('every-way', MANY, `set ${VALUES.replaceAll(/(^| )/g, '$1ServerApp.')} --dry-run --json`),
  set(
    'every-way-taken-out',
    MANY,
    `unset ${names.map((name) => `ServerApp.${name}`).join(' ')} --dry-run --json`,
  ),
  set('every-way-shown', MANY, 'show'),
  set('computed', MANY, 'get ServerApp.port'),
  set('perhaps', MANY, 'get ServerApp.default_url'),
  set('commented', '# c.ServerApp.port = 8888\n'),
  set('commented-inside', 'if True:\n# c.ServerApp.port = 8888\n    pass\n'),
  set(
    'in-our-block',
    'import os\nc.ServerApp.port = int(1)\n',
    'set ServerApp.port=9000 && jupyter-expose config set ServerApp.port=9001 --yes',
  ),
  set('function', 'def change():\n    c.ServerApp.port = 1\nchange()\n'),
  set('section-changed', "c.ServerApp.update({'port': 1})\n"),
  set('section-assigned', 'c.ServerApp = {}\n'),
  set('config-changed', "c.update({'ServerApp': {}})\n"),
  set('computed-key', "name = 'port'\nc.ServerApp[name] = 1\n"),
  set('alias', 'd = c\nd.ServerApp.port = 1\n'),
  set('setattr', "setattr(c.ServerApp, 'port', 1)\n"),
  set('load-subconfig', "load_subconfig('other.py')\n"),
  set('exec', "exec('x = 1')\n"),
  set('star-import', 'from os import *\n'),
  set('c-replaced', 'for c in []:\n    pass\n'),
  set('config-name-replaced', 'get_config = None\n'),
]);

const refused = (name: string, text: string) => set(name, text, 'set ServerApp.port=9000');
const printed = (name: string, text: string): Situation => ({
  ...refused(name, ''),
  before: [`printf '${text}' > ${NOTEBOOK}`, PRIVATE],
});

/** A file whose lines cannot be judged is left alone, and the place is named. */
describeSituations('config-refused', [
  printed('utf-16', '\\377\\376c\\000\\n\\000'),
  printed('nul', 'c.ServerApp.port = 1\\n\\000\\n'),
  printed('bom-and-cookie', '\\357\\273\\277# -*- coding: latin-1 -*-\\n'),
  refused('unknown-encoding', '# -*- coding: punycode -*-\n'),
  printed('not-utf-8', 'c.ServerApp.base_url = "\\307\\321"\\n'),
  refused('unclosed-bracket', 'c.ServerApp.tornado_settings = {\n'),
  refused('unexpected-bracket', 'c.ServerApp.port = 1)\n'),
  refused('too-deep', `x = ${'('.repeat(300)}${')'.repeat(300)}\n`),
  refused('stray-backslash', 'c.ServerApp.base_url = \\ 1\n'),
  refused('strange-character', 'c.ServerApp.base_url = “/a/”\n'),
  refused('bad-number', 'c.ServerApp.ip = 127.0.0.1\n'),
  refused('bad-indent', 'if True:\n        x = 1\n    y = 1\n'),
  refused('missing-block', 'if True:\nx = 1\n'),
  refused('syntax', 'c.ServerApp.base_url = = 1\n'),
  refused('never-finishes', 'import sys\nsys.exit(1)\n'),
  refused('shared-sections', 'c.NotebookApp = c.ServerApp\n'),
  refused('names-replaced', 'c = 1\nget_config = 2\n'),
]);
