import { resolve } from 'node:path';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { CommandContext } from '../output/context.ts';
import { decodeText, readAll } from '../prompt/stdin.ts';
import { Secret } from '../system/secret.ts';

/** Where the secret of an outside service comes from; never from the command line itself. */
export interface SecretFlags {
  readonly tokenFile?: string | undefined;
  readonly tokenStdin?: boolean | undefined;
}

/** A token from a file or from standard input; undefined where none was given. Throws ExposeError('answer'). */
export async function givenSecret(
  { system }: CommandContext,
  { tokenFile, tokenStdin }: SecretFlags,
  names = { file: '--token-file', stdin: '--token-stdin' },
): Promise<Secret | undefined> {
  if (tokenFile !== undefined && tokenStdin)
    throw new ExposeError('usage', t().ddns.twoSecrets(names.file, names.stdin));
  if (tokenFile !== undefined) {
    const path = resolve(system.cwd, tokenFile);
    const bytes = await system.files.read(path);
    if (bytes === undefined) throw new ExposeError('answer', t().certCommand.noFile(path));
    return tokenIn(bytes, path);
  }
  return tokenStdin ? tokenIn(await readAll(process.stdin), names.stdin) : undefined;
}

function tokenIn(bytes: Uint8Array, place: string): Secret {
  const text = decodeText(bytes, place).trim();
  // A password may hold blanks and any letters; one line it is.
  if (!/^[^\p{Cc}]+$/u.test(text)) throw new ExposeError('answer', t().acme.dns.badToken(place));
  return new Secret(text);
}
