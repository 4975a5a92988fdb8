import { describe, expect, it } from 'vitest';
import { bcryptHash, bcryptTruncates, bcryptVerify } from '../../../src/jupyter/password/bcrypt.ts';

const CHEAP = 4;

describe('a bcrypt hash, for proxies and JupyterHub', () => {
  it.each(['s3cret', '배터리 말', '🐎'])('of %j matches that password and no other', async (password) => {
    const hash = await bcryptHash(password, CHEAP);
    expect(hash).toMatch(/^\$2b\$04\$[./A-Za-z0-9]{53}$/);
    expect(await bcryptVerify(password, hash)).toBe(true);
    expect(await bcryptVerify(`${password}x`, hash)).toBe(false);
  });

  it('costs 2^12 rounds unless told otherwise', async () => {
    expect(await bcryptHash('s3cret')).toMatch(/^\$2b\$12\$/);
  });

  it('reads what htpasswd writes', async () => {
    const hash = (await bcryptHash('s3cret', CHEAP)).replace('$2b$', '$2y$');
    expect(await bcryptVerify('s3cret', hash)).toBe(true);
  });

  it.each(['', 's3cret', '$2b$04$short'])('%j is no bcrypt hash and matches nothing', async (hash) => {
    expect(await bcryptVerify('s3cret', hash)).toBe(false);
  });

  it.each([
    ['72 bytes', 'x'.repeat(72), false],
    ['73 bytes', 'x'.repeat(73), true],
    ['24 Hangul, 72 bytes', '말'.repeat(24), false],
    ['25 Hangul, 75 bytes', '말'.repeat(25), true],
  ])('%s: would be cut is %s', async (_name, password, cut) => {
    expect(await bcryptTruncates(password)).toBe(cut);
  });

  it.each([
    ['a longer one', 'x'.repeat(73), /72 bytes/],
    ['an empty one', '', /empty/],
    ['half a character', '\ud800', /half of a character/],
  ])('%s is refused as a bad answer', async (_name, password, sentence) => {
    await expect(bcryptHash(password, CHEAP)).rejects.toMatchObject({
      code: 'answer',
      message: expect.stringMatching(sentence),
    });
  });
});
