import { afterEach, beforeEach, expect, it } from 'vitest';
import { cmd, glued } from '../../src/messages/command-line.ts';
import { asShown, setHome } from '../../src/output/display.ts';
import { table, wrap } from '../../src/output/layout.ts';
import { linesOf } from './lines-of.ts';

beforeEach(() => setHome('/home/my self'));
afterEach(() => setHome(''));

it.each([
  ['a path', '/home/my self/.jupyter/x.py', '~/.jupyter/x.py'],
  ['the home itself', 'in /home/my self.', 'in /home/my self.'],
  ['in brackets', 'file (/home/my self/a)', 'file (~/a)'],
  ['in colour', '\u001b[1m/home/my self/a\u001b[22m', '\u001b[1m~/a\u001b[22m'],
  ['twice', '/home/my self/a /home/my self/b', '~/a ~/b'],
  ['with a Korean particle', '/home/my self/a에', '~/a에'],
  ['a longer name', '/home/my self2/a', '/home/my self2/a'],
  ['inside another path', '/mnt/home/my self/a', '/mnt/home/my self/a'],
  ['in quotes, as a shell needs it', "--config '/home/my self/a'", "--config '/home/my self/a'"],
  ['in double quotes', '"/home/my self/a"', '"/home/my self/a"'],
  ['after an equals sign, where a shell keeps ~', '--config=/home/my self/a', '--config=/home/my self/a'],
])('%s', (_what, text, shown) => {
  expect(asShown(text)).toBe(shown);
});

it.each(['', '/'])('a home that is %j is never shown as ~', (home) => {
  setHome(home);
  expect(asShown('/home/my self/a / /b')).toBe('/home/my self/a / /b');
});

it('the home in a path that is kept whole', () => {
  expect(asShown(glued('/home/my self/a b/c'))).toBe('~/a b/c');
});

it('the home in a command', () => {
  setHome('/home/me');
  expect(asShown(cmd('init', '--config', '/home/me/x.py'))).toBe('jupyter-expose init --config ~/x.py');
});

it('lines are measured as they are shown', () => {
  expect(wrap('see /home/my self/a now', 11)).toEqual(['see ~/a now']);
  expect(table([['/home/my self/a', 'x']])).toEqual(['~/a  x']);
  expect(linesOf([{ label: 'File', value: 'at /home/my self/a' }], 14)).toEqual(['  File  at ~/a']);
});

it('a command that is wider than the line stands on a line of its own, unbroken', () => {
  expect(
    wrap(`To take it back: ${cmd('router map', '--external-port', '8443')} now`, 24).map(asShown),
  ).toEqual(['To take it back:', 'jupyter-expose router map --external-port 8443', 'now']);
});
