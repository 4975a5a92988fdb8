import { createHash } from 'node:crypto';

/** Placeholders of tutorials, which attackers try first, and one letter repeated. */
const PLACEHOLDER = /^[<[{"']*(?:change[-_ ]?(?:me|this|it).*|your[-_ ]?(?:secret|token|own).*|(.)\1+)$/i;

/** Jupyter's own tokens have 48 hex digits. */
const SHORTEST_TOKEN = 32;

/** What guessers try first at a Jupyter, most common first. */
// biome-ignore format: a table of words reads better as lines
const COMMON: readonly string[] = [
  '123456', 'password', '12345678', '123456789', '1234', '12345', 'jupyter', 'admin', 'qwerty', '1234567890',
  '111111', '1234567', 'notebook', 'jupyterlab', 'jupyter123', '123123', 'abc123', 'password1', 'root', 'test',
  'test123', 'admin123', 'passw0rd', 'p@ssw0rd', 'p@ssword', 'qwerty123', '1q2w3e4r', '1q2w3e4r!', '1q2w3e4r5t', '1qaz2wsx',
  'qwer1234', 'qwer1234!', 'asdf1234', 'zxcv1234', '000000', '0000', '1111', '654321', '987654321', 'iloveyou',
  'letmein', 'welcome', 'welcome1', 'secret', 'changeme', 'default', 'guest', 'user', 'python', 'ubuntu',
  'raspberry', 'raspberrypi', 'pi', 'docker', 'data', 'datascience', 'server', 'lab', 'anaconda', 'conda',
  'master', 'monkey', 'dragon', 'football', 'sunshine', 'princess', 'superman', 'batman', 'shadow', 'michael',
  'login', 'pass', 'pass123', 'hello', 'hello123', 'freedom', 'whatever', 'trustno1', 'starwars', 'computer',
  'internet', 'samsung', 'korea', 'seoul', 'dlwnsgh', 'rlaehdgus', 'qlalfqjsgh', 'wnvlxj', '비밀번호', '주피터',
  'abcd1234', 'abcd1234!', 'a123456', 'aa123456', 'q1w2e3r4', 'zaq12wsx', '159753', '112233', '121212', '666666',
];

/** The words to try as a password or a token: those common everywhere, and those that everybody on this computer knows. */
export function guesses(own: readonly string[]): string[] {
  const all = own
    .filter((word) => word !== '')
    .flatMap((word) => [word, `${word}1`, `${word}123`, `${word}1234`]);
  return [...new Set([...all, ...COMMON])];
}

/** Tokens that the documentation of Jupyter shows. */
const PUBLISHED = ['c8de56fa4deed24899803e93c227592aef6538f93025fe01'];

/** Whether the second half is the first once more, or the like: `1234567890` without end. */
function repeats(token: string): boolean {
  const lengths = Array.from({ length: Math.floor(token.length / 2) }, (_none, at) => at + 1);
  return lengths.some((length) => token.startsWith(token.slice(length)));
}

/** The hex digest of a word that is tried first. */
function isDigest(token: string, own: readonly string[]): boolean {
  const algorithm = { 32: 'md5', 40: 'sha1', 64: 'sha256' }[token.length];
  if (algorithm === undefined || !/^[0-9a-f]+$/i.test(token)) return false;
  const digest = (word: string) => createHash(algorithm).update(word).digest('hex');
  return guesses(own).some((word) => digest(word) === token.toLowerCase());
}

/** Fewer different characters than any token that was made by chance has. */
const FEWEST_CHARACTERS = 6;

/** Whether a stranger gets in by guessing this token: too short, without chance in it, published, or a known word. */
export function isGuessable(token: string, own: readonly string[]): boolean {
  return (
    token.length < SHORTEST_TOKEN ||
    new Set(token).size < FEWEST_CHARACTERS ||
    PUBLISHED.includes(token) ||
    repeats(token) ||
    isDigest(token, own) ||
    isWellKnown(token, own)
  );
}

/** Whether a token is a placeholder or one of the words that are tried first. */
export function isWellKnown(token: string, own: readonly string[]): boolean {
  const word = token.trim().toLowerCase();
  return PLACEHOLDER.test(token) || guesses(own).some((guess) => guess.toLowerCase() === word);
}
