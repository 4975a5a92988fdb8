import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  fingerprintOf,
  lineFor,
  portsOf,
  readKeyLines,
  readPublicKeys,
} from '../../../src/features/ssh/key-line.ts';

/** The data of a key, each field with its length in front. */
function blobOf(...fields: (string | Buffer)[]): string {
  const parts = fields
    .map((field) => Buffer.from(field))
    .map((field) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(field.length);
      return Buffer.concat([length, field]);
    });
  return Buffer.concat(parts).toString('base64');
}

const ED25519 = `ssh-ed25519 ${blobOf('ssh-ed25519', Buffer.alloc(32, 7))}`;
const OTHER = `ssh-ed25519 ${blobOf('ssh-ed25519', Buffer.alloc(32, 8))}`;

function rsa(bits: number): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  const { n = '' } = publicKey.export({ format: 'jwk' });
  const modulus = Buffer.concat([Buffer.alloc(1), Buffer.from(n, 'base64url')]);
  return `ssh-rsa ${blobOf('ssh-rsa', Buffer.from([1, 0, 1]), modulus)} min@laptop`;
}

const readOne = (text: string) => {
  const [key] = readPublicKeys(text, 'laptop.pub');
  if (key === undefined) throw new Error('no key');
  return key;
};

describe('a public key', () => {
  it.each([
    ['with a comment', `${ED25519} min@laptop\n`, 'min@laptop'],
    ['without one', ED25519, ''],
    ['with CRLF, comments and empty lines', `# my laptop\r\n\r\n${ED25519} a b\r\n`, 'a b'],
    ['with letters that could end a line, or are no ASCII', `${ED25519} 민\u2028@laptop`, '@laptop'],
    ['RSA with 2048 bits', rsa(2048), 'min@laptop'],
  ])('%s is read', (_what, text, comment) => {
    expect(readOne(text).comment).toBe(comment);
  });

  it.each([
    ['nothing', '\n', /holds no key/],
    ['words', 'hello world', /no public key/],
    ['a private key', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA\n', /is a private key/],
    ['data of another type', ED25519.replace('ssh-ed25519 ', 'ssh-rsa '), /no public key/],
    ['data that end too early', ED25519.slice(0, -12), /no public key/],
    ['DSA', `ssh-dss ${blobOf('ssh-dss', 'x')}`, /no public key/],
    ['options in front, which are ours to give', `pty ${ED25519}`, /no public key/],
    ['a second line that is none', `${ED25519}\ncommand="id" ${OTHER}`, /no public key/],
    ['RSA with 1024 bits', rsa(1024), /1024 bits only/],
  ])('%s is refused', (_what, text, words) => {
    expect(() => readPublicKeys(text, 'laptop.pub')).toThrow(words);
  });
});

describe('a line of authorized_keys', () => {
  it('opens one port and nothing else, and is known again as ours', () => {
    const line = lineFor(readOne(`${ED25519} min@laptop`), 8888);
    expect(line).toBe(
      `restrict,port-forwarding,permitopen="localhost:8888",permitopen="127.0.0.1:8888",permitlisten="localhost:1",command="/bin/false" ${ED25519} min@laptop jupyter-expose`,
    );
    const [found] = readKeyLines(line);
    expect(found).toMatchObject({ line: 1, isOurs: true, comment: 'min@laptop jupyter-expose' });
    expect(found && portsOf(found)).toEqual([8888]);
    expect(found && lineFor(found, 9000)).toBe(line.replaceAll('8888', '9000'));
  });

  it("the person's own lines are read as well, whatever stands in their options", () => {
    const text = `# mine\n${ED25519} desk\n\nfrom="10.0.0.0/8,!10.0.0.9",command="echo \\"a b\\", c" ${OTHER} job\nnonsense\n`;
    expect(readKeyLines(text).map(({ line, options, isOurs }) => [line, options.length, isOurs])).toEqual([
      [2, 0, false],
      [4, 2, false],
    ]);
  });

  const ours = lineFor(readOne(ED25519), 8888);
  it.each([
    ['without the command', ours.replace(',command="/bin/false"', '')],
    ['without permitlisten', ours.replace(',permitlisten="localhost:1"', '')],
    ['without any permitopen', ours.replace(/,permitopen="[^"]*"/g, '')],
    ['with another computer', ours.replace('localhost:8888', 'nas:8888')],
    ['with any port', ours.replace('localhost:8888', 'localhost:*')],
    ['with a terminal', ours.replace('restrict,', 'restrict,pty,')],
    ['with the agent', ours.replace('restrict,', 'restrict,agent-forwarding,')],
    ['without restrict', ours.replace('restrict,', '')],
    ['with nothing at all', ED25519],
  ])('%s may do more than open a port here', (_what, line) => {
    const [key] = readKeyLines(line);
    expect(key && portsOf(key)).toBeUndefined();
  });

  it('has the fingerprint that ssh-keygen prints', () => {
    expect(fingerprintOf(readOne(ED25519))).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
  });
});
