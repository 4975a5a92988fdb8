// The client side of a login, a separate program so that it can run inside a network namespace: a JSON request on
// stdin, a JSON answer on stdout. Plain JavaScript, because Node 20 runs it without compiling.
import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';

const asked = JSON.parse(await text(process.stdin));
const answer = asked.password === undefined ? await get(asked) : await logIn(asked);
process.stdout.write(JSON.stringify(answer));

/** GET /login for the form's _xsrf and its cookie, then POST both with the password. */
async function logIn(asked) {
  const path = `${asked.basePath}login`;
  const page = await request(asked, 'GET', path, asked.headers);
  if (page.status !== 200) return page;
  const xsrf = /name="_xsrf" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
  return request(
    asked,
    'POST',
    path,
    { ...asked.headers, cookie: page.cookies, 'content-type': 'application/x-www-form-urlencoded' },
    new URLSearchParams({ _xsrf: xsrf, password: asked.password }).toString(),
  );
}

function get(asked) {
  return request(asked, 'GET', asked.basePath + asked.path.replace(/^\//, ''), asked.headers);
}

/** Resolves to status 0 and the error's code if there is no answer. */
function request({ host, port, tls }, method, path, headers, body = '') {
  return new Promise((resolve) => {
    const { request: send } = tls ? https : http;
    const options = { host, port, method, path, headers, agent: false, timeout: 20_000, ...(tls ?? {}) };
    const outgoing = send(options, async (response) => {
      const { statusCode: status, headers: received } = response;
      const cookies = (received['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
      resolve({ status, location: received.location ?? '', cookies, body: await text(response) });
    });
    outgoing.on('timeout', () =>
      outgoing.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })),
    );
    outgoing.on('error', (error) =>
      resolve({ status: 0, location: '', cookies: '', body: '', error: error.code }),
    );
    outgoing.end(body);
  });
}
