import { type ClearTxt, DnsRefusal, type ProviderAccess, type TxtProvider } from '../../../dns/provider.ts';
import { providerById, providerOfName, TXT_PROVIDERS } from '../../../dns/providers.ts';
import { ExposeError } from '../../../errors.ts';
import { groupBy } from '../../../group-by.ts';
import { t } from '../../../messages/index.ts';
import type { Network } from '../../../net/network.ts';
import type { Secret } from '../../../system/secret.ts';
import type { AcmeRecord } from '../record.ts';
import type { Question } from './challenge.ts';
import { pause } from './transport.ts';

/** How the records are put there, and what a test does otherwise. */
export interface DnsTools {
  readonly network: Network;
  readonly token: Secret;
  readonly signal: AbortSignal;
  say(line: string): void;
  readonly providerUrl: string | undefined;
  /** Milliseconds instead of the provider's own. */
  readonly settle: number | undefined;
}

/** What takes a record away must not hang either, also after Ctrl-C. */
const CLEARING_MS = 20_000;

/** What is kept of an answer that a person reads. */
const WORDS = 200;

/** The provider that was named, or the one that the name belongs to. */
export function chosenProvider(acme: Pick<AcmeRecord, 'dns'>, names: readonly string[]): TxtProvider {
  const [name = ''] = names;
  const provider =
    acme.dns === undefined ? providerOfName(TXT_PROVIDERS, name) : providerById(TXT_PROVIDERS, acme.dns);
  if (provider === undefined)
    throw new ExposeError('answer', t().acme.dns.which(name), t().acme.dns.whichHint);
  return provider;
}

/** Does `prove` while the TXT records stand; where a name holds one at a time, one question after the other. */
export async function whileRecorded(
  questions: readonly Question[],
  provider: TxtProvider,
  tools: DnsTools,
  prove: (questions: readonly Question[]) => Promise<void>,
): Promise<void> {
  const rounds = provider.holdsSeveral ? [questions] : questions.map((one) => [one]);
  for (const round of rounds) if (round.length > 0) await recordedRound(round, provider, tools, prove);
}

async function recordedRound(
  round: readonly Question[],
  provider: TxtProvider,
  tools: DnsTools,
  prove: (questions: readonly Question[]) => Promise<void>,
): Promise<void> {
  const { network, token, signal, say, providerUrl, settle = provider.settle } = tools;
  const access = (until: AbortSignal): ProviderAccess => ({
    network,
    token,
    userAgent: 'jupyter-expose',
    signal: until,
    url: providerUrl,
  });
  const clears: [host: string, clear: ClearTxt][] = [];
  try {
    // A name and its wildcard are asked for at one and the same place.
    for (const [host, asked] of groupBy(round, hostOf)) {
      say(t().acme.dns.putting(provider.name, host));
      const values = asked.map(({ proof }) => proof);
      clears.push([host, await put(provider, access(signal), host, values)]);
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

/** Throws ExposeError('environment') for the provider's no; the token stands in no message. */
async function put(
  provider: TxtProvider,
  access: ProviderAccess,
  host: string,
  values: readonly string[],
): Promise<ClearTxt> {
  try {
    return await provider.setTxt(access, host, values);
  } catch (error) {
    if (!(error instanceof DnsRefusal)) throw error;
    const s = t().acme.dns;
    const { code, words } = error;
    if (code === 'unreachable')
      throw new ExposeError('environment', s.unreachable(provider.name, words), s.unreachableHint);
    throw new ExposeError('environment', s.refused(provider.name, words.slice(0, WORDS)), s.refusedHint);
  }
}

function hostOf({ authorization }: Question): string {
  return `_acme-challenge.${authorization.identifier.value}`;
}
