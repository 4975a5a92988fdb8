import type { PythonValue } from '../../src/python-config/index.ts';

type Settings = Readonly<Record<string, PythonValue>>;

/** A spelling that a line editor gets wrong easily, one character per byte, and what is set in it. */
export interface KindRow {
  readonly kind: string;
  readonly source: string;
  readonly settings: Settings;
  /** The file is refused: with which reason does not matter to Python. */
  readonly refused?: true;
}

const PORT: Settings = { 'ServerApp.port': 9999 };
const TWO: Settings = { 'ServerApp.port': 9999, 'ServerApp.ip': 'new' };
const ALL: Settings = { ...TWO, 'ServerApp.open_browser': false, 'ServerApp.password': 'a%b' };
const BLOCK =
  '# >>> jupyter-expose >>>\n# Written by jupyter-expose. It stays at the end, so that it wins over the code above.\nc = get_config()  # noqa\n';

const rows = (kind: string, settings: Settings, texts: readonly string[], refused?: true): KindRow[] =>
  texts.map((source) => ({ kind, source, settings, ...(refused && { refused }) }));

export const KINDS: readonly KindRow[] = [
  ...rows('joined statements', ALL, [
    "c.ServerApp.port = 1; c.ServerApp.ip = 'x';\n",
    "c.ServerApp.port = 1; c.ServerApp.ip = 'x'; c.ServerApp.open_browser = True;  # all\n",
    "c.ServerApp.port=1;c.ServerApp.ip='x';c.ServerApp.password='';\n",
    "c.ServerApp.port = 1; c.ServerApp.ip = 'x';\n# coding: latin-1\n# \u00e9\n",
    "import os; c.ServerApp.port = 1; c.ServerApp.ip = 'x';\n",
    "c.ServerApp.port = 1; c.ServerApp.ip = 'x';",
    `${BLOCK}c.ServerApp.port = 9000; c.ServerApp.port = 9001;\n# <<< jupyter-expose <<<\nif 1: x = 1\n`,
    "c.ServerApp.port = 1; \\\nc.ServerApp.ip = 'x'; \\\n\nc.LabApp.x = 1\n",
    "x = 1; c.ServerApp.port = 1; y = 2; c.ServerApp.ip = 'x'; z = 3; c.ServerApp.open_browser = 1;\nc.LabApp.x = [x, y, z]\n",
    "c.ServerApp.port = (\n1); c.ServerApp.ip = '''x\n'''; c.ServerApp.port = 2 ;\r\nc.LabApp.x = 1\r\n",
    "if True:\n    pass\nc.ServerApp.port = 1; c.LabApp.x = 1; c.ServerApp.ip = 'x' ; # c.ServerApp.port = 2\n",
  ]),
  ...rows('surrogates', { 'ServerApp.password': '\u{1f600}' }, [
    "c.ServerApp.password = '\\ud83d\\ude00'\n",
    "c.ServerApp.password = '\\ud83d' '\\ude00'\n",
    "c.ServerApp.password = '\\U0000d83d\\U0000de00'\n",
    "c.ServerApp.password = '\\U0001f600'\n",
  ]),
  ...rows('surrogates', { 'ServerApp.x': ['a\ud83d', '\ude00'] }, [
    "c.ServerApp.x = ['a\\ud83d', '\\ude00']\n",
  ]),
  ...rows('encodings', { 'ServerApp.port': 'a%b\\' }, [
    '# coding: johab\nc.ServerApp.port = 1\n\u00das.ServerApp.port = 2\n',
    '# coding: big5\nc.ServerApp.port = 1\n\u00a2\u00eb.ServerApp.port = 2\n',
    '# coding: cp950\nc.ServerApp.port = 1\nc.ServerApp.\u00a2\u00f8\u00a2\u00f7\u00a2\u00fa\u00a2\u00fc = 2\n',
    '# coding: gb18030\nc.ServerApp.port = 1\n',
    '# coding: gb18030\nc.ServerApp.port = 1\nx = "\u00819\u00810"  # \u0081\\\n\u00a3\u00e3.ServerApp.port = 2\n',
    '# coding: johab\nx = "\u0088a\u00d9i"  # \u00d91\nc.ServerApp.port = 1 # \u0088a\\\n',
    '# coding: cp437\nc.ServerApp.port = 1\nx = "\u00a6"\n',
    '# coding: shift_jis\nc.ServerApp.port = "\u0081`"\n',
  ]),
  ...rows('encodings', { 'ServerApp.port': '\uff5e' }, [
    '# coding: shift_jis\nc.ServerApp.port = "\u0081`"\n',
    '# coding: euc-jp\nc.ServerApp.port = "\u00a1\u00c1"\n',
  ]),
  ...rows('encodings', { 'ServerApp.port': '\u1e3f' }, [
    '# coding: gb18030\nc.ServerApp.port = "\u00a8\u00bc"\n',
  ]),
  ...rows(
    'encodings',
    PORT,
    [
      '# coding: cp864\nc.ServerApp.port = 1\n',
      '# coding: cp437\nc.ServerApp.port = 1\ngl\u00a7b\u00a6ls()["c"].ServerApp.port = 2\n',
      '# coding: mac-roman\nc.ServerApp.port = 1\nget_con\u00deg = dict\n',
    ],
    true,
  ),
  ...rows(
    'names replaced',
    PORT,
    [
      "c.ServerApp.port = 8888\nglobals()['get_config'] = dict\n",
      'c.ServerApp.port = 8888\nglobals().update(c=None, get_config=lambda: {})\n',
      "c.ServerApp.port = 8888\nexec('get_config = dict')\n",
      "c.ServerApp.port = 8888\nfor n in list(globals()):\n    if n[:1] != '_' and n != 'n': globals()[n] = dict\n",
      'c.ServerApp.port = 8888\ncode = """\ndef get_config(): return {}\n"""\nexec(code)\n',
      "c.ServerApp.port = 8888\ng = globals\ng()['get_' + 'config'] = dict\n",
      'c.ServerApp.port = 8888\nimport sys\nsys._getframe().f_globals.update(get_config=dict)\n',
    ],
    true,
  ),
  ...rows('names replaced', PORT, [
    "c.ServerApp.port = 8888\nglobals()['c'].ServerApp.port = 3\n",
    "c.ServerApp.port = 8888\nglobals()['c'] = None\n",
    "c.ServerApp.port = 8888\nif 'x' not in globals(): x = 1\n",
    "c.ServerApp.port = 8888\nexec('c.ServerApp.port = 2', globals())\n",
  ]),
  ...rows(
    'no section',
    PORT,
    [
      'c.ServerApp.port = 8888\nimport types\nc.update(ServerApp=types.SimpleNamespace(port=3))\n',
      'c.ServerApp.port = 8888\nc.update(ServerApp=None)\n',
      "c.ServerApp.port = 8888\nc.update(zip(['ServerApp'], [None]))\n",
      "c.ServerApp.port = 8888\nc.update({'ServerApp': [('port', 3)]})\n",
      'c.ServerApp.port = 8888\nclass S:\n    port = 3\nc.update(ServerApp=S)\n',
      "c.ServerApp.port = 8888\nimport types\nns = types.SimpleNamespace(port=3)\ndict.__setitem__(c, 'ServerApp', ns)\n",
    ],
    true,
  ),
  ...rows('no section', PORT, [
    "c.ServerApp.port = 8888\nc.update({'ServerApp': dict(port=3)})\n",
    "c.ServerApp.port = 8888\nd = {'port': 3}\nc.update(ServerApp=d, LabApp=d)\n",
  ]),
  ...rows('frames by text', PORT, [
    "c.ServerApp.port = 8888\nimport sys, operator\nf = operator.attrgetter('_getframe')(sys)(0)\noperator.attrgetter('f_globals')(f)['c'].ServerApp.port = 3\n",
    "c.ServerApp.port = 8888\nimport sys\nf = getattr(sys, '_get' + 'frame')(0)\ng = getattr(f, 'f_' + 'globals')\ng['c'].ServerApp.port = 3\n",
    "c.ServerApp.port = 8888\nimport sys\nf = object.__getattribute__(sys, '_getframe')(0)\nf.f_globals['c'].ServerApp.port = 3\n",
    "c.ServerApp.port = 8888\nimport sys, functools\nf = functools.reduce(getattr, ['_getframe'], sys)(0)\ng = functools.reduce(getattr, ['f_globals'], f)\ng['c'].ServerApp.port = 3\n",
    "c.ServerApp.port = 8888\ntry: 1/0\nexcept ZeroDivisionError as e: t = e.__traceback__\nfrom operator import attrgetter as a\na('tb_frame.f_globals')(t)['c'].ServerApp.port = 3\n",
    "c.ServerApp.port = 8888\nimport os\nx = getattr(os, 'sep', '/')\n",
  ]),
  ...rows(
    'shared sections',
    PORT,
    [
      's = c.ServerApp\ns.port = 8888\nc.NotebookApp = s\n',
      "c.ServerApp.port = 8888\nsetattr(c, 'LabApp', c.ServerApp)\n",
      "c.ServerApp.port = 8888\nc.merge({'LabApp': c.ServerApp})\n",
      "from traitlets.config import Config\ns = Config()\ns.port = 8888\nfor n in ('ServerApp', 'NotebookApp'):\n    c[n] = s\n",
      "from traitlets.config import Config\nc.ServerApp.port = 8888\nc.LabApp = Config.get(c, 'ServerApp')\n",
      "[setattr(c, n, c.ServerApp) for n in ('LabApp', 'NotebookApp')]\n",
      'from contextlib import nullcontext\nwith nullcontext(c.ServerApp) as c.LabApp:\n    pass\n',
      "nb = c.NotebookApp\nnb.ip = '*'\nnb.port = 8888\n# Jupyter Server has the same options\nc.ServerApp = nb\n",
      "c.ServerApp.port = 8888\nc.update({n: c.ServerApp for n in ('NotebookApp', 'LabApp')})\n",
      'c.ServerApp.port = 8888\ndef both(s):\n    c.NotebookApp = s\nboth(c.ServerApp)\n',
      'c.ServerApp.port = 8888\nc.ExtApp.parent = c.ServerApp\n',
      's = c.ServerApp\ns.port = 8888\nc.ExtApp.parent = s\n',
      'c.ServerApp.port = 8888\nc.ExtApp.parents = [c.ServerApp]\n',
      'c.ServerApp.port = 8888\nc.ExtApp.update(parent=c.ServerApp)\n',
      'c.ServerApp.port = 8888\nfor c.LabApp in [c.ServerApp]: pass\n',
      'c.ServerApp.port = 8888\nc.LabApp, x = c.ServerApp, 1\n',
      "c.ServerApp.port = 8888\nc.LabApp = c.get('ServerApp')\n",
      'cfg = get_config()\ncfg.ServerApp.port = 8888\ncfg.LabApp = cfg.ServerApp\n',
      'def link(cfg):\n    cfg.ServerApp.port = 1\n    cfg.LabApp = cfg.ServerApp\nlink(c)\n',
      "c.ServerApp.port = 8888\nc['Lab' + 'App'] = c.ServerApp\n",
      'from traitlets.config import Config\ns = Config(port=1)\nc.update(ServerApp=s, LabApp=s)\n',
      "c.ServerApp.port = 8888\nd = {'LabApp': c.ServerApp}\nc.update(d)\n",
      "d = {'ServerApp': c.LabApp}\nc.update(d)\n",
      'c.ServerApp.port = 8888\nsections = [c.ServerApp]\nc.LabApp = sections[0]\n',
      'c.ServerApp.port = 8888\nc.LabApp = (lambda s: s)(c.ServerApp)\n',
      "c.ServerApp.port = 8888\ndict.__setitem__(c, 'LabApp', c.ServerApp)\n",
      "c.ServerApp.port = 8888\nc.setdefault('LabApp', c.ServerApp)\n",
      "c.ServerApp.port = 8888\nc |= {'LabApp': c.ServerApp}\n",
      "c.ServerApp.port = 8888\nsetattr(c.ExtApp, 'parent', c.ServerApp)\n",
      'c.ServerApp.port = 8888\ncs = []\ncs.append(c)\ncs[0].LabApp = cs[0].ServerApp\n',
    ],
    true,
  ),
  ...rows('separate sections', PORT, [
    'c.ServerApp.port = 8888\nc.LabApp = c.ServerApp.copy()\n',
    'from traitlets.config import Config\nc.ServerApp.port = 8888\nc.NotebookApp = c.ServerApp\nc.NotebookApp = Config()\n',
    'from traitlets.config import Config\ns = Config(port=1)\nc.ServerApp = s\nc.ServerApp = s\n',
    'c.LabApp = c.ExtensionApp\nc.ServerApp.port = 8888\n',
    'import copy\nc.ServerApp.port = 8888\nc.LabApp = copy.deepcopy(c.ServerApp)\n',
    'from traitlets.config import Config\nc.ServerApp.port = 8888\nc.LabApp = Config(c.ServerApp)\n',
    's = c.ServerApp\ns.port = 8888\nc.ExtApp.parent = 1\n',
    'cfg = get_config()\ncfg.ServerApp.port = 8888\ncfg.ServerApp.ip = str(cfg.ServerApp.port)\n',
    'def setup(cfg, port):\n    cfg.ServerApp.port = port\nsetup(c, 8888)\n',
    "c.ServerApp.port = 8888\nsetattr(c.ServerApp, 'port', 2)\ndict.update(c, LabApp={'x': 1})\n",
    "print(c)\nc.update({'ServerApp': {'port': 1}})\n",
  ]),
  ...rows('other settings', TWO, [
    "c.ServerApp.port = 1\n'''doc'''\nc.LabApp.d = __doc__\n",
    "c.ServerApp.port = 1; '''doc'''\nc.LabApp.d = __doc__\n",
    '# a "quote"\nc.ServerApp.port = 1\n("doc")\nc.LabApp.d = __doc__\n',
    "# a\n\nc.ServerApp.port = 1\nc.ServerApp.ip = 'x'\n\nr'doc'\nc.LabApp.d = __doc__\n",
    "class D:\n    def __del__(self):\n        c.LabApp.ip = 'p%s' % c.ServerApp.port\nd = D()\nc.ServerApp.port = 8888\nd = None\n",
    'import weakref\nclass D: pass\nd = D()\nr = weakref.ref(d, lambda _: c.LabApp.update(x=c.ServerApp.port))\nc.ServerApp.port = 8888\nd = 0\n',
  ]),
  ...rows('a backslash first', PORT, [
    '\\\nc.ServerApp.port = 2\n',
    'x = 1\n\\\n\\\nc.ServerApp.port = 2\nif x:\n    \\\nc.LabApp.x = 1\n',
  ]),
  ...rows('own names', PORT, [
    'def exit(x):\n    pass\nexit(1)\nc.ServerApp.port = 8888\n',
    'exit = print\nexit(1)\nc.ServerApp.port = 8888\n',
    'import sys\nsys.exit = print\nsys.exit(1)\nc.ServerApp.port = 8888\n',
    'class quit:\n    pass\nquit()\nc.ServerApp.port = 8888\n',
  ]),
  ...rows(
    'own names',
    PORT,
    [
      'import sys\nsys.exit(1)\nc.ServerApp.port = 8888\n',
      'from sys import exit\nexit(0)\nc.ServerApp.port = 8888\n',
    ],
    true,
  ),
  ...rows('words that are no keywords', PORT, [
    'c.ServerApp.port = 8888\n\u00ef\u00bd\u0084\u00ef\u00bd\u0085\u00ef\u00bd\u0086 = 5\n',
    'c.ServerApp.port = 8888\nx = {}\nx["a"] = \u00ef\u00bd\u0089\u00ef\u00bd\u0086 = 5\n',
  ]),
];
