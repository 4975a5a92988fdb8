import { PythonFloat, type PythonValue } from '../../src/python-config/index.ts';
import { type Dice, makeDice } from './dice.ts';
import { aRiskySnippet, aSnippet } from './hostile-snippets.ts';

export interface HostileCase {
  /** One character per byte. */
  readonly source: string;
  readonly settings: Readonly<Record<string, PythonValue>>;
  /** It may rightly be refused although Python loads it. */
  readonly risky?: boolean;
}

interface Encoding {
  readonly cookie: string;
  readonly text: string;
  /** A full-width c, which Python reads as c. */
  readonly wide?: string;
}

const ENCODINGS: readonly Encoding[] = [
  { cookie: '', text: '\u00ed\u0095\u009c\u00ea\u00b8\u0080' },
  { cookie: '', text: '' },
  {
    cookie: '# -*- coding: utf-8 -*-\n',
    text: '\u00ed\u0095\u009c\u00ea\u00b8\u0080\u00f0\u009f\u0098\u0080',
  },
  { cookie: '\u00ef\u00bb\u00bf', text: '\u00ed\u0095\u009c' },
  { cookie: '#!/usr/bin/python\n# vim: set fileencoding=cp949 :\n', text: '\u00c7\u00d1\u00b1\u00db\u008ca' },
  { cookie: '# coding: latin-1\n', text: '\u00e9\u00ff\u0080' },
  { cookie: '# coding=shift_jis\n', text: '\u0083\\' },
  { cookie: '# coding: gbk\n', text: '\u0095\\\u00b0\u00a1' },
  { cookie: '# coding: gb18030\n', text: '\u00819\u00810\u0081\\\u00a3\u00e3', wide: '\u00a3\u00e3' },
  { cookie: '# coding: big5\n', text: '\u00a5\\\u00a2\u00eb', wide: '\u00a2\u00eb' },
  { cookie: '# coding: johab\n', text: '\u0088a\u00das', wide: '\u00das' },
  { cookie: '# coding: euc-jp\n', text: '\u00a1\u00c1\u00a3\u00e3', wide: '\u00a3\u00e3' },
  { cookie: '# coding: cp437\n', text: '\u0080\u00a6' },
];

/** A config file full of traps, and settings to put into it. The same seed gives the same case. */
export function makeHostileCase(seed: number): HostileCase {
  const dice = makeDice(seed);
  const encoding = dice.of(ENCODINGS);
  let source = dice.chance(encoding.wide === undefined ? 0.6 : 0.2) ? '' : encoding.cookie;
  const letters = source === '' && encoding.cookie !== '' ? '' : encoding.text;
  const pieces = dice.of([1, 1, 2, 2, 3, 4, 6, 8]);
  const tame = dice.chance(0.4);
  const risky = !tame && dice.chance(0.25) ? dice.below(pieces) : -1;
  for (let i = 0; i < pieces; i += 1) {
    source += (i === risky ? aRiskySnippet(dice) : aSnippet(dice, tame)).replaceAll('§', letters);
    if (!source.endsWith('\n')) source += '\n';
    if (encoding.wide !== undefined && source.startsWith(encoding.cookie) && dice.chance(0.1))
      source += `${encoding.wide}.${dice.key()} = 3\n`;
    if (dice.chance(0.3)) source += dice.of(['\n', '\n\n', '   \n', '\t\n', '\f\n']);
  }
  if (dice.chance(0.2)) source = source.replace(/\n$/, '');
  return { source: withLineEnds(source, dice), settings: someSettings(dice, source), risky: risky >= 0 };
}

function withLineEnds(source: string, dice: Dice): string {
  const style = dice.of(['\n', '\n', '\n', '\r\n', '\r\n', '\r', 'mixed']);
  if (style !== 'mixed') return source.replaceAll('\n', style);
  return source.replace(/\n/g, () => dice.of(['\n', '\r\n', '\r']));
}

/** Mostly settings that the file names, and occasionally with a value that the file uses. */
function someSettings(dice: Dice, source: string): Record<string, PythonValue> {
  const named = [...source.matchAll(/\bc\.([A-Z]\w*\.(?!__)[a-z_]\w*)/g)].map(([, key = '']) => key);
  const count = 1 + dice.below(3);
  return Object.fromEntries(
    Array.from({ length: count }, () => {
      const key = named.length > 0 && dice.chance(0.75) ? dice.of(named) : dice.key();
      return [key, dice.chance(0.15) ? dice.of([1, 8888, 'text', true]) : aValue(dice, 0)];
    }),
  );
}

function aValue(dice: Dice, depth: number): PythonValue {
  const kind = dice.below(depth > 2 ? 8 : 11);
  if (kind < 2) return dice.below(70000) - 100;
  if (kind === 2)
    return dice.of([
      1.5,
      -0.25,
      1e-7,
      123456.75,
      1e21,
      2n ** 70n,
      -(2n ** 64n),
      new PythonFloat(3),
      new PythonFloat(-0),
    ]);
  if (kind === 3) return dice.chance(0.5);
  if (kind === 4) return null;
  if (kind < 8) return aString(dice);
  const items = Array.from({ length: dice.below(4) }, () => aValue(dice, depth + 1));
  if (kind < 10) return items;
  return Object.fromEntries(items.map((item) => [aString(dice), item]));
}

const PARTS = [
  "'",
  '"',
  '\\',
  '\n',
  '\r',
  '\t',
  '#',
  ' ',
  '{x}',
  '%s',
  '한글',
  '😀',
  'é',
  '\u2028',
  '\ud800',
  '\x7f',
  '\x01',
  'C:\\Users',
  "'''",
  'u',
  'sha1:abc:def',
  '$argon2id$v=19',
  '*',
  'N{DASH}',
  '\u202e',
  '1',
  'c.A.x = 1',
  '\ufeff',
  '__proto__',
];

function aString(dice: Dice): string {
  return Array.from({ length: dice.below(4) }, () => dice.of(PARTS)).join('');
}
