import { expect } from 'vitest';
import { HEALTHY_PROXY, UPGRADE_MAP } from '../../real/nginx.ts';
import { describePrograms } from '../../real/proxy.ts';
import { describeCauses } from './causes.ts';
import { behindProxy, healthyBut, nginxLocation, sharedJupyters } from './url-causes.ts';

/** Of the password 'proxy'. */
const BCRYPT = '$2b$04$q5MFWqQHhetIeyA9r7qvKuvQRStIwGikpvmDAo7xm8uRrD5RJbcU.';

const row = behindProxy(sharedJupyters());

describePrograms('nginx')('behind nginx', () => {
  describeCauses('the page opens but the kernel never connects', [
    row({
      id: 'url-upgrade-stripped',
      what: 'the proxy passes no Upgrade header on',
      front: nginxLocation(healthyBut(['proxy_set_header Upgrade', 'proxy_set_header Connection'])),
      symptom: ({ owner, kernel, socket }) => expect([owner, kernel, socket]).toEqual([200, 201, 400]),
    }),
    row({
      id: 'url-origin-mismatch',
      what: 'the proxy passes the name on without the port: $host',
      on: 'nb64',
      front: nginxLocation(healthyBut('proxy_set_header Host', 'proxy_set_header Host $host;')),
      symptom: ({ owner, kernel, socket }) => expect([owner, kernel, socket]).toEqual([200, 404, 404]),
    }),
    row({
      id: 'url-cookie-lost',
      what: 'the rule for WebSockets passes no cookies on',
      front: {
        nginx: (to, port) =>
          `${UPGRADE_MAP} server { listen 127.0.0.1:${port};
           location / { proxy_pass ${to}; ${HEALTHY_PROXY} }
           location ~ /channels$ { proxy_pass ${to}; ${HEALTHY_PROXY} proxy_set_header Cookie ""; } }`,
      },
      symptom: ({ owner, kernel, socket }) => expect([owner, kernel, socket]).toEqual([200, 201, 403]),
    }),
    row({
      id: 'url-ws-blocked',
      what: 'a filter hangs up on WebSockets',
      front: {
        nginx: (to, port) =>
          `${UPGRADE_MAP} server { listen 127.0.0.1:${port};
           location / { if ($http_upgrade) { return 444; } proxy_pass ${to}; ${HEALTHY_PROXY} } }`,
      },
      symptom: ({ owner, kernel, socket }) => expect([owner, kernel, socket]).toEqual([200, 201, 0]),
    }),
    row({
      id: 'url-kernel-none',
      what: 'no kernel is installed',
      front: nginxLocation(HEALTHY_PROXY),
      config:
        "c.KernelSpecManager.ensure_native_kernel = False\nc.KernelSpecManager.allowed_kernelspecs = {'nothing'}",
      symptom: ({ owner, kinds }) => expect([owner, kinds]).toEqual([200, 0]),
    }),
  ]);

  describeCauses('login does not work', [
    row({
      id: 'url-password-refused',
      what: 'another password is typed than the one that is set',
      front: nginxLocation(HEALTHY_PROXY),
      password: 'wrong horse',
      symptom: ({ login, owner }) => expect([login, owner]).toEqual([401, 403]),
    }),
    row({
      id: 'url-login-500',
      what: 'the hash in the config lost its $ signs',
      front: nginxLocation(HEALTHY_PROXY),
      hash: 'argon2:=19=10240,t=10,p=8',
      symptom: ({ login, owner }) => expect([login, owner]).toEqual([500, 403]),
    }),
    row({
      id: 'url-cookie-lost',
      what: 'the proxy keeps cookies from Jupyter',
      on: 'nb64',
      front: nginxLocation(`${HEALTHY_PROXY} proxy_set_header Cookie "";`),
      symptom: ({ login, owner }) => expect([login, owner]).toEqual([403, 403]),
    }),
    row({
      id: 'url-rate-limited',
      what: 'the proxy lets hardly anybody log in',
      front: {
        nginx: (to, port) =>
          `${UPGRADE_MAP} limit_req_zone $binary_remote_addr zone=few:1m rate=1r/m;
           server { listen 127.0.0.1:${port}; limit_req_status 429;
           location / { proxy_pass ${to}; ${HEALTHY_PROXY} }
           location = /login { limit_req zone=few burst=1 nodelay; proxy_pass ${to}; ${HEALTHY_PROXY} } }`,
      },
      // The page and its form are two requests of the same kind.
      symptom: async ({ api }, url) => {
        expect(api).toBe(200);
        expect((await fetch(`${url}login`)).status).toBe(429);
      },
    }),
    row({
      id: 'url-proxy-auth',
      what: 'the proxy has a login of its own',
      front: {
        caddy: (to, port) =>
          `http://:${port} {\nbind 127.0.0.1\nbasicauth {\nalice ${BCRYPT}\n}\nreverse_proxy ${to}\n}`,
      },
      symptom: ({ api, login, owner }) => expect([api, login, owner]).toEqual([401, 401, 401]),
    }),
  ]);

  describeCauses('every address gives 403 or 404', [
    row({
      id: 'url-host-blocked',
      what: 'the proxy calls Jupyter by a name that it does not know',
      front: nginxLocation(healthyBut('proxy_set_header Host', 'proxy_set_header Host my.duckdns.example;')),
      symptom: ({ api, login, owner }) => expect([api, login, owner]).toEqual([403, 403, 403]),
    }),
    row({
      id: 'url-proxy-forbids',
      what: 'the proxy denies everybody',
      front: nginxLocation(`${HEALTHY_PROXY} deny all;`),
      symptom: ({ api, login, owner }) => expect([api, login, owner]).toEqual([403, 403, 403]),
    }),
    row({
      id: 'url-wrong-path',
      what: 'the proxy has a prefix of which Jupyter knows nothing',
      on: 'nb64',
      front: nginxLocation(HEALTHY_PROXY),
      path: '/jup/',
      symptom: ({ api, login, owner }) => expect([api, login, owner]).toEqual([404, 404, 404]),
    }),
    row({
      id: 'url-not-jupyter',
      what: 'the proxy has no rule for Jupyter',
      front: {
        caddy: (_to, port) => `http://:${port} {\nbind 127.0.0.1\nfile_server /welcome\n respond /* 404\n}`,
      },
      symptom: ({ api, login, owner }) => expect([api, login, owner]).toEqual([404, 404, 404]),
    }),
  ]);

  describeCauses('saving fails', [
    row({
      id: 'url-body-limit',
      what: 'nginx takes no more than 1 MB',
      front: nginxLocation(healthyBut('client_max_body_size')),
      symptom: ({ owner, socket, save }) => expect([owner, socket, save]).toEqual([200, 101, 413]),
    }),
    row({
      id: 'url-cookie-lost',
      what: 'the proxy keeps Jupyter’s cookies from the browser',
      front: nginxLocation(`${HEALTHY_PROXY} proxy_hide_header Set-Cookie;`),
      symptom: ({ save }) => expect(save).toBe(403),
    }),
    row({
      id: 'url-origin-mismatch',
      what: 'the proxy puts its own name for Jupyter in the place of the browser’s',
      front: {
        caddy: (to, port) =>
          `http://:${port} {\nbind 127.0.0.1\nreverse_proxy ${to} {\nheader_up Host {upstream_hostport}\n}\n}`,
      },
      // Jupyter Server 2 refuses already the login of a page of another origin.
      symptom: ({ api, login, save }) => expect([api, login, save]).toEqual([200, 404, 404]),
    }),
  ]);

  describeCauses('anyone gets in, or nobody', [
    row({
      id: 'url-open-to-anyone',
      what: 'password and token are empty',
      front: nginxLocation(HEALTHY_PROXY),
      config: "c.CLASS.password = ''\nc.CLASS.token = ''",
      on: 'nb64',
      live: false,
      symptom: ({ owner, kernel }) => expect([owner, kernel]).toEqual([200, 201]),
    }),
    row({
      id: 'url-proxy-down',
      what: 'Jupyter is not running',
      front: nginxLocation(HEALTHY_PROXY),
      down: true,
      symptom: ({ api, login }) => expect([api, login]).toEqual([502, 502]),
    }),
  ]);
});
