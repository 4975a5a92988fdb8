import { givenSecret } from '../../command/secret-input.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/context.ts';
import type { Secret } from '../../system/secret.ts';
import type { IssueFlags } from './cert-issue-flags.ts';

const FLAGS = { file: '--dns-token-file', stdin: '--dns-token-stdin' };

/** The token of the DNS provider from --dns-token-file or --dns-token-stdin. */
export async function givenToken(
  context: CommandContext,
  { dnsTokenFile: tokenFile, dnsTokenStdin: tokenStdin }: Pick<IssueFlags, 'dnsTokenFile' | 'dnsTokenStdin'>,
): Promise<Secret | undefined> {
  const secret = await givenSecret(context, { tokenFile, tokenStdin }, FLAGS);
  // It travels in a header, which knows no blanks and no other letters.
  if (secret !== undefined && !/^[\x21-\x7e]+$/.test(secret.reveal()))
    throw new ExposeError('answer', t().acme.dns.badToken(tokenFile ?? FLAGS.stdin));
  return secret;
}
