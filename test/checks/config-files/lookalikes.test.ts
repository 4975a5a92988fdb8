import { describe, expect, it } from 'vitest';
import { markLookalikes, withoutLookalikes } from '../../../src/checks/config-files/lookalikes.ts';

describe('characters that Python does not read as what they look like', () => {
  it.each([
    ["c.A.ip =\u00a0'x'", "c.A.ip =<U+00A0>'x'", "c.A.ip = 'x'"],
    ["\ufeffc.A.ip = 'x'", "<U+FEFF>c.A.ip = 'x'", "c.A.ip = 'x'"],
    ['c.A.p ＝ １', 'c.A.p <U+FF1D> <U+FF11>', 'c.A.p = 1'],
    ["c.A.p = 'x’", "c.A.p = 'x<U+2019>", "c.A.p = 'x'"],
    ["c.A.p = “it's”", "c.A.p = <U+201C>it's<U+201D>", "c.A.p = “it's”".replace('“', '"').replace('”', '"')],
    ['c.A.p = –1', 'c.A.p = <U+2013>1', 'c.A.p = -1'],
    ['c.A.pоrt = 1', 'c.A.p<U+043E>rt = 1', 'c.A.port = 1'],
  ])('are shown where they stand, and replaced: %s', (line, shown, plain) => {
    expect(markLookalikes(line)).toBe(shown);
    expect(withoutLookalikes(line)).toBe(plain);
  });

  it.each(["c.A.p = '한글 “x”'  # “y”", "비밀번호 = 'x'", "naïve = 'x'", '# c.A.p = ‘x’', `c.A.p = "it's"`])(
    'are left alone in strings, comments and names of one alphabet: %s',
    (line) => {
      expect(markLookalikes(line)).toBe(line);
      expect(withoutLookalikes(line)).toBe(line);
    },
  );
});
