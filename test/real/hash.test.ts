import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { describeHash, hashPassword, verifyPassword } from '../../src/jupyter/password/hash.ts';
import { understandsArgon2 } from '../../src/jupyter/password/input.ts';
import { describeNeeds, type EnvironmentName, environment } from '../environments.ts';
import { slice } from '../slice.ts';

const KOREAN = '말이 배터리를 먹는다';
const PASSWORDS = slice(
  ['s3cret', KOREAN, KOREAN.normalize('NFD'), '🐎🔋 é', ' blanks ', `quotes'"$\\`, 'x'.repeat(200)],
  2,
);

/** Which passwd_check each generation's servers ask. */
const READERS: { name: EnvironmentName; module: string; app: 'notebook' | 'jupyter_server' }[] = [
  { name: 'nb57', module: 'notebook.auth.security', app: 'notebook' },
  { name: 'nb60', module: 'notebook.auth.security', app: 'notebook' },
  { name: 'nb64', module: 'notebook.auth.security', app: 'notebook' },
  { name: 'lab30', module: 'jupyter_server.auth.security', app: 'jupyter_server' },
  { name: 'lab3', module: 'jupyter_server.auth.security', app: 'jupyter_server' },
  { name: 'nb7', module: 'jupyter_server.auth.security', app: 'jupyter_server' },
];

/** Runs `code` with the JSON `given` as `given`; what it puts into `result` comes back as JSON. */
function inPython(python: string, code: string, given: unknown): unknown {
  const script = `import json, sys\ngiven = json.load(sys.stdin)\n${code}\njson.dump(result, sys.stdout)\n`;
  const stdout = execFileSync(python, ['-W', 'ignore', '-c', script], {
    input: JSON.stringify(given),
    encoding: 'utf8',
    env: { ...process.env, PYTHONUTF8: '1' },
  });
  return JSON.parse(stdout);
}

const CHECK = (module: string) => `
from ${module} import passwd_check
def answer(hash, password):
    try:
        return bool(passwd_check(hash, password))
    except Exception:
        return 'crashes'
result = [answer(hash, password) for hash, password in given]
`;

const ALGORITHMS = ['argon2', 'sha1', 'sha256'] as const;
/** Made once, and read by every generation. */
const HASHES = Promise.all(
  PASSWORDS.flatMap((password) =>
    ALGORITHMS.map(async (algorithm) => ({
      algorithm,
      password,
      hash: await hashPassword(password, algorithm),
    })),
  ),
);

describe.each(READERS)('$module of $name', ({ name, module, app }) => {
  const { python, version } = environment(name);
  const readsArgon2 = understandsArgon2({ app, version: version(app.replace('_', '-')) });

  describeNeeds(name)('and we', () => {
    it(`accept each other's hashes; it reads argon2: ${readsArgon2}`, async () => {
      const ours = await HASHES;
      const questions = ours.flatMap(({ hash, password }) => [
        [hash, password],
        [hash, `${password}x`],
      ]);
      const expected = ours.flatMap(({ algorithm }) => [algorithm !== 'argon2' || readsArgon2, false]);
      expect(inPython(python, CHECK(module), questions)).toEqual(expected);
    });

    it('we accept what its passwd() makes, and only with that password', async () => {
      const known = readsArgon2
        ? ['argon2', 'sha1', 'sha256', 'sha512', 'md5']
        : ['sha1', 'sha256', 'sha512', 'md5'];
      const code = `from ${module} import passwd\nresult = [passwd(p, a) for p, a in given]`;
      const asked = PASSWORDS.flatMap((password) => known.map((algorithm) => [password, algorithm] as const));
      const theirs = inPython(python, code, asked) as string[];
      for (const [i, [password]] of asked.entries()) {
        const hash = theirs[i] ?? '';
        expect([hash, await verifyPassword(password, hash)]).toEqual([hash, true]);
        expect([hash, await verifyPassword(`${password}x`, hash)]).toEqual([hash, false]);
        expect(describeHash(hash).problem).toBeUndefined();
      }
    });
  });
});

/** Each is judged by the real passwd_check first, so that no expectation is ours alone. */
describeNeeds('nb7')('hashes somebody wrote by hand, judged by jupyter_server and by us', () => {
  const { python } = environment('nb7');
  const make = `
import hashlib, argon2
from argon2 import PasswordHasher, Type
p = 's3cret'
def plain(name, salt, p=p):
    return '%s:%s:%s' % (name, salt, hashlib.new(name, (p + salt).encode()).hexdigest())
def cffi(**kw):
    return 'argon2:' + PasswordHasher(**kw).hash(p)
# Of one salt: with another, cutting off the last letter may leave a hash of a shorter length, well-formed.
phc = PasswordHasher(memory_cost=512, time_cost=2, parallelism=2).hash(p, salt=b'0123456789abcdef')
result = [
    *[plain(n, 'ab') for n in ['sha1','SHA1','Sha1','sha224','sha384','sha512','SHA-256','sha256','md5','MD5',
        'sha3_256','sha3-256','sha3_512','blake2b','blake2s','blake2b512','sha512_256','sha512-224']],
    plain('sha1', ''), plain('sha1', 'x' * 500), plain('sha1', ' $%'), plain('sha1', 'ab') + '\\n', ' ' + plain('sha1', 'ab'),
    plain('sha1', 'ab').upper(), 'sha1:ab:' + plain('sha1', 'ab')[8:].upper(), plain('sha1', 'a:b'), 'sha1:ab:', 'sha1::', '::', ':', '',
    p, 'a:b:c', 'shad1:ab:' + 'a' * 40, 'shake_128:ab:00', 'sha1:' + plain('sha1', 'ab'), 'argon2:' + plain('sha1', 'ab'), '소금:소금:00',
    'sha1:소금:' + 'a' * 40, "'" + plain('sha1', 'ab') + "'",
    cffi(), cffi(memory_cost=10240, time_cost=10, parallelism=8), cffi(memory_cost=64, time_cost=1, parallelism=1, hash_len=64, salt_len=8),
    cffi(memory_cost=64, time_cost=3, parallelism=1, type=Type.I), cffi(memory_cost=64, time_cost=3, parallelism=1, type=Type.D, hash_len=12),
    'argon2:' + phc + '\\n', 'argon2:' + phc + '=', 'argon2:' + phc[:-1], 'argon2:' + phc[:-10], 'argon2:' + phc.replace('v=19', 'v=20'),
    'argon2:' + phc.replace('m=512', 'm=0512'), 'argon2:' + phc.replace('m=512', 'm=15'), 'argon2:' + phc.replace('t=2', 't=0'),
    'argon2:' + phc.replace('p=2', 'p=0'), 'argon2:' + phc.replace('argon2id', 'argon2i'), 'argon2:' + phc.replace('argon2id', 'argon2x'),
    'argon2:' + phc.replace('argon2id', 'argon2idx'), 'argon2:' + phc.replace('$', '$$'), 'argon2:=19=512,t=2,p=2', 'argon2:argon2:' + phc, 'argon2:', phc,
    'ARGON2:' + phc, 'argon2:' + phc + '한', 'argon2: ' + phc,
]`;

  it('agree on the right password, the wrong one, and on which hashes make a login crash', async () => {
    const hashes = inPython(python, make, null) as string[];
    const questions = hashes.flatMap((hash) => [
      [hash, 's3cret'],
      [hash, 'S3cret'],
    ]);
    const theirs = inPython(python, CHECK('jupyter_server.auth.security'), questions) as (
      | boolean
      | 'crashes'
    )[];
    const ours = await Promise.all(
      questions.map(async ([hash = '', password = '']) =>
        describeHash(hash).crashes ? 'crashes' : verifyPassword(password, hash),
      ),
    );
    const rows = (answers: unknown[]) => questions.map(([hash, password], i) => [hash, password, answers[i]]);
    expect(rows(ours)).toEqual(rows(theirs));
    expect(theirs.filter((answer) => answer === true).length).toBeGreaterThan(20);
    expect(theirs.filter((answer) => answer === 'crashes').length).toBeGreaterThan(8);
  });

  it('name a problem wherever the right password is not accepted, but for a hash of something else', async () => {
    const hashes = inPython(python, make, null) as string[];
    const unexplained: string[] = [];
    for (const hash of hashes) {
      const { problem, form } = describeHash(hash);
      if (await verifyPassword('s3cret', hash)) {
        expect([hash, problem]).toEqual([hash, undefined]);
      } else if (problem === undefined && form !== 'empty') {
        unexplained.push(hash);
      }
    }
    expect(unexplained).toEqual([expect.stringMatching(/^argon2:\$argon2i\$v=19\$m=512,t=2,p=2\$/)]);
  });
});
