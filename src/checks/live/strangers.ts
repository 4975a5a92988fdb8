import { createHmac } from 'node:crypto';
import type { JupyterClient } from '../../jupyter/client/types.ts';
import { verifyPassword } from '../../jupyter/password/hash.ts';
import { t } from '../../messages/index.ts';
import type { Check } from '../../situation/check.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { findOpenings } from '../access/close-doors.ts';
import type { Opening } from '../access/doors.ts';
import { guesses } from '../access/known-words.ts';
import { nameOf, readAccessSettings } from '../access/settings.ts';
import { type LocalContext, loginEndpoint } from './local-context.ts';

/** How many tokens a stranger tries. */
const TOKENS = 20;

/** How many words are compared with a hash that is made to be slow: a fifth of a second for each. */
const SLOW_WORDS = 10;

const OK = 200;

/** Does anything that a stranger can know let in: a common token or password, a cookie signed with a known secret? */
export const strangersRefused: Check<LocalContext> = {
  id: 'guesses-refused',
  needs: ['listens', 'loopback-answers', 'lan-answers', 'tls-as-configured', 'no-anonymous'],
  fine: () => t().live.guessesRefused,
  async run(context) {
    const openings = await findOpenings(context.situation);
    const { name, hostName } = await context.situation.get('user');
    const words = [...new Set([name, hostName, ...guesses([]), ...guesses([name, hostName])])];
    const found = await Promise.all([
      tokensThatOpen(context, openings, words.slice(0, TOKENS)),
      passwordThatOpens(context, words),
      secretsThatOpen(context, openings),
    ]);
    return found.flat();
  },
};

/** The weak tokens that the settings and the running server's start name, and the most common ones. */
async function tokensThatOpen(
  context: LocalContext,
  openings: readonly Opening[],
  words: readonly string[],
): Promise<Finding[]> {
  const m = t().live;
  const weak = openings.filter(({ id }) => id === 'token-weak').map(({ setting }) => setting);
  for (const { value, key, evidence } of weak) {
    const fix = m.tokenFix(key);
    if (await opens(context, { authorization: `token ${String(value)}` }))
      return [
        finding('fail', 'token-guessed', { message: m.tokenWeak(key), why: m.openWhy, fix }, { evidence }),
      ];
  }
  const common = words.filter((word) => /^[\x21-\x7e]+$/.test(word));
  const answers = await Promise.all(common.map((word) => opens(context, { authorization: `token ${word}` })));
  if (!answers.includes(true)) return [];
  const guessed = { message: m.tokenGuessed(common.length), why: m.openWhy, fix: m.tokenFix('token') };
  return [finding('fail', 'token-guessed', guessed)];
}

/** The stored hash is tried, not the login: that would be noisy and slow. */
async function passwordThatOpens(
  { settings: { hash }, password }: LocalContext,
  words: readonly string[],
): Promise<Finding[]> {
  if (hash === '') return [];
  const typed = password?.reveal();
  const isRight = typed !== undefined && (await matches(typed, hash));
  // Whoever typed the right one need not have it guessed by a slow hash.
  const isGuessed = isRight
    ? words.includes(typed)
    : await anyMatches(isSlow(hash) ? words.slice(0, SLOW_WORDS) : words, hash);
  const { passwordGuessed: message, openWhy: why, openFix: fix } = t().live;
  return isGuessed ? [finding('fail', 'password-guessed', { message, why, fix })] : [];
}

function isSlow(hash: string): boolean {
  return !/^sha\d/.test(hash);
}

async function anyMatches(words: readonly string[], hash: string): Promise<boolean> {
  for (const word of words) if (await matches(word, hash)) return true;
  return false;
}

function matches(word: string, hash: string): Promise<boolean> {
  return verifyPassword(word, hash).catch(() => false);
}

/**
 * A login cookie signed with a secret that stands in a file. Servers of every generation use the literal as it is; only
 * the secret that they make themselves is mixed with the password's hash (cookie_secret of NotebookApp and ServerApp).
 */
async function secretsThatOpen(context: LocalContext, openings: readonly Opening[]): Promise<Finding[]> {
  const { url } = await loginEndpoint(context);
  const settings = await readAccessSettings(context.situation, (key) => nameOf(key) === 'cookie_name');
  const named = settings.map(({ value }) => value).filter((value) => typeof value === 'string');
  const names = [`username-${new URL(url).host}`.replace(/[^A-Za-z0-9]/g, '-'), ...named];
  const m = t().live;
  for (const { id, setting } of openings) {
    const { value: secret, key, evidence } = setting;
    if (id !== 'cookie-secret-literal' || typeof secret !== 'string') continue;
    for (const name of names)
      for (const user of USERS)
        if (
          await opens(context, {
            cookie: `${name}="${signedValue(secret, name, user, context.system.now())}"`,
          })
        ) {
          const words = { message: m.cookieForged(key), why: m.openWhy, fix: m.cookieForgedFix(key) };
          return [finding('fail', 'cookie-forged', words, { evidence })];
        }
  }
  return [];
}

/** The cookie's value: any text before jupyter_server 2, then a user as JSON. */
const USERS = [
  JSON.stringify({
    username: 'x',
    name: 'x',
    display_name: 'x',
    initials: 'x',
    avatar_url: null,
    color: null,
  }),
  'x',
];

/** tornado's signed value, format version 2, as of now: https://www.tornadoweb.org/en/stable/web.html */
function signedValue(secret: string, name: string, value: string, now: Date): string {
  const field = (text: string) => `${Buffer.byteLength(text)}:${text}`;
  const seconds = String(Math.floor(now.getTime() / 1000));
  const base64 = Buffer.from(value).toString('base64');
  const signed = `2|${['0', seconds, name, base64].map(field).join('|')}|`;
  return signed + createHmac('sha256', secret).update(signed).digest('hex');
}

/** A client of its own for each try: an answer may set a cookie, with which the next try would get in. */
async function opens(context: LocalContext, headers: Readonly<Record<string, string>>): Promise<boolean> {
  const client: JupyterClient = context.clientAt(await loginEndpoint(context));
  const reply = await client.request('GET', 'api/status', { headers });
  return 'value' in reply && reply.value.status === OK;
}
