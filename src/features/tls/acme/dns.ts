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

/** Access to the DNS provider, with overrides for tests. */
export interface DnsTools {
  readonly network: Network;
  readonly token: Secret;
  readonly signal: AbortSignal;
  print(line: string): void;
  readonly providerUrl: string | undefined;
  /** Milliseconds; replaces the provider's own value. */
  readonly settle: number | undefined;
}

/** Time limit for removing a record, including after Ctrl-C. */
const CLEARING_MS = 20_000;

/** Maximum number of characters shown of a provider's error message. */
const WORDS = 200;

/** The requested provider, or else the one that the name belongs to. */
export function chosenProvider(acme: Pick<AcmeRecord, 'dns'>, names: readonly string[]): TxtProvider {
  const [name = ''] = names;
  const provider =
    acme.dns === undefined ? providerOfName(TXT_PROVIDERS, name) : providerById(TXT_PROVIDERS, acme.dns);
  if (provider === undefined)
    throw new ExposeError('answer', t().acme.dns.which(name), t().acme.dns.whichHint);
  return provider;
}

/** Runs `prove` while the TXT records exist; one question at a time if the provider holds one value per name. */
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
  const { network, token, signal, print, providerUrl, settle = provider.settle } = tools;
  const access = (until: AbortSignal): ProviderAccess => ({
    network,
    token,
    userAgent: 'jupyter-expose',
    signal: until,
    url: providerUrl,
  });
  const clears: [host: string, clear: ClearTxt][] = [];
  try {
    // A name and its wildcard share one host name, so their values are set together.
    for (const [host, asked] of groupBy(round, hostOf)) {
      print(t().acme.dns.putting(provider.name, host));
      const values = asked.map(({ proof }) => proof);
      clears.push([host, await put(provider, access(signal), host, values)]);
    }
    await pause(settle, signal);
    await prove(round);
  } finally {
    for (const [host, clear] of clears) {
      const until = AbortSignal.timeout(CLEARING_MS);
      await clear(access(until)).catch(() => print(t().acme.dns.left(provider.name, host)));
    }
  }
}

/** Throws ExposeError('environment') if the provider refuses; the token is in no message. */
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
