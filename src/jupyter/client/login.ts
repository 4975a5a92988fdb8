import type { HttpReceived } from '../../net/http.ts';
import { statusProblem } from '../../net/http.ts';
import type { Secret } from '../../system/secret.ts';
import type { HttpClient } from './http-client.ts';
import type { Problem, Reply } from './types.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  apos: "'",
};

/** The limit of browsers. */
const MAX_REDIRECTS = 20;

/** Paths that only a logged-in user may read, oldest last: `api/status` exists from notebook 5.0 on. */
const OWNER_PATHS = ['api/status', 'api/kernels'];

/** A page and the URL at which it was found after all redirects. */
interface Page {
  readonly url: URL;
  readonly answer: HttpReceived;
}

/** Logs in as a browser does, then requests something that only a logged-in user may read. */
export async function logIn(http: HttpClient, password: Secret): Promise<Reply<'logged-in'>> {
  const found = await findForm(http);
  if ('problem' in found) return found;
  const { form, page } = found.value;
  const action = new URL(form.action || page.url.href, page.url.href);
  if (action.origin !== http.base().origin) return leadsElsewhere(action);
  rebase(http, page.url);
  const posted = await http.request({
    method: 'POST',
    path: action.href,
    headers: { 'content-type': 'application/x-www-form-urlencoded', referer: page.url.href },
    body: new URLSearchParams([...form.hidden, [form.field, password.reveal()]]).toString(),
    confidential: true,
  });
  if ('problem' in posted) return posted;
  const problem = evaluateLogin(posted.value, action, http.base());
  return problem === undefined ? proveOwner(http) : { problem: withoutEcho(problem, password) };
}

/** Drops text that repeats the password, as a server's answer may. */
function withoutEcho({ text, location, ...problem }: Problem, password: Secret): Problem {
  const secret = password.reveal();
  const spellings = [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ '': secret }).toString().slice(1),
  ];
  const echoes = (answer: string) => spellings.some((spelling) => answer.includes(spelling));
  const isFit = location !== undefined && !echoes(location);
  return { ...problem, text: echoes(text) ? '' : text, ...(isFit && { location }) };
}

/** Finds the login form: where the base URL redirects to, as in a browser, else below `login`. */
async function findForm(http: HttpClient): Promise<Reply<{ form: LoginForm; page: Page }>> {
  let problem: Problem = { kind: 'no-login-form', text: '' };
  for (const path of ['', 'login']) {
    const page = await openPage(http, new URL(path, http.base()));
    if ('problem' in page) return page;
    const form = findLoginForm(page.value.answer.text);
    if (form !== undefined) return { value: { form, page: page.value } };
    problem = { ...statusProblem(page.value.answer), kind: 'no-login-form' };
  }
  return { problem };
}

/** Follows redirects, on this server only. */
async function openPage(http: HttpClient, start: URL): Promise<Reply<Page>> {
  let url = start;
  for (let count = 0; ; count += 1) {
    const reply = await http.request({ method: 'GET', path: url.href });
    if ('problem' in reply) return reply;
    const next = redirectOf(reply.value, url);
    if (next === undefined) return { value: { url, answer: reply.value } };
    if (next.origin !== http.base().origin) return leadsElsewhere(next);
    if (count === MAX_REDIRECTS) return { problem: statusProblem(reply.value) };
    url = next;
  }
}

function redirectOf({ status, headers }: HttpReceived, from: URL): URL | undefined {
  const { location } = headers;
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  return URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
}

function leadsElsewhere(url: URL): { problem: Problem } {
  return { problem: { kind: 'elsewhere', text: url.origin, location: url.href } };
}

/** The path of the login page shows the server's base URL, which may differ from the one that the user named. */
function rebase(http: HttpClient, page: URL): void {
  const [, base] = /^(.*\/)login\/?$/.exec(page.pathname) ?? [];
  if (base !== undefined && !base.endsWith('/hub/')) http.rebase(new URL(base, page.href));
}

/** What the answer to the password means; undefined where only a further request can show it. */
function evaluateLogin(answer: HttpReceived, action: URL, base: URL): Problem | undefined {
  const unexpected = statusProblem(answer);
  const next = redirectOf(answer, action);
  if (next !== undefined) return next.origin === base.origin ? undefined : leadsElsewhere(next).problem;
  // Notebook 4.0 shows the form again with 200.
  const isRefused =
    answer.status === 401 || (answer.status === 200 && findLoginForm(answer.text) !== undefined);
  if (isRefused) return { ...unexpected, kind: 'password-refused' };
  if (answer.status === 403 && /xsrf/i.test(answer.text)) return { ...unexpected, kind: 'xsrf' };
  return answer.status === 200 ? undefined : unexpected;
}

async function proveOwner(http: HttpClient): Promise<Reply<'logged-in'>> {
  let problem: Problem | undefined;
  for (const path of OWNER_PATHS) {
    const reply = await http.request({ method: 'GET', path });
    if ('problem' in reply) return reply;
    if (reply.value.status === 200) return { value: 'logged-in' };
    const { status } = reply.value;
    const isAnonymous = [302, 401, 403].includes(status);
    problem = isAnonymous
      ? { ...statusProblem(reply.value), kind: 'cookie-lost' }
      : statusProblem(reply.value);
    if (status !== 404) break;
  }
  return { problem: problem ?? { kind: 'cookie-lost', text: '' } };
}

/** A form that asks for a password. */
interface LoginForm {
  /** The URL to post to, as written in the page; '' means the page itself. */
  readonly action: string;
  /** The name of the password field. */
  readonly field: string;
  /** Fields sent with the password: `_xsrf` from notebook 4.3.1 on. */
  readonly hidden: ReadonlyMap<string, string>;
}

/** The first form of a page that has a password field. Takes time linear in the page, whatever it contains. */
function findLoginForm(page: string): LoginForm | undefined {
  for (const piece of page.split(/<form\b/i).slice(1)) {
    const [head = '', ...rest] = piece.split('>', 2);
    const end = piece.search(/<\/form/i);
    const inputs = inputsOf(rest.length === 0 ? '' : piece.slice(head.length, end < 0 ? undefined : end));
    const password = inputs.find((input) => input.get('type')?.toLowerCase() === 'password');
    const field = password?.get('name') ?? 'password';
    if (password === undefined) continue;
    const hidden = inputs
      .filter((input) => input.get('type')?.toLowerCase() === 'hidden' && input.has('name'))
      .map((input) => [input.get('name') ?? '', input.get('value') ?? ''] as const);
    return { action: attributesOf(head).get('action') ?? '', field, hidden: new Map(hidden) };
  }
  return undefined;
}

function inputsOf(html: string): Map<string, string>[] {
  return [...html.matchAll(/<input\b([^<>]{0,2000})/gi)].map(([, text = '']) => attributesOf(text));
}

function attributesOf(text: string): Map<string, string> {
  const found = text.slice(0, 4_000).matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/g);
  return new Map(
    [...found].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      decode(double ?? single ?? bare ?? ''),
    ]),
  );
}

function decode(text: string): string {
  return text.replace(/&(#?\w{1,6});/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
