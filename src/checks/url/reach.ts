import { X509Certificate } from 'node:crypto';
import type { Trouble, TroubleKind } from '../../jupyter/client/types.ts';
import { t } from '../../messages/index.ts';
import { type Check, NOTHING_TO_CHECK } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import type { UrlContext, Visit } from './session.ts';
import { missed, seen, told, type Words } from './words.ts';

type Causes = Partial<
  Record<TroubleKind, readonly [id: string, words: (visit: Visit, trouble: Trouble) => Words]>
>;

/** Nobody answers at all. */
const UNREACHED: Causes = {
  'no-such-name': ['url-name-unknown', ({ named }) => t().url.nameUnknown(new URL(named.url).hostname)],
  refused: ['url-refused', ({ named }) => t().url.refused(hostOf(named.url))],
  unreachable: ['url-unreachable', ({ named }) => t().url.unreachable(hostOf(named.url))],
  timeout: ['url-timeout', ({ named }) => t().url.timeout(hostOf(named.url))],
};

/** Somebody answers, and it goes no further. */
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

/** Words of nginx and of Go for http that reached a port with TLS. */
const ONLY_TLS_HERE = /HTTP request was sent to HTTPS port|HTTP request to an HTTPS server/i;

/** From the name in the address to a connection that a browser would trust. */
export const reachChecks: readonly Check<UrlContext>[] = [
  {
    id: 'url-named',
    fine: () => t().url.named,
    look: async ({ visit: { named } }) => {
      const message = named.secretDropped ? t().url.secretDropped(named.url) : t().url.asking(named.url);
      return [{ id: 'url-named', status: 'ok', message }];
    },
  },
  {
    id: 'url-reached',
    fine: () => t().url.reached,
    look: ({ visit }) =>
      troubleIn(visit, (trouble) => (isBeforeTls(trouble) ? UNREACHED[trouble.kind] : undefined)),
  },
  {
    id: 'url-tls',
    needs: ['url-reached'],
    fine: () => t().url.tlsFine,
    look: async ({ visit }) => {
      const found = await troubleIn(visit, ({ kind }) => REFUSED_BY_BROWSERS[kind] ?? SILENT[kind]);
      if (found.length > 0) return found;
      const reply = await visit.api();
      if ('value' in reply && ONLY_TLS_HERE.test(reply.value.text)) {
        const words = t().url.httpOnHttps(visit.named.url.replace('http:', 'https:'));
        return [told('fail', 'url-http-on-https', words, seen(`GET ${visit.named.url}api`, reply.value))];
      }
      return visit.named.url.startsWith('https:') ? [] : NOTHING_TO_CHECK;
    },
  },
];

/** A timeout and a hang-up can happen anywhere; these happened before anybody answered. */
function isBeforeTls({ phase }: Trouble): boolean {
  return phase === undefined || phase === 'connect';
}

async function troubleIn(
  visit: Visit,
  causeOf: (trouble: Trouble) => Causes[TroubleKind],
): Promise<Finding[]> {
  const reply = await visit.api();
  if ('value' in reply) return [];
  const [id, words] = causeOf(reply.trouble) ?? [];
  if (id === undefined || words === undefined) return [];
  const evidence = missed(`GET ${visit.named.url}api`, reply.trouble);
  const certificate = id.startsWith('url-tls-') ? await shownCertificate(visit) : undefined;
  return [
    told('fail', id, words(visit, reply.trouble), { ...evidence, ...(certificate && { text: certificate }) }),
  ];
}

/** What the certificate says of itself, trusted or not. */
async function shownCertificate({ stranger }: Visit): Promise<string | undefined> {
  const reply = await stranger.certificate();
  const [pem] = 'value' in reply ? reply.value.chain : [];
  if (pem === undefined) return undefined;
  const { subjectAltName, issuer, validFrom, validTo } = new X509Certificate(pem);
  return `${subjectAltName ?? '–'}; ${issuer.replaceAll('\n', ', ')}; ${validFrom} – ${validTo}`;
}

/** 'name:8888', as people say it. */
function hostOf(url: string): string {
  return new URL(url).host;
}
