import type { Authorization, Client, Order } from 'acme-client';
import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';
import type { Network } from '../../../net/network.ts';
import type { Secret } from '../../../system/secret.ts';
import type { System } from '../../../system/system.ts';
import type { AcmeRecord, CertificateRecord } from '../record.ts';
import { assertNotInvalid, openQuestions, type Question, whileAnswering } from './challenge.ts';
import { chosenProvider, whileRecorded } from './dns.ts';
import { issueError } from './issue-errors.ts';
import { AcmeProblem, problemOf } from './problem.ts';
import { pause, send } from './transport.ts';

export interface IssueRequest {
  /** Its `names` are all that the certificate covers. */
  readonly record: CertificateRecord;
  /** If undefined, a new account is created. */
  readonly accountKeyPem: string | undefined;
  /** For the DNS provider. */
  readonly token: Secret | undefined;
  readonly system: Pick<System, 'files' | 'now'>;
  readonly network: Network;
  readonly signal: AbortSignal;
  print(line: string): void;
  /** Replaces the DNS provider's own URL. */
  readonly providerUrl?: string;
  /** Milliseconds to wait for the DNS provider; replaces its own value. */
  readonly settle?: number;
}

export interface Issued {
  /** Key, leaf and chain. */
  readonly serverPem: string;
  readonly accountKeyPem: string;
}

/** Limit for the whole order; a working directory takes less. */
const LIMIT_MS = 300_000;
const POLL_MS = [200, 500, 1_000, 2_000, 3_000] as const;

/** Issues a certificate over ACME; writes nothing. Throws IssueFailure, or ExposeError without a connection. */
export async function issueCertificate(request: IssueRequest): Promise<Issued> {
  const { record, signal } = request;
  const { acme } = record;
  if (acme === undefined) throw new ExposeError('environment', t().acme.noRecord);
  const limit = AbortSignal.timeout(LIMIT_MS);
  try {
    return await order(request, acme, AbortSignal.any([signal, limit]));
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) throw new ExposeError('environment', t().acme.tooLong, t().acme.unreachableHint);
    throw issueError(error, { acme, names: record.names, own: request.network.ownAddresses() });
  }
}

async function order(request: IssueRequest, acme: AcmeRecord, signal: AbortSignal): Promise<Issued> {
  const { record, system, network, print } = request;
  const ca = await readCa(system, acme);
  const { Client: AcmeClient, axios, crypto } = await import('acme-client');
  const before = axios.defaults.adapter;
  // The client's own transport sleeps through a Retry-After, ignores the signal and trusts only the system's CAs.
  axios.defaults.adapter = async (config) => {
    const { url, method, headers, data } = config;
    const outgoing = { url, method, headers, data } as Parameters<typeof send>[0];
    return { ...(await send(outgoing, { network, ca, signal, now: () => system.now() })), config };
  };
  try {
    const accountKeyPem = request.accountKeyPem ?? String(await crypto.createPrivateEcdsaKey('P-256'));
    const client = new AcmeClient({ directoryUrl: acme.server, accountKey: accountKeyPem });
    const contact = acme.email === undefined ? {} : { contact: [`mailto:${acme.email}`] };
    await openAccount(client, contact);
    const identifiers = record.names.map((value) => ({ type: 'dns', value }));
    const made = await client.createOrder({ identifiers });
    const authorizations = await client.getAuthorizations(made);
    const questions = await openQuestions(client, authorizations, acme.challenge);
    const prove = (some: readonly Question[]) => proveAll(client, made, some, signal);
    print(t().acme.proving(record.names.join(', ')));
    if (acme.challenge === 'dns-01') await proveByDns(request, acme, questions, signal, prove);
    else {
      const makeAlpn = async ({ authorization, proof }: Question) => {
        const key = await crypto.createPrivateEcdsaKey('P-256');
        const [, cert] = await crypto.createAlpnCertificate(authorization, proof, key);
        return { certPem: String(cert), keyPem: String(key) };
      };
      await whileAnswering(questions, { network, acme, makeAlpn }, () => prove(questions));
    }
    const keyPem = String(await crypto.createPrivateEcdsaKey('P-256'));
    const [, csr] = await crypto.createCsr({ altNames: [...record.names] }, keyPem);
    const done = await finished(client, await client.finalizeOrder(made, csr), signal);
    const chain = await client.getCertificate(done);
    return { serverPem: `${keyPem.trim()}\n${chain.trim()}\n`, accountKeyPem };
  } finally {
    if (before !== undefined) axios.defaults.adapter = before;
  }
}

/** Opens the account of this key. An existing one is updated too; if that is refused, its existence is enough. */
async function openAccount(client: Client, contact: { contact?: string[] }): Promise<void> {
  try {
    await client.createAccount({ termsOfServiceAgreed: true, ...contact });
  } catch (error) {
    const isMalformed = error instanceof AcmeProblem && error.problem.type === 'malformed';
    if (!isMalformed || contact.contact !== undefined) throw error;
    // Throws if there is no account.
    client.getAccountUrl();
  }
}

async function proveByDns(
  { network, record, token, print, providerUrl, settle }: IssueRequest,
  acme: AcmeRecord,
  questions: readonly Question[],
  signal: AbortSignal,
  prove: (some: readonly Question[]) => Promise<void>,
): Promise<void> {
  const provider = chosenProvider(acme, record.names);
  if (token === undefined)
    throw new ExposeError('environment', t().acme.dns.noToken(provider.name), t().acme.dns.noTokenHint);
  await whileRecorded(questions, provider, { network, token, signal, print, providerUrl, settle }, prove);
}

/** Asks the directory to validate the challenges and waits for the results. */
async function proveAll(
  client: Client,
  made: Order,
  questions: readonly Question[],
  signal: AbortSignal,
): Promise<void> {
  for (const { challenge } of questions) await client.completeChallenge(challenge);
  const urls = new Set(questions.map(({ authorization }) => authorization.url));
  await poll(signal, async () => {
    const now = await client.getAuthorizations(made);
    const ours = now.filter(({ url }: Authorization) => urls.has(url));
    for (const one of ours) assertNotInvalid(one);
    return ours.every(({ status }) => status === 'valid') || undefined;
  });
}

/** Waits until the certificate of the order can be fetched. */
function finished(client: Client, made: Order, signal: AbortSignal): Promise<Order> {
  return poll(signal, async () => {
    const now = await client.getOrder(made);
    if (now.status === 'invalid') throw new AcmeProblem(problemOf(now.error));
    return now.status === 'valid' ? now : undefined;
  });
}

async function poll<T>(signal: AbortSignal, read: () => Promise<T | undefined>): Promise<T> {
  for (let round = 0; ; round++) {
    const found = await read();
    if (found !== undefined) return found;
    await pause(POLL_MS[round] ?? POLL_MS[POLL_MS.length - 1] ?? 3_000, signal);
  }
}

async function readCa({ files }: Pick<System, 'files'>, { serverCa }: AcmeRecord) {
  if (serverCa === undefined) return undefined;
  const bytes = await files.read(serverCa);
  if (bytes === undefined) throw new ExposeError('environment', t().acme.noCa(serverCa));
  return new TextDecoder().decode(bytes);
}
