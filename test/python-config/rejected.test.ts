import { expect, test } from 'vitest';
import { RefusedError } from '../../src/errors.ts';
import { t } from '../../src/messages/index.ts';
import { patchConfig, readSettings, unsetConfig } from '../../src/python-config/index.ts';
import type { RejectionReason } from '../../src/python-config/ledger.ts';

const ROWS: { text: string; reason: RejectionReason; line: number; column: number }[] = [
  { text: '\u00ff\u00fec\0', reason: 'utf-16', line: 1, column: 1 },
  { text: 'x = 1\r\ny = "\0"\n', reason: 'nul', line: 2, column: 6 },
  { text: '\u00ef\u00bb\u00bf# coding: cp949\n', reason: 'bom-and-cookie', line: 1, column: 1 },
  { text: '\n# coding: utf-7\n', reason: 'unknown-encoding', line: 2, column: 1 },
  { text: 'x = 1\ny = "\u00e9"\n', reason: 'not-utf-8', line: 2, column: 6 },
  { text: "x = 1\n  \nc.A.x = 'it's'\n", reason: 'unterminated-string', line: 3, column: 14 },
  { text: "c.A.x = 'open\n", reason: 'unterminated-string', line: 1, column: 9 },
  { text: 'x = 1\rc.A.x = """open\n\n', reason: 'unterminated-string', line: 2, column: 9 },
  { text: "c.A.x = 'a\\'\n", reason: 'unterminated-string', line: 1, column: 9 },
  { text: 'x = f"{a"\n', reason: 'unterminated-string', line: 1, column: 9 },
  { text: 'x = f"}"\n', reason: 'bad-f-string', line: 1, column: 7 },
  { text: 'x = {\n  "a": [1,\n}\n', reason: 'unexpected-bracket', line: 3, column: 1 },
  { text: 'x = {\n  "a": 1,\n', reason: 'unclosed-bracket', line: 1, column: 5 },
  { text: 'x = 1)\n', reason: 'unexpected-bracket', line: 1, column: 6 },
  { text: `x = ${'['.repeat(151)}`, reason: 'too-deep', line: 1, column: 155 },
  { text: 'x = \\ 1\n', reason: 'stray-backslash', line: 1, column: 5 },
  { text: 'x = 1 \\\n', reason: 'stray-backslash', line: 1, column: 7 },
  {
    text: 'c.NotebookApp.ip = \u00e2\u0080\u0098*\u00e2\u0080\u0099\n',
    reason: 'strange-character',
    line: 1,
    column: 20,
  },
  { text: 'x = $HOME\n', reason: 'strange-character', line: 1, column: 5 },
  { text: 'c.NotebookApp.ip = 192.168.0.3\n', reason: 'bad-number', line: 1, column: 20 },
  { text: 'c.NotebookApp.ip = 8888port\n', reason: 'bad-number', line: 1, column: 20 },
  { text: 'c.NotebookApp.ip = my host\n', reason: 'syntax', line: 1, column: 23 },
  { text: 'c.NotebookApp.ip =\n', reason: 'syntax', line: 1, column: 18 },
  { text: 'x = 1\n  c.A.x = 1\n', reason: 'bad-indent', line: 2, column: 3 },
  { text: 'if x:\n    y = 1\n  z = 1\n', reason: 'bad-indent', line: 3, column: 3 },
  { text: 'if x:\n        y = 1\n\tz = 1\n', reason: 'bad-indent', line: 3, column: 2 },
  { text: 'if x:\n# nothing\nc.A.x = 1\n', reason: 'missing-block', line: 1, column: 1 },
  { text: 'c.A.x = 1\nif x:\n', reason: 'missing-block', line: 2, column: 1 },
  { text: 'if x\n    y = 1\n', reason: 'syntax', line: 1, column: 1 },
  { text: 'c.A.x = 1\nreturn\n', reason: 'syntax', line: 2, column: 1 },
  { text: 'c.A.x = 1\nraise SystemExit\n', reason: 'never-finishes', line: 2, column: 1 },
  { text: 'import sys; sys.exit(1)\n', reason: 'never-finishes', line: 1, column: 13 },
];

test.each(ROWS)('refused with line and column, $reason: $text', ({ text, reason, line, column }) => {
  const source = Buffer.from(text, 'latin1');
  const wanted = expect.objectContaining({
    line,
    column,
    reason: t().pythonConfig.refused[reason],
    code: 'refused',
  });
  expect(() => patchConfig(source, { 'A.x': 1 })).toThrow(wanted);
  expect(() => unsetConfig(source, ['A.x'])).toThrow(wanted);
  expect(() => readSettings(source)).toThrow(wanted);
});

test.each([
  { text: 'c.A = c.B\nc.A.x = 1\n', line: 1 },
  { text: 'x = 1\nc.A = c.B = Config()\n', line: 2 },
  { text: 's = Config()\nc.A = s\nc.B = s\n', line: 3 },
])('two sections that are one object are read, but not changed: $text', ({ text, line }) => {
  expect(() => patchConfig(text, { 'A.y': 1 })).toThrow(RefusedError);
  expect(() => unsetConfig(text, ['A.y'])).toThrow(expect.objectContaining({ line }));
  expect(() => readSettings(text)).not.toThrow();
});

test('where neither c nor get_config can be trusted, nothing is added', () => {
  const text = 'from traitlets.config import *\n';
  expect(() => patchConfig(text, { 'A.x': 1 })).toThrow(t().pythonConfig.refused['names-replaced']);
});

test.each([
  'if x:\n    sys.exit(1)\n',
  'if x: raise E\n',
  'def f():\n    return 1\n',
  'try:\n    x\nexcept E:\n    exit(-1)\n',
])('a file that may stop is not refused: %s', (text) => {
  expect(() => patchConfig(text, { 'A.x': 1 })).not.toThrow();
});
