import type { ClearTxt, DnsProvider, ProviderAccess } from '../../../dns/txt/provider.ts';
import { providerById, providerOfName } from '../../../dns/txt/providers.ts';
import { ExposeError } from '../../../errors.ts';
import { groupBy } from '../../../group-by.ts';
import { t } from '../../../messages/index.ts';
import type { Secret } from '../../../system/secret.ts';
import type { AcmeRecord } from '../record.ts';
import type { Question } from './challenge.ts';
import { pause } from './transport.ts';

/** How the records are put there, and what a test does otherwise. */
export interface DnsTools {
  readonly token: Secret;
  readonly signal: AbortSignal;
  say(line: string): void;
  readonly providerUrl: string | undefined;
  /** Milliseconds instead of the provider's own. */
  readonly settle: number | undefined;
}

/** What takes a record away must not hang either, also after Ctrl-C. */
const CLEARING_MS = 20_000;

/** The provider that was named, or the one that the name belongs to. */
export function chosenProvider(acme: Pick<AcmeRecord, 'dns'>, names: readonly string[]): DnsProvider {
  const [name = ''] = names;
  const provider = acme.dns === undefined ? providerOfName(name) : providerById(acme.dns);
  if (provider === undefined)
    throw new ExposeError('answer', t().acme.dns.which(name), t().acme.dns.whichHint);
  return provider;
}

/** Does `prove` while the TXT records stand; where a name holds one at a time, one question after the other. */
export async function whileRecorded(
  questions: readonly Question[],
  provider: DnsProvider,
  tools: DnsTools,
  prove: (questions: readonly Question[]) => Promise<void>,
): Promise<void> {
  const rounds = provider.holdsSeveral ? [questions] : questions.map((one) => [one]);
  for (const round of rounds) if (round.length > 0) await recordedRound(round, provider, tools, prove);
}

async function recordedRound(
  round: readonly Question[],
  provider: DnsProvider,
  tools: DnsTools,
  prove: (questions: readonly Question[]) => Promise<void>,
): Promise<void> {
  const { token, signal, say, providerUrl, settle = provider.settle } = tools;
  const access = (until: AbortSignal): ProviderAccess => ({
    token,
    signal: until,
    ...(providerUrl !== undefined && { url: providerUrl }),
  });
  const clears: [host: string, clear: ClearTxt][] = [];
  try {
    // A name and its wildcard are asked for at one and the same place.
    for (const [host, asked] of groupBy(round, hostOf)) {
      say(t().acme.dns.putting(provider.name, host));
      const values = asked.map(({ proof }) => proof);
      clears.push([host, await provider.setTxt(access(signal), host, values)]);
    }
    await pause(settle, signal);
    await prove(round);
  } finally {
    for (const [host, clear] of clears) {
      const until = AbortSignal.timeout(CLEARING_MS);
      await clear(access(until)).catch(() => say(t().acme.dns.left(provider.name, host)));
    }
  }
}

function hostOf({ authorization }: Question): string {
  return `_acme-challenge.${authorization.identifier.value}`;
}
