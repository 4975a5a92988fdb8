import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { findInputProblem } from './input.ts';

/** The costs that bcrypt defines; with any other, no password matches. */
const COSTS = { min: 4, max: 31 };

/** The highest cost that is checked here, a few seconds; each one more takes twice as long. */
export const MAX_BCRYPT_COST = 16;

/** 2^12 rounds: about a quarter of a second, the cost that proxies and JupyterHub use today. */
const DEFAULT_COST = 12;

/**
 * `$2b$12$…`, for proxies and JupyterHub; Jupyter itself does not accept it.
 * Throws ExposeError('answer') for a password that is empty, malformed or longer than bcrypt's 72 bytes.
 */
export async function bcryptHash(password: string, cost: number = DEFAULT_COST): Promise<string> {
  const problem = findInputProblem(password);
  if (problem === 'empty' || problem === 'lone-surrogate') {
    throw new ExposeError('answer', t().hash.input[problem]);
  }
  if (await bcryptTruncates(password)) {
    throw new ExposeError('answer', t().hash.bcryptTruncates);
  }
  const { hash } = await import('bcryptjs');
  return hash(password, cost);
}

/** False also for a string that is not a bcrypt hash. A longer password is cut at 72 bytes, as in every bcrypt. */
export async function bcryptVerify(password: string, hash: string): Promise<boolean> {
  const cost = bcryptCost(hash);
  if (cost === undefined || cost < COSTS.min || cost > COSTS.max) return false;
  const { compare } = await import('bcryptjs');
  return compare(password, hash);
}

/** The logarithm of the number of rounds; undefined for a string that is not a bcrypt hash. */
export function bcryptCost(hash: string): number | undefined {
  return isBcrypt(hash) ? Number(hash.split('$')[2]) : undefined;
}

/** True when bcrypt would ignore the end of this password (more than 72 bytes of UTF-8). */
export async function bcryptTruncates(password: string): Promise<boolean> {
  const { truncates } = await import('bcryptjs');
  return truncates(password);
}

export function isBcrypt(hash: string): boolean {
  return /^\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}$/.test(hash);
}
