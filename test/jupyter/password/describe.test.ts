import { describe, expect, it } from 'vitest';
import { describeHash, verifyPassword } from '../../../src/jupyter/password/hash.ts';
import { setLanguage, t } from '../../../src/messages/index.ts';

const DIGEST = '0123456789abcdef0123456789abcdef01234567';
const PHC = '$argon2id$v=19$m=10240,t=10,p=8$AAAAAAAAAAAAAAAAAAAAAA$VK252uC6FmkQn5hy7KgoEQ';
const TAIL = 'AAAAAAAAAAAAAAAAAAAAAA$VK252uC6FmkQn5hy7KgoEQ';

describe('a hash some password matches', () => {
  it.each([
    [`argon2:${PHC}`, { form: 'argon2', algorithm: 'argon2id' }],
    [`argon2:$argon2i$v=19$m=512,t=2,p=2$${TAIL}`, { form: 'argon2', algorithm: 'argon2i' }],
    [`argon2:$argon2d$v=19$m=512,t=2,p=2$${TAIL}`, { form: 'argon2', algorithm: 'argon2d' }],
    [`sha1:0123456789ab:${DIGEST}`, { form: 'hashlib', algorithm: 'sha1' }],
    [`SHA1::${DIGEST}`, { form: 'hashlib', algorithm: 'sha1' }],
    [`sha256:ab:${DIGEST}${'0'.repeat(24)}`, { form: 'hashlib', algorithm: 'sha256' }],
    [`md5:ab:${DIGEST.slice(0, 32)}`, { form: 'hashlib', algorithm: 'md5' }],
  ])('%s', (hash, expected) => {
    expect(describeHash(hash)).toEqual({ ...expected, crashes: false });
  });

  it('the empty one means no password at all', () => {
    expect(describeHash('')).toEqual({ form: 'empty', crashes: false });
  });
});

describe('a hash no password matches, and why', () => {
  const refuses = false;
  const crashes = true;
  const rows = [
    ['a typo in the name', `shad1:0123456789ab:${DIGEST}`, 'unknown-algorithm', refuses],
    ['an algorithm without a length', 'shake_128:ab:00', 'unusable-algorithm', crashes],
    ['argon2 without Jupyter’s prefix', PHC, 'no-prefix', refuses],
    ['the argon2 prefix twice', `argon2:argon2:${PHC}`, 'double-prefix', crashes],
    ['the sha1 prefix twice', `sha1:sha1:0123456789ab:${DIGEST}`, 'double-prefix', refuses],
    ['argon2 inside sha1', `sha1:argon2:${PHC}`, 'double-prefix', refuses],
    ['eaten by a shell', 'argon2:=19=10240,t=10,p=8', 'dollar-eaten', crashes],
    ['eaten, salt began with a digit', 'argon2:=19=10240,t=10,p=8bcdEF+/ab', 'dollar-eaten', crashes],
    ['doubled for a compose file', `argon2:${PHC.replaceAll('$', '$$$$')}`, 'dollar-doubled', crashes],
    ['argon2 of no variant', 'argon2:$argon3$x', 'argon2-header', crashes],
    ['argon2 and nothing', 'argon2:', 'argon2-header', crashes],
    ['argon2 cut off', `argon2:${PHC.slice(0, 40)}`, 'argon2-parts', refuses],
    ['argon2 padded', `argon2:${PHC}==`, 'argon2-parts', refuses],
    ['argon2 with too little memory', `argon2:$argon2id$v=19$m=8,t=1,p=8$${TAIL}`, 'argon2-parts', refuses],
    ['argon2 with a line break', `argon2:${PHC}\n`, 'edge-space', refuses],
    ['argon2 with a Korean letter', `argon2:${PHC}한`, 'not-ascii', crashes],
    [
      'argon2 of an absurd cost',
      `argon2:$argon2id$v=19$m=99999999,t=9,p=1$${TAIL}`,
      'argon2-costly',
      refuses,
    ],
    ['argon2 of the old version', `argon2:$argon2id$m=512,t=2,p=2$${TAIL}`, 'argon2-old', refuses],
    ['bcrypt', `$2b$12$${'a'.repeat(53)}`, 'bcrypt', refuses],
    ['quotes inside', `'sha1:ab:${DIGEST}'`, 'quoted', refuses],
    ['quotes around argon2', `"argon2:${PHC}"`, 'quoted', refuses],
    ['a blank in front', ` sha1:ab:${DIGEST}`, 'edge-space', refuses],
    ['a line break behind', `sha1:ab:${DIGEST}\n`, 'edge-space', refuses],
    ['capital digits', `sha1:ab:${DIGEST.toUpperCase()}`, 'uppercase-digest', refuses],
    ['no digest', 'sha1:ab:', 'no-digest', refuses],
    ['a digest of another algorithm', `sha256:ab:${DIGEST}`, 'digest-shape', refuses],
    ['a colon in the salt', `sha1:a:b:${DIGEST}`, 'salt-colon', refuses],
    ['a Korean salt', `sha1:소금:${DIGEST}`, 'salt-not-ascii', crashes],
    ['a password in plain sight', 's3cret', 'plaintext', refuses],
    ['a password with colons', 'a:b:c', 'plaintext', refuses],
  ] as const;

  it.each(rows)('%s', async (_name, hash, problem, crashesAtLogin) => {
    expect(describeHash(hash)).toMatchObject({ problem, crashes: crashesAtLogin });
    expect(await verifyPassword('s3cret', hash)).toBe(false);
  });

  it('every reason has its sentences in both languages', async () => {
    for (const [, , problem] of rows) {
      await setLanguage('ko');
      const korean = t().hash.problem[problem];
      await setLanguage('en');
      expect(korean).toMatch(/[가-힣].*세요\.|확인할 수 있습니다/);
      expect(t().hash.problem[problem]).toMatch(/\. .+\.$|Remove/);
    }
  });
});
