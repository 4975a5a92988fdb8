import type { Authorization, Client } from 'acme-client';
import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';
import type { CertificatePair, Network } from '../../../net/network.ts';
import type { AcmeRecord, Challenge } from '../record.ts';
import { AcmeProblem } from './problem.ts';
import { answerOverHttp, answerOverTls } from './responder.ts';

/** Let's Encrypt's production directory; browsers do not accept the certificates of STAGING. */
export const DIRECTORY = 'https://acme-v02.api.letsencrypt.org/directory';

export const STAGING = 'https://acme-staging-v02.api.letsencrypt.org/directory';

const PORTS = { 'http-01': 8080, 'tls-alpn-01': 8443, 'dns-01': 0 } as const;

/** One open authorization with the challenge that proves it. */
export interface Question {
  readonly authorization: Authorization;
  readonly challenge: Authorization['challenges'][number];
  /** The key authorization; for dns-01 its digest. */
  readonly proof: string;
}

interface ResponderTools {
  readonly network: Network;
  readonly acme: AcmeRecord;
  makeAlpn(question: Question): Promise<CertificatePair>;
}

/** Runs `work` while our responder answers these challenges; always closes the responder. */
export async function whileAnswering<T>(
  questions: readonly Question[],
  { network, acme, makeAlpn }: ResponderTools,
  work: () => Promise<T>,
): Promise<T> {
  const { address: host } = acme;
  const listenAddress = { port: challengePort(acme), ...(host !== undefined && { host }) };
  const responder =
    acme.challenge === 'http-01'
      ? await answerOverHttp(
          network,
          new Map(questions.map((one) => [tokenOf(one), one.proof])),
          listenAddress,
        )
      : await answerOverTls(network, await alpnCertificates(questions, makeAlpn), listenAddress);
  try {
    return await work();
  } finally {
    await responder.close();
  }
}

async function alpnCertificates(questions: readonly Question[], make: ResponderTools['makeAlpn']) {
  const pairs = questions.map(async (one) => [one.authorization.identifier.value, await make(one)] as const);
  return new Map(await Promise.all(pairs));
}

function tokenOf({ challenge }: Question): string {
  return challenge.token;
}

/** The authorizations that are not valid yet, each with its challenge of the chosen kind. */
export async function openQuestions(
  client: Client,
  authorizations: readonly Authorization[],
  kind: Challenge,
): Promise<Question[]> {
  const open = authorizations.filter(({ status }) => status !== 'valid');
  return Promise.all(
    open.map(async (authorization) => {
      assertNotInvalid(authorization);
      // The client's types contain only two of the kinds.
      const challenge = authorization.challenges.find(({ type }) => String(type) === kind);
      if (challenge === undefined) {
        const offered = authorization.challenges.map(({ type }) => type).join(', ');
        const message = t().acme.notOffered(authorization.identifier.value, kind, offered);
        throw new ExposeError('apply-failed', message);
      }
      return { authorization, challenge, proof: await client.getChallengeKeyAuthorization(challenge) };
    }),
  );
}

/** Throws an AcmeProblem with the directory's error if it rejected the authorization. */
export function assertNotInvalid({ status, challenges, identifier }: Authorization): void {
  if (status === 'valid' || status === 'pending') return;
  const error = challenges.find((one) => one.error !== undefined)?.error as
    | Record<string, unknown>
    | undefined;
  const type = typeof error?.type === 'string' ? error.type.replace(/^.*:/, '') : 'unauthorized';
  const detail = typeof error?.detail === 'string' ? error.detail : status;
  throw new AcmeProblem({ type, detail, name: identifier.value });
}

/** The local port to which the router must forward. */
export function challengePort({ challenge, port }: AcmeRecord): number {
  return port ?? PORTS[challenge];
}
