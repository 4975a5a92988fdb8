import { withAsker } from '../command/confirm.ts';
import { type PasswordFlags, passwordQuestion, suppliedPassword } from '../command/secret-input.ts';
import { ExposeError } from '../errors.ts';
import type { HashAlgorithm } from '../jupyter/password/hash.ts';
import { findInputProblem } from '../jupyter/password/input.ts';
import { t } from '../messages/index.ts';
import type { CommandContext, CommonFlags } from '../output/output.ts';
import { readTerminal } from '../system/terminal.ts';

interface HashFlags extends CommonFlags, PasswordFlags {
  readonly algorithm?: string;
  readonly check?: string;
}

const JUPYTER_ALGORITHMS: readonly HashAlgorithm[] = ['argon2', 'sha1', 'sha256'];

/** `hash`: prints the hash of a password; `--check`: exit code 0 when they match, else 1. */
export async function hash(context: CommandContext, flags: HashFlags): Promise<number> {
  const { algorithm = 'argon2', check } = flags;
  const inner = JUPYTER_ALGORITHMS.find((name) => name === algorithm);
  if (!inner && algorithm !== 'bcrypt') throw new ExposeError('usage', t().hash.unknown(algorithm));
  if (check !== undefined) await assertCheckable(check);
  const password = await readOnePassword(context, flags, check === undefined);
  if (check !== undefined) return checkHash(context, password, check);
  const made = inner ? await hashForJupyter(password, inner) : await hashForProxy(password);
  context.output.result(made);
  context.output.json({ schema: 1, algorithm, hash: made });
  return 0;
}

async function hashForJupyter(password: string, algorithm: HashAlgorithm): Promise<string> {
  const problem = findInputProblem(password);
  if (problem) throw new ExposeError('answer', t().hash.input[problem]);
  const { hashPassword } = await import('../jupyter/password/hash.ts');
  return hashPassword(password, algorithm);
}

async function hashForProxy(password: string): Promise<string> {
  const { bcryptHash } = await import('../jupyter/password/bcrypt.ts');
  return bcryptHash(password);
}

/** Throws ExposeError('usage') for a hash that would be computed for minutes or years. */
async function assertCheckable(hash: string): Promise<void> {
  const { bcryptCost, MAX_BCRYPT_COST } = await import('../jupyter/password/bcrypt.ts');
  const cost = bcryptCost(hash);
  if (cost !== undefined && cost > MAX_BCRYPT_COST)
    throw new ExposeError('usage', t().hash.bcryptCostly(cost, MAX_BCRYPT_COST));
  const { describeHash } = await import('../jupyter/password/describe.ts');
  if (describeHash(hash).problem === 'argon2-costly')
    throw new ExposeError('usage', t().hash.problem['argon2-costly']);
}

async function checkHash({ output }: CommandContext, password: string, hash: string): Promise<number> {
  const { isBcrypt, bcryptVerify } = await import('../jupyter/password/bcrypt.ts');
  const { describeHash, verifyPassword } = await import('../jupyter/password/hash.ts');
  const matches = isBcrypt(hash) ? await bcryptVerify(password, hash) : await verifyPassword(password, hash);
  const { problem } = isBcrypt(hash) ? {} : describeHash(hash);
  if (!output.quiet) output.result(matches ? t().hash.matches : t().hash.matchesNot);
  if (problem) output.warn(t().hash.problem[problem]);
  output.json({ schema: 1, matches, ...(problem && { problem: t().hash.problem[problem] }) });
  return matches ? 0 : 1;
}

/** Reads a password from a hidden prompt on a terminal (twice when it will be hashed), else from standard input. */
async function readOnePassword(context: CommandContext, flags: HashFlags, twice: boolean): Promise<string> {
  const { env } = context.system;
  const supplied = await suppliedPassword(context, {
    ...flags,
    passwordStdin: flags.passwordStdin ?? isPiped(),
  });
  if (supplied) return supplied.reveal();
  const question = passwordQuestion({ message: t().hash.ask, once: !twice, piped: true });
  const asked = await withAsker(context, (prompter) => prompter.ask(question));
  if (!asked) throw new ExposeError('answer', t().password.empty, t().hash.more);
  return asked.value.reveal();

  function isPiped(): boolean {
    const isTerminal = readTerminal(env).stdin;
    return !isTerminal && flags.passwordFile === undefined && !env.JUPYTER_EXPOSE_PASSWORD_FILE;
  }
}
