import { X509Certificate } from 'node:crypto';
import type { Problem, ProblemKind } from '../../jupyter/client/types.ts';
import { t } from '../../messages/index.ts';
import { type Check, NOTHING_TO_CHECK } from '../../situation/check.ts';
import type { Finding, Words } from '../../situation/finding.ts';
import { answerEvidence, failureEvidence, findingOf } from './findings.ts';
import type { UrlContext } from './named-url.ts';

type Causes = Partial<
  Record<ProblemKind, readonly [id: string, words: (context: UrlContext, problem: Problem) => Words]>
>;

/** No one answers. */
const UNREACHED: Causes = {
  'no-such-name': ['url-name-unknown', ({ named }) => t().url.nameUnknown(new URL(named.url).hostname)],
  refused: ['url-refused', ({ named }) => t().url.refused(hostOf(named.url))],
  unreachable: ['url-unreachable', ({ named }) => t().url.unreachable(hostOf(named.url))],
  timeout: ['url-timeout', ({ named }) => t().url.timeout(hostOf(named.url))],
};

/** Something accepts the connection and then sends no answer. */
const SILENT: Causes = {
  timeout: ['url-silent', ({ named }) => t().url.silent(hostOf(named.url))],
  closed: ['url-silent', ({ named }) => t().url.hungUp(hostOf(named.url))],
};

const REFUSED_BY_BROWSERS: Causes = {
  'tls-spoken': [
    'url-http-on-https',
    ({ named }) => t().url.httpOnHttps(named.url.replace('http:', 'https:')),
  ],
  'tls-not-spoken': [
    'url-https-on-http',
    ({ named }) => t().url.httpsOnHttp(named.url.replace('https:', 'http:')),
  ],
  'tls-untrusted': ['url-tls-untrusted', () => t().url.tlsUntrusted],
  'tls-expired': ['url-tls-expired', () => t().url.tlsExpired],
  'tls-not-yet': ['url-tls-not-yet', () => t().url.tlsNotYet],
  'tls-name': ['url-tls-name', ({ named }, { text }) => t().url.tlsName(new URL(named.url).hostname, text)],
  'tls-protocol': ['url-tls-old', () => t().url.tlsOld],
  'tls-failed': ['url-tls-failed', () => t().url.tlsFailed],
};

/** How nginx and Go answer http on a port with TLS. */
const ONLY_TLS_HERE = /HTTP request was sent to HTTPS port|HTTP request to an HTTPS server/i;

/** From the name in the address to a connection that a browser would trust. */
export const reachChecks: readonly Check<UrlContext>[] = [
  {
    id: 'url-named',
    fine: () => t().url.named,
    run: async ({ named }) => {
      const message = named.secretDropped ? t().url.secretDropped(named.url) : t().url.asking(named.url);
      return [{ id: 'url-named', status: 'ok', message }];
    },
  },
  {
    id: 'url-reached',
    fine: () => t().url.reached,
    run: (context) =>
      findCause(context, (problem) => (isBeforeTls(problem) ? UNREACHED[problem.kind] : undefined)),
  },
  {
    id: 'url-tls',
    needs: ['url-reached'],
    fine: () => t().url.tlsFine,
    run: async (context) => {
      const found = await findCause(context, ({ kind }) => REFUSED_BY_BROWSERS[kind] ?? SILENT[kind]);
      if (found.length > 0) return found;
      const { session, named } = context;
      const reply = await session.api();
      if ('value' in reply && ONLY_TLS_HERE.test(reply.value.text)) {
        const words = t().url.httpOnHttps(named.url.replace('http:', 'https:'));
        return [
          findingOf('fail', 'url-http-on-https', words, answerEvidence(`GET ${named.url}api`, reply.value)),
        ];
      }
      return named.url.startsWith('https:') ? [] : NOTHING_TO_CHECK;
    },
  },
];

/** Did the error occur before TLS? A timeout or a hang-up can occur in any phase. */
function isBeforeTls({ phase }: Problem): boolean {
  return phase === undefined || phase === 'connect';
}

async function findCause(
  context: UrlContext,
  causeOf: (problem: Problem) => Causes[ProblemKind],
): Promise<Finding[]> {
  const reply = await context.session.api();
  if ('value' in reply) return [];
  const [id, words] = causeOf(reply.problem) ?? [];
  if (id === undefined || words === undefined) return [];
  const evidence = failureEvidence(`GET ${context.named.url}api`, reply.problem);
  const certificate = id.startsWith('url-tls-') ? await describeCertificate(context) : undefined;
  return [
    findingOf('fail', id, words(context, reply.problem), {
      ...evidence,
      ...(certificate && { text: certificate }),
    }),
  ];
}

/** Names, issuer and dates of the server's certificate, trusted or not. */
async function describeCertificate({ session }: UrlContext): Promise<string | undefined> {
  const reply = await session.certificate();
  const [pem] = 'value' in reply ? reply.value.chain : [];
  if (pem === undefined) return undefined;
  const { subjectAltName, issuer, validFrom, validTo } = new X509Certificate(pem);
  return `${subjectAltName ?? '–'}; ${issuer.replaceAll('\n', ', ')}; ${validFrom} – ${validTo}`;
}

/** 'name:8888' */
function hostOf(url: string): string {
  return new URL(url).host;
}
