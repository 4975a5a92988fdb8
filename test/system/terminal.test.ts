import { expect, it } from 'vitest';
import { showsUnicode } from '../../src/system/terminal.ts';

it.each<readonly [Record<string, string>, NodeJS.Platform, boolean]>([
  [{ LANG: 'en_US.UTF-8' }, 'linux', true],
  [{ LANG: 'ko_KR.utf8' }, 'darwin', true],
  [{ LANG: 'C.UTF-8', LC_ALL: 'C' }, 'linux', false],
  [{ LANG: 'ko_KR.eucKR' }, 'linux', false],
  [{}, 'linux', false],
  [{ LANG: 'C.UTF-8', TERM: 'linux' }, 'linux', false],
  [{ WT_SESSION: 'x' }, 'win32', true],
  [{}, 'win32', false],
])('%j on %s: signs beyond ASCII %s', (env, platform, shows) => {
  expect(showsUnicode(env, platform)).toBe(shows);
});
