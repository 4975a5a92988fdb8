import type { Dice } from './dice.ts';

/** A piece of a config file, whole lines, made to mislead a line editor. `§` stands for letters beyond ASCII. */
export function aSnippet(dice: Dice, tame: boolean): string {
  const kind = tame ? dice.of([0, 1, 4, 5, 8, 9]) : dice.below(10);
  if (kind < 4) return `${aSetting(dice)}\n`;
  if (kind < 6) return aComment(dice);
  if (kind === 6) return fill(dice, dice.of(BLOCKS));
  if (kind === 7) return fill(dice, dice.of(INDIRECT));
  if (kind === 8) return fill(dice, dice.of(HARMLESS));
  return fill(dice, dice.of(OURS));
}

/** `K`: a name like c.A.x; `V`: a value; `S`: c.A; `N`: A; `T`: x; `D`: a commented default. */
function fill(dice: Dice, template: string): string {
  return template.replace(/\b[KVSNTD]\b/g, (letter) => {
    if (letter === 'K') return `c.${dice.key()}`;
    if (letter === 'V') return dice.of(VALUES);
    if (letter === 'S') return `c.${dice.section()}`;
    if (letter === 'N') return dice.section();
    if (letter === 'D') return `# c.${dice.key()} = ${dice.of(VALUES)}`;
    return dice.trait();
  });
}

const VALUES = [
  '1',
  '8888',
  "'*'",
  '"text"',
  "u'uni'",
  "r'raw\\d'",
  "'it\\'s # not a comment'",
  '"# c.A.x = 1"',
  'True',
  'None',
  '-1',
  '0x1F',
  '1_000',
  "'a' 'b'",
  "('a'\n 'b')",
  '[1, 2]',
  '[\n  1,  # c.A.x = 2\n  # c.ServerApp.port = 3\n  2,\n]',
  "{'a': 1, 'b': [True]}",
  "{'k':\n 1}",
  "'''\nc.ServerApp.port = 5\n# c.A.x = 6\n'''",
  '"""§"""',
  '1 + \\\n  2',
  '60 * 60',
  'max(1, 2)',
  "'%s' % 'x'",
  "f'{1+1}'",
  'f"{\'a\'!r:>{10}}"',
  "f'{{}}'",
  '(1,)',
  '1, 2',
  '()',
  "b'bytes'",
  "'\\\n'",
  "'§'",
  '1.5',
  '1e3',
  '{1, 2}',
  'not True',
  '1 if True else 2',
  "'a\\x41\\101\\n'",
  "'x'.upper()",
  "os.environ.get('NOPE', 8888)",
  '(5)',
  '"a;b"',
  '1.0',
  "''",
  '-(-1)',
  '"\\\r"',
  "rb'x'",
  "f'''{\n1}'''",
  "{'a': 1, 'a': 2}",
  "'\\N{DASH}'",
  'lambda: 1',
];
const COMMENTS = ['', '', '', '  # note', ' # §', '# c.A.x = 9', '  ', '\t# = ; "', " # it's"];

function aSetting(dice: Dice): string {
  const key = dice.key();
  const [section = '', trait = ''] = key.split('.');
  const value = dice.of(VALUES);
  const comment = /\n$/.test(value) ? '' : dice.of(COMMENTS);
  const other = `c.${dice.key()}`;
  const forms = [
    `c.${key} = ${value}`,
    `c.${key} = ${value}`,
    `c.${key} = ${value}`,
    `c.${key} = ${value}`,
    `c.${key}=${value}`,
    `c.${key}        = ${value}`,
    `c.${key}\t=\t${value}`,
    `c . ${section} . ${trait} = ${value}`,
    `c.\\\n${key} = ${value}`,
    `c.${key} = \\\n  ${value}`,
    `c['${section}']['${trait}'] = ${value}`,
    `c.${section}['${trait}'] = ${value}`,
    `c["${section}"].${trait} = ${value}`,
    `get_config().${key} = ${value}`,
    `c.${key}: int = ${value}`,
    `c.${key} = ${other} = ${value}`,
    `x = c.${key} = ${value}`,
    `c.${key} = ${value};`,
    `c.${key} = ${value}; ${other} = 2`,
    `import os; c.${key} = ${value}`,
    `${other} = 3; c.${key} = ${value}; x = 1`,
    `(c.${key}) = ${value}`,
    `c.${key}, x = ${value}, 1`,
    `if True: c.${key} = ${value}`,
    `if False: c.${key} = ${value}; ${other} = 1`,
    `for c.${key} in [1, 2]: pass`,
  ];
  return dice.of(forms) + comment;
}

function aComment(dice: Dice): string {
  const key = dice.key();
  const value = dice.of(VALUES).replaceAll('\n', ' ');
  return `${dice.of([
    `# c.${key} = ${value}`,
    `#c.${key} = ${value}`,
    `#c.${key} = ${value}`,
    `# c.${key} = ${value}`,
    `#  c.${key} = ${value}`,
    `##c.${key} = ${value}`,
    `    # c.${key} = ${value}`,
    `# c.${key} = 8888 is what you want`,
    `# c.${key} == 1`,
    `# c.${key}_ = 2`,
    `## Help text\n#  Default: 1\n# c.${key} = ${value}  `,
    `# Example::\n#     c.${key} = ${value}\n# and so on`,
    `# c.${key} = 1\n# goes on as prose §`,
    `# c.${key} = <class 'x.Y'>`,
    `# c.${key} = traitlets.Undefined`,
    `# c.${key} = 1\n# c.${dice.key()} = 2`,
    `# c.${key} = 1 \\`,
    '# just words §',
    `# c.${key} = 'open`,
    `# c.${key} = [1,`,
    `# c.${key} = 1  # why`,
  ])}\n`;
}

const BLOCKS = [
  'if True:\n    K = V\n',
  'if False:\n\tK = V\n',
  'if True:\n    K = 1\nelse:\n    K = 2\n',
  'if True:\nD\n    pass\n',
  'if True:\n    x = 1\nD\n    K = 3\n',
  'if True:\n    pass\nD\nelse:\n    pass\n',
  'try:\n    K = V\nexcept Exception:\n    K = 1\nD\nfinally:\n    pass\n',
  'for i in range(3):\n    K = i\n',
  'while True:\n    K = 5\n    break\nD\n',
  'def f():\n    K = 6\nf()\n',
  'def f():\n    K = 6\n',
  'def g(cfg):\n    cfg.N.T = 7\ng(c)\n',
  'class X:\n    K = V\n',
  'class X:\n    """K = 1"""\n    def m(self): S.T = 2\nX().m()\n',
  '@staticmethod\nD\ndef deco(): pass\n',
  'f = lambda: S.update(T=1)\nf()\n',
  'with open("sub.py") as h:\n    K = len(h.read())\n',
  'for c in [c]:\n    K = 8\n',
  '[c for c in [1]]\n',
  'if True:\n  if True:\n    K = 1\n  K = 2\nD\n',
  'def once():\n    global c\n    c = None\nonce()\nc = get_config()\n',
  'match 1:\n    case 1:\n        K = V\n',
  'try: K = 1\nexcept Exception: K = 2\n',
  'def deco(f):\n    S.T = 3\n    return f\n@deco\ndef f(): pass\n',
  'g = (S.update(T=4) for _ in [1])\nlist(g)\n',
  'def gen():\n    yield setattr(S, "T", 9)\nlist(gen())\n',
  'if (y := 5): K = y\n',
  'async def f():\n    K = 1\n',
];

const INDIRECT = [
  "S.update({'T': V})\n",
  "c.update({'N': type(c)(T=1)})\n",
  'c.merge(type(c)({"N": {"T": 2}}))\n',
  "setattr(S, 'T', V)\n",
  "setattr(S, 'por' + 't', 5)\n",
  'exec("K = 5")\n',
  "exec(open('other.py').read())\n",
  "load_subconfig('sub.py')\n",
  "load = load_subconfig\nx = 1\nload('sub.py')\n",
  's = S\ns.T = V\n',
  's = S\n',
  's.T = 4\n',
  'cfg = get_config()\ncfg.N.T = V\n',
  'cfg = c\nx = 2\ncfg.N.T = 3\n',
  'K = K\n',
  'K = S.T\n',
  'x = K\n',
  'if K: x = 1\n',
  'del K\n',
  'K = 1\ndel K\n',
  'K = 1\nK += 1\n',
  'K.append(1)\n',
  "K = {}\nK['a'] = 1\n",
  'K = []\ny = K\ny.append(1)\n',
  'c = type(c)()\n',
  'c = None\n',
  'c = None\nc = get_config()\n',
  'del c\nc = get_config()\n',
  'from math import *\n',
  'import os as c\nc = get_config()\n',
  'import math as c\n',
  "globals()['c'].N.T = V\n",
  "vars()['c'] = None\nc = get_config()\n",
  'get_config = get_config\n',
  'def get_config(): return None\n',
  'S = type(c)()\n',
  'S = type(c)()\nS.T = 1\n',
  'for k in list(S): S[k] = 0\n',
  "for n in ['T', 'x']: S[n] = V\n",
  "S.setdefault('T', V)\n",
  "S.pop('T', None)\n",
  "S.pop('T', None) or S.update(T=1)\n",
  'u = S.update\nx = 3\nu({"T": 5})\n',
  'c.foo = 1\n',
  "c['N'].update(T=V)\n",
  'print(c)\n',
  'x = dict(c=1)\n',
  'print(f"{K}")\n',
  'print(f"{S.update(T=1)}")\n',
  '(c := c)\n',
  "eval('S.update(T=2)')\n",
  'p = globals\nx = 1\np()["c"].N.T = 4\n',
  'import sys\nsys._getframe().f_locals["c"].N.T = 5\n',
  'import builtins as b\nx = 2\nb.exec("K = 6", globals())\n',
  'S.T.x = 1\n',
  'c.N.Sub.T = V\n',
  '\uff43.N.T = V\n'.replace('\uff43', '\u00ef\u00bd\u0083'),
  'it = S.items()\nK = []\nfor k, v in list(it):\n    v += [1] if v == [] else type(v)()\n',
  'S = c.Fresh\n',
  'S = N = type(c)()\n',
  'for S.T in [1, 2]: pass\n',
  'K = (S, 1)[1]\n',
  'K = x = V\n',
  '__import__("builtins").exec("K = 1", globals())\n',
  'S.__setitem__("T", 3)\n',
  'k = "T"\nS[k] = V\n',
  'import os; os.c = S; x = 1; os.c.T = 2\n',
];

const HARMLESS = [
  '"""Doc with\nK = 1\nD\n"""\n',
  'import os\n',
  'import os, sys;\n',
  'x = 1\n',
  'from __future__ import print_function\n',
  "name = 'K = V'\n",
  "text = '''\nD\nK = 1\n'''\n",
  'd = {\n  "a": 1,\n# c.A.x = 1\n}\n',
  'x = 1 + \\\n    2\n',
  'x = 1 \\\n\n',
  'print("§")\n',
  "os_environ = __import__('os').environ\n",
  'assert True\n',
  'pass\n',
  '\f\nx = 2\n',
  'if True:\n    pass\n',
  'def h(a, b=1, *args):\n    return a\n',
  "y = f'''{x!r:\n}''' if False else 1\n",
  'z = [i for i in range(3)]\n',
  'q = {"c": 1}["c"]\n',
  'w = "c" ; v = \'get_config\'\n',
  "args = ['--ServerApp.ip=127.0.0.1', '--port=1']\n",
  'try:\n    import nothing_here\nexcept ImportError:\n    pass\n',
  "x = 'a\\\n# c.A.x = 1\\\n'\n",
  'x: int\n',
  "s1 = rb'\\\\' + br'\\''\n",
  "if 1: x = 'K'\n",
];

const MARKED =
  '# >>> jupyter-expose >>>\n# Written by jupyter-expose. It stays at the end, so that it wins over the code above.\nc = get_config()  # noqa\n';
const OURS = [
  'c = get_config()\n',
  'c = get_config()  #noqa\n',
  'c = get_config() \n',
  'get_config()\n',
  `${MARKED}K = 1\n# <<< jupyter-expose <<<\n`,
  `${MARKED}K = 1\nK = 'two'\n# <<< jupyter-expose <<<\n`,
  `${MARKED}# <<< jupyter-expose <<<\n`,
  `${MARKED}K = 1\n`,
  '# <<< jupyter-expose <<<\n',
  `${MARKED}S.pop('T', None)\n# <<< jupyter-expose <<<\n`,
  `if True:\n    x = 1\n${MARKED}K = 1\n# <<< jupyter-expose <<<\n`,
  `x = '''\n${MARKED}K = 1\n# <<< jupyter-expose <<<\n'''\n`,
  `if True:\n    x = 1\n# >>> jupyter-expose >>>\n# <<< jupyter-expose <<<\nelse:\n    x = 2\n`,
];
