import { resolve } from 'node:path';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { CommandContext } from '../output/output.ts';
import type { Question } from '../prompt/question.ts';
import { decodeText, readAll, readPassword } from '../prompt/stdin.ts';
import { readNamedFile } from '../system/read-text.ts';
import { Secret } from '../system/secret.ts';
import { readTerminal } from '../system/terminal.ts';

/** The source of an external service's secret; never the command line itself. */
interface SecretFlags {
  readonly tokenFile?: string | undefined;
  readonly tokenStdin?: boolean | undefined;
}

/** A token from a file or from standard input; undefined when none is given. Throws ExposeError('answer'). */
export async function suppliedSecret(
  { system }: CommandContext,
  { tokenFile, tokenStdin }: SecretFlags,
  stdinFlag = '--token-stdin',
): Promise<Secret | undefined> {
  if (tokenFile !== undefined) {
    const path = resolve(system.cwd, tokenFile);
    const bytes = await readNamedFile(path, system.files);
    if (bytes === undefined) throw new ExposeError('answer', t().cert.noFile(path));
    return tokenIn(bytes, path);
  }
  return tokenStdin ? tokenIn(await readAll(process.stdin), stdinFlag) : undefined;
}

function tokenIn(bytes: Uint8Array, origin: string): Secret {
  const text = decodeText(bytes, origin).trim();
  // It may be a password with spaces and any letters, but only one line.
  if (!/^[^\p{Cc}]+$/u.test(text)) throw new ExposeError('answer', t().acme.dns.badToken(origin));
  return new Secret(text);
}

export interface PasswordFlags {
  readonly passwordStdin?: boolean;
  readonly passwordFile?: string;
  readonly answers?: string;
}

/** The password from --password-stdin, --password-file or JUPYTER_EXPOSE_PASSWORD_FILE, if one is given. */
export function suppliedPassword(
  { system }: CommandContext,
  flags: PasswordFlags,
): Promise<Secret | undefined> {
  return readPassword(
    { stdin: flags.passwordStdin, file: flags.passwordFile, answers: flags.answers, env: system.env },
    {
      terminal: readTerminal(system.env).stdin,
      stdin: () => readAll(process.stdin),
      file: (path) => readNamedFile(path, system.files),
    },
  );
}

/** A password question with other wording than the wizard's. `once`: an existing password is typed only once. */
export function passwordQuestion(ask: { message: string; once: boolean; piped: boolean }): Question<Secret> {
  return {
    id: 'password',
    label: t().password.label,
    message: ask.message,
    flag: '--password-file FILE',
    kind: 'secret',
    ...(ask.once && { once: true }),
    piped: ask.piped,
    parse(text) {
      if (text === '') throw new ExposeError('answer', t().password.empty);
      return new Secret(text);
    },
    parseJson() {
      throw new ExposeError('answer', t().password.wrongType);
    },
    show: String,
  };
}
