import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ExposeError } from '../../../src/errors.ts';
import { type HashAlgorithm, hashPassword, verifyPassword } from '../../../src/jupyter/password/hash.ts';
import { understandsArgon2 } from '../../../src/jupyter/password/input.ts';

const counting = (n: number) => Uint8Array.from({ length: n }, (_, i) => i * 16 + 10);
const sha1 = (text: string) => createHash('sha1').update(text, 'utf8').digest('hex');

const FORMS: [HashAlgorithm, RegExp][] = [
  ['argon2', /^argon2:\$argon2id\$v=19\$m=10240,t=10,p=8\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{22}$/],
  ['sha1', /^sha1:[0-9a-f]{12}:[0-9a-f]{40}$/],
  ['sha256', /^sha256:[0-9a-f]{12}:[0-9a-f]{64}$/],
];

const PASSWORDS = [
  's3cret',
  'correct horse 배터리 staple',
  '암호문장',
  '🐎🔋📎 é',
  ' blanks at both ends ',
  'tab\tinside',
  '"quotes" \'and\' $dollars `ticks` \\',
  'a:b:c',
  'x'.repeat(5000),
];

describe.each(FORMS)('a %s hash', (algorithm, form) => {
  it('has the form Jupyter writes', async () => {
    expect(await hashPassword('s3cret', algorithm)).toMatch(form);
  });

  it.each(PASSWORDS)('of %j matches that password and no other', async (password) => {
    const hash = await hashPassword(password, algorithm);
    expect(await verifyPassword(password, hash)).toBe(true);
    expect(await verifyPassword(`${password} `, hash)).toBe(false);
    expect(await verifyPassword(password.toUpperCase(), hash)).toBe(password === password.toUpperCase());
    expect(await verifyPassword('', hash)).toBe(false);
  });

  it('differs each time, by its salt', async () => {
    expect(await hashPassword('s3cret', algorithm)).not.toBe(await hashPassword('s3cret', algorithm));
  });

  it('is the same with the same random bytes', async () => {
    const [one, two] = [
      await hashPassword('s3cret', algorithm, { randomBytes: counting }),
      await hashPassword('s3cret', algorithm, { randomBytes: counting }),
    ];
    expect(one).toBe(two);
  });

  it('tells composed Hangul from the decomposed one that looks the same', async () => {
    const hash = await hashPassword('배터리'.normalize('NFC'), algorithm);
    expect(await verifyPassword('배터리'.normalize('NFC'), hash)).toBe(true);
    expect(await verifyPassword('배터리'.normalize('NFD'), hash)).toBe(false);
  });
});

describe('the sha1 form', () => {
  it('hashes the password first and the salt behind it', async () => {
    const hash = await hashPassword('s3cret 문장', 'sha1', { randomBytes: counting });
    expect(hash).toBe(`sha1:0a1a2a3a4a5a:${sha1('s3cret 문장0a1a2a3a4a5a')}`);
  });
});

describe('a password that cannot be hashed as Jupyter would', () => {
  it.each([
    ['empty', '', /empty/],
    ['half a character', 'abc\ud800', /half of a character/],
  ])('%s is refused as a bad answer', async (_name, password, sentence) => {
    const refusal = await hashPassword(password).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ExposeError);
    expect(refusal).toMatchObject({ code: 'answer', message: expect.stringMatching(sentence) });
  });

  it('half a character matches nothing, not even the replacement sign Node would make of it', async () => {
    expect(await verifyPassword('abc\ud800', await hashPassword('abc\ufffd', 'sha1'))).toBe(false);
  });
});

describe('hashes that others made', () => {
  const salted = (name: string, salt: string, node = name.toLowerCase()) =>
    `${name}:${salt}:${createHash(node).update(`s3cret${salt}`).digest('hex')}`;

  it.each([
    ['another length of salt', salted('sha1', 'ab'), true],
    ['no salt', salted('sha1', ''), true],
    ['sha512', salted('sha512', '0123456789ab'), true],
    ['md5', salted('md5', '0123456789ab'), true],
    ['a name in capitals', salted('SHA1', '0123456789ab'), true],
    ['sha3_256', salted('sha3_256', '0123456789ab', 'sha3-256'), true],
    ['blake2b', salted('blake2b', '0123456789ab', 'blake2b512'), true],
    ['capital digits', `sha1:ab:${sha1('s3cretab').toUpperCase()}`, false],
    ['a line break at the end', `${salted('sha1', 'ab')}\n`, false],
    ['a colon in the salt', `sha1:a:b:${sha1('s3creta:b')}`, false],
    ['no digest', 'sha1:ab:', false],
    ['half a digest', salted('sha1', 'ab').slice(0, -20), false],
    ['an unknown algorithm', `shad1:ab:${sha1('s3cretab')}`, false],
    ['shake_128', 'shake_128:ab:00', false],
    ['the password itself', 's3cret', false],
    ['nothing', '', false],
    ['colons only', '::', false],
    ['only the name argon2', 'argon2:', false],
    ['argon2 with a broken end', 'argon2:$argon2id$v=19$m=10240,t=10,p=8$AAAAAAAAAAAAAAAAAAAAAA$', false],
    [
      'argon2 of an absurd cost',
      `argon2:$argon2id$v=19$m=4000000000,t=99,p=1$${'A'.repeat(22)}$${'A'.repeat(22)}`,
      false,
    ],
  ])('%s: matches is %s', async (_name, hash, matches) => {
    expect(await verifyPassword('s3cret', hash)).toBe(matches);
  });
});

describe('which Jupyter reads argon2', () => {
  it.each([
    ['notebook', '5.7.16', false],
    ['notebook', '6.0.3', false],
    ['notebook', '6.1.0rc1', false],
    ['notebook', '6.1.0', true],
    ['notebook', '6.5.7', true],
    ['jupyter_server', '1.4.1', false],
    ['jupyter_server', '1.5.0', true],
    ['jupyter_server', '2.21.1', true],
  ] as const)('%s %s: %s', (app, version, expected) => {
    expect(understandsArgon2({ app, version })).toBe(expected);
  });
});
