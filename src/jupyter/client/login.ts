import type { HttpReceived } from '../../net/http.ts';
import { statusTrouble } from '../../net/http.ts';
import type { Secret } from '../../system/secret.ts';
import type { Visit } from './session.ts';
import type { Reply, Trouble } from './types.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  apos: "'",
};

/** As many as browsers follow. */
const MOST_REDIRECTS = 20;

/** What only the owner gets, oldest last: `api/status` is there from notebook 5.0 on. */
const PROOFS = ['api/status', 'api/kernels'];

/** A page, and the URL at which it was found in the end. */
interface Page {
  readonly url: URL;
  readonly answer: HttpReceived;
}

/** Logs in as a browser does, and asks for something that only the owner gets. */
export async function logIn(visit: Visit, password: Secret): Promise<Reply<'logged-in'>> {
  const found = await findForm(visit);
  if ('trouble' in found) return found;
  const { form, page } = found.value;
  const action = new URL(form.action || page.url.href, page.url.href);
  if (action.origin !== visit.base().origin) return elsewhere(action);
  rebase(visit, page.url);
  const posted = await visit.ask({
    method: 'POST',
    path: action.href,
    headers: { 'content-type': 'application/x-www-form-urlencoded', referer: page.url.href },
    body: new URLSearchParams([...form.hidden, [form.field, password.reveal()]]).toString(),
    confidential: true,
  });
  if ('trouble' in posted) return posted;
  const trouble = judge(posted.value, action, visit.base());
  return trouble === undefined ? proveOwner(visit) : { trouble: withoutEcho(trouble, password) };
}

/** A server may say in its answer what it was sent: that is told to nobody. */
function withoutEcho({ text, location, ...trouble }: Trouble, password: Secret): Trouble {
  const secret = password.reveal();
  const spellings = [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ '': secret }).toString().slice(1),
  ];
  const echoes = (said: string) => spellings.some((spelling) => said.includes(spelling));
  const isFit = location !== undefined && !echoes(location);
  return { ...trouble, text: echoes(text) ? '' : text, ...(isFit && { location }) };
}

/** The login form: where the base URL leads to, as in a browser, else at Jupyter's own place for it. */
async function findForm(visit: Visit): Promise<Reply<{ form: LoginForm; page: Page }>> {
  let trouble: Trouble = { kind: 'no-login-form', text: '' };
  for (const path of ['', 'login']) {
    const page = await openPage(visit, new URL(path, visit.base()));
    if ('trouble' in page) return page;
    const form = findLoginForm(page.value.answer.text);
    if (form !== undefined) return { value: { form, page: page.value } };
    trouble = { ...statusTrouble(page.value.answer), kind: 'no-login-form' };
  }
  return { trouble };
}

/** Follows redirects, on this server only. */
async function openPage(visit: Visit, start: URL): Promise<Reply<Page>> {
  let url = start;
  for (let count = 0; ; count += 1) {
    const reply = await visit.ask({ method: 'GET', path: url.href });
    if ('trouble' in reply) return reply;
    const next = redirectOf(reply.value, url);
    if (next === undefined) return { value: { url, answer: reply.value } };
    if (next.origin !== visit.base().origin) return elsewhere(next);
    if (count === MOST_REDIRECTS) return { trouble: statusTrouble(reply.value) };
    url = next;
  }
}

function redirectOf({ status, headers }: HttpReceived, from: URL): URL | undefined {
  const { location } = headers;
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  return URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
}

function elsewhere(url: URL): { trouble: Trouble } {
  return { trouble: { kind: 'elsewhere', text: url.origin, location: url.href } };
}

/** A server whose base URL is another than the one that was named tells it by where its login page is. */
function rebase(visit: Visit, page: URL): void {
  const [, base] = /^(.*\/)login\/?$/.exec(page.pathname) ?? [];
  if (base !== undefined && !base.endsWith('/hub/')) visit.rebase(new URL(base, page.href));
}

/** What the answer to the password says; undefined where only the proof can tell. */
function judge(answer: HttpReceived, action: URL, base: URL): Trouble | undefined {
  const said = statusTrouble(answer);
  const next = redirectOf(answer, action);
  if (next !== undefined) return next.origin === base.origin ? undefined : elsewhere(next).trouble;
  // Notebook 4.0 shows the form again with 200.
  const isRefused =
    answer.status === 401 || (answer.status === 200 && findLoginForm(answer.text) !== undefined);
  if (isRefused) return { ...said, kind: 'password-refused' };
  if (answer.status === 403 && /xsrf/i.test(answer.text)) return { ...said, kind: 'xsrf' };
  return answer.status === 200 ? undefined : said;
}

async function proveOwner(visit: Visit): Promise<Reply<'logged-in'>> {
  let trouble: Trouble | undefined;
  for (const path of PROOFS) {
    const reply = await visit.ask({ method: 'GET', path });
    if ('trouble' in reply) return reply;
    if (reply.value.status === 200) return { value: 'logged-in' };
    const { status } = reply.value;
    const isStranger = [302, 401, 403].includes(status);
    trouble = isStranger
      ? { ...statusTrouble(reply.value), kind: 'cookie-lost' }
      : statusTrouble(reply.value);
    if (status !== 404) break;
  }
  return { trouble: trouble ?? { kind: 'cookie-lost', text: '' } };
}

/** A form that asks for a password. */
interface LoginForm {
  /** Where it is sent, as it stands in the page; '' is the page itself. */
  readonly action: string;
  /** The name of the password field. */
  readonly field: string;
  /** What it sends beside the password: `_xsrf` from notebook 4.3.1 on. */
  readonly hidden: ReadonlyMap<string, string>;
}

/** The first form of a page that has a password field. Linear in the page, whatever stands in it. */
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
