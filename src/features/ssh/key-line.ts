import { createHash } from 'node:crypto';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';

/** A public key as OpenSSH writes it: sshd(8), AUTHORIZED_KEYS FILE FORMAT. */
export interface PublicKey {
  readonly type: string;
  readonly blob: string;
  /** Printable ASCII. */
  readonly comment: string;
}

/** One line of authorized_keys that holds a key. */
export interface KeyLine extends PublicKey {
  /** 1-based. */
  readonly line: number;
  readonly options: readonly string[];
  /** Added by this program. */
  readonly isOurs: boolean;
}

const TYPES = [
  'ssh-ed25519',
  'ssh-rsa',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
];

/** The last word of a comment: the line is ours. */
export const MARK = 'jupyter-expose';

/** Bits; OpenSSH refuses shorter RSA keys by default (RequiredRSASize), and 1024 can be broken. */
const LEAST_RSA_BITS = 2048;

const LONGEST_COMMENT = 60;

/** One option of a key, with quotes around values that may hold commas. */
const OPTION = /[\w-]+(?:="(?:\\"|[^"])*")?/y;

/**
 * What opens one port of this computer and nothing else. Each part is needed: without `command` the key runs programs,
 * without `permitopen` it opens every port and unix socket, without `permitlisten` it listens here (`none` is not valid
 * there, so it names a port that only root may take).
 */
export function restrictionsFor(port: number): string[] {
  return [
    'restrict',
    'port-forwarding',
    `permitopen="localhost:${port}"`,
    `permitopen="127.0.0.1:${port}"`,
    'permitlisten="localhost:1"',
    'command="/bin/false"',
  ];
}

/** The line for authorized_keys that lets a key open this port. */
export function lineFor({ type, blob, comment }: PublicKey, port: number): string {
  const words = comment.split(' ').filter((word) => word !== '' && word !== MARK);
  return [restrictionsFor(port).join(','), type, blob, ...words, MARK].join(' ');
}

/** The public keys of a text, one a line. Throws ExposeError('answer') if there is none, or one that is no safe key. */
export function readPublicKeys(text: string, origin: string): PublicKey[] {
  const m = t().ssh.key;
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text))
    throw new ExposeError('answer', m.private(origin), m.privateHint);
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  if (lines.length === 0) throw new ExposeError('answer', m.none(origin), m.noneHint);
  return lines.map((line) => {
    const key = readKey(line.trim());
    if (key === undefined) throw new ExposeError('answer', m.notAKey(origin), m.noneHint);
    const bits = rsaBits(key);
    if (bits !== undefined && bits < LEAST_RSA_BITS)
      throw new ExposeError('answer', m.short(origin, bits), m.shortHint);
    return key;
  });
}

/** The keys of an authorized_keys file; lines that hold none are left out. */
export function readKeyLines(text: string): KeyLine[] {
  return text.split('\n').flatMap((raw, at): KeyLine[] => {
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.startsWith('#')) return [];
    const options = optionsOf(trimmed);
    const rest = trimmed.slice(options.join(',').length).trim();
    const key = readKey(rest) ?? readKey(trimmed);
    if (key === undefined) return [];
    const isBare = readKey(rest) === undefined;
    const isOurs = key.comment.split(' ').at(-1) === MARK;
    return [{ ...key, line: at + 1, options: isBare ? [] : options, isOurs }];
  });
}

/** The ports that a key may open on this computer; undefined if it may do more than that. */
export function portsOf({ options }: KeyLine): number[] | undefined {
  const names = options.map((option) => option.toLowerCase());
  const ports = names.map((option) => /^permitopen="(?:localhost|127\.0\.0\.1):(\d+)"$/.exec(option)?.[1]);
  const opens = names.filter((option) => option.startsWith('permitopen='));
  const isClosed = [/^restrict$/, /^command="\/bin\/false"$/, /^permitlisten="localhost:1"$/].every((shape) =>
    names.some((option) => shape.test(option)),
  );
  const widens = names.some((option) =>
    /^(?:pty|agent-forwarding|x11-forwarding|user-rc|tunnel=.*)$/.test(option),
  );
  const known = ports.filter((port) => port !== undefined);
  if (!isClosed || widens || opens.length === 0 || known.length !== opens.length) return undefined;
  return [...new Set(known.map(Number))];
}

/** `SHA256:…`, as ssh-keygen -l prints it. */
export function fingerprintOf({ blob }: PublicKey): string {
  const digest = createHash('sha256').update(Buffer.from(blob, 'base64')).digest('base64');
  return `SHA256:${digest.replace(/=+$/, '')}`;
}

function optionsOf(line: string): string[] {
  const found: string[] = [];
  OPTION.lastIndex = 0;
  for (;;) {
    const from = OPTION.lastIndex;
    const option = OPTION.exec(line)?.[0];
    if (option === undefined) return [];
    found.push(option);
    const next = line[from + option.length];
    if (next !== ',') return next === ' ' || next === '\t' ? found : [];
    OPTION.lastIndex = from + option.length + 1;
  }
}

/** `TYPE BASE64 [COMMENT]`, whose data begin with the same type. */
function readKey(text: string): PublicKey | undefined {
  const [type = '', blob = '', ...comment] = text.split(/[ \t]+/);
  if (!TYPES.includes(type) || !/^[A-Za-z0-9+/]+={0,2}$/.test(blob)) return undefined;
  const [inner] = fieldsOf(blob);
  if (inner?.toString('latin1') !== type) return undefined;
  const words = comment.join(' ').replace(/[^\x20-\x7e]/g, '');
  return { type, blob, comment: words.slice(0, LONGEST_COMMENT) };
}

function rsaBits({ type, blob }: PublicKey): number | undefined {
  if (type !== 'ssh-rsa') return undefined;
  const modulus = fieldsOf(blob)[2] ?? Buffer.alloc(0);
  const digits = modulus.toString('hex').replace(/^0+/, '');
  return digits === '' ? 0 : BigInt(`0x${digits}`).toString(2).length;
}

/** The fields of a key's data, each with its length in front: RFC 4253 §6.6. */
function fieldsOf(blob: string): Buffer[] {
  const data = Buffer.from(blob, 'base64');
  const fields: Buffer[] = [];
  for (let at = 0; at + 4 <= data.length; ) {
    const length = data.readUInt32BE(at);
    if (at + 4 + length > data.length) return [];
    fields.push(data.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return fields;
}
