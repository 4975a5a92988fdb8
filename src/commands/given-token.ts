import { resolve } from 'node:path';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { Secret } from '../system/secret.ts';
import { decodeText, readAll } from '../wizard/read-all.ts';
import type { IssueFlags } from './cert-issue-flags.ts';
import type { CommandContext } from './context.ts';

/** The token of the DNS provider from --dns-token-file or --dns-token-stdin; never from the command line itself. */
export async function givenToken(
  { system }: CommandContext,
  { dnsTokenFile, dnsTokenStdin }: Pick<IssueFlags, 'dnsTokenFile' | 'dnsTokenStdin'>,
): Promise<Secret | undefined> {
  const s = t().acme.dns;
  if (dnsTokenFile !== undefined && dnsTokenStdin) throw new ExposeError('usage', s.twoTokens);
  if (dnsTokenFile !== undefined) {
    const path = resolve(system.cwd, dnsTokenFile);
    const bytes = await system.files.read(path);
    if (bytes === undefined) throw new ExposeError('answer', t().certCommand.noFile(path));
    return tokenIn(bytes, path);
  }
  return dnsTokenStdin ? tokenIn(await readAll(process.stdin), '--dns-token-stdin') : undefined;
}

function tokenIn(bytes: Uint8Array, place: string): Secret {
  const text = decodeText(bytes, place).trim();
  if (!/^[\x21-\x7e]+$/.test(text)) throw new ExposeError('answer', t().acme.dns.badToken(place));
  return new Secret(text);
}
