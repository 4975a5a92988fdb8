import { cmdElsewhere, glued } from '../command-line.ts';

/** A server as seen from a client. */
export const url = {
  noScheme: 'The address does not begin with https:// or http://.',
  noSchemeHint:
    'Write it as in the address line of the browser: --url https://name:8888/ (with TLS) or --url http://name:8888/ (without).',
  malformed: 'This is not an address that a browser could open.',
  malformedHint:
    'An address looks like this: https://name:8888/ – check the name and the number after the colon.',

  named: 'The address can be asked.',
  asking: (url: string) => `Asked: ${url}`,
  secretDropped: (url: string) =>
    `Asked: ${url} – the rest of the address, which may hold a password or a token, is neither used nor shown.`,
  reached: 'Something answers at this name and port.',
  tlsFine: 'The certificate is trusted, in date, and made for this name.',
  private: 'Nobody in between can read the password.',
  jupyter: 'Jupyter answers.',
  closed: 'Nobody gets in without logging in.',
  originFine: 'Jupyter sees the same name and port as the browser.',
  cookiesFine: 'Cookies come and go as they should.',
  bodyFine: 'Requests of more than 1 MB get through: notebooks of that size can be saved.',
  loginFine: 'The password is accepted.',
  kernelFine: 'A kernel starts.',
  websocketFine: 'The WebSocket to the kernel opens.',
  computes: 'The kernel works out 1+1.',
  removedFine: 'The kernel was removed again.',

  nameUnknown: (name: string) => ({
    message: `Nobody knows the name ${name}.`,
    why: 'A browser cannot find the computer either.',
    fix: 'Check the spelling; with a DDNS name, look in the router whether DDNS is on and has registered this name.',
  }),
  refused: (host: string) => ({
    message: `The computer is there, but nothing listens at ${host}.`,
    fix: 'Start Jupyter (or the reverse proxy), and compare the port in the address with the one it listens on and with the one that the router forwards.',
  }),
  unreachable: (host: string) => ({
    message: `There is no way from here to ${host}.`,
    fix: 'Check that this device is online and in the right network (or VPN), and that the other computer is switched on and has this address.',
  }),
  timeout: (host: string) => ({
    message: `${host} does not answer at all: something swallows the packets.`,
    why: 'A computer that is there and has no program on this port would refuse at once; silence means a firewall, a router without port forwarding, or a computer that is off.',
    fix: 'Open the port in the computer’s firewall (or the cloud’s security group), and forward it in the router to this computer.',
  }),
  silent: (host: string) => ({
    message: `${host} accepts the connection and then says nothing.`,
    why: 'The program behind the port hangs, or it has a certificate and a key that do not belong together.',
    fix: 'Look at the log of Jupyter (or of the proxy) on the other computer, and restart it.',
  }),
  hungUp: (host: string) => ({
    message: `${host} accepts the connection and then hangs up without an answer.`,
    fix: 'Look at the log of the program on that port; it may not be a web server, or it may be one that cannot read its key.',
  }),
  httpOnHttps: (url: string) => ({
    message: 'The address says http://, but the port speaks https.',
    fix: `Use ${url}`,
  }),
  httpsOnHttp: (url: string) => ({
    message: 'The address says https://, but the port speaks plain http.',
    why: 'No certificate is set up there, or the port of the wrong program was named.',
    fix: `Set up a certificate (certfile and keyfile in Jupyter, or TLS in the proxy); inside your own network ${url} works until then.`,
  }),
  tlsUntrusted: {
    message: 'Browsers do not trust this certificate.',
    why: 'They warn on every visit, and Safari on iPhone and iPad then refuses the connection to the kernel even where the page opens.',
    fix: 'If the certificate is your own, install its CA on each device and give it to the doctor with --ca FILE; if it was bought or comes from Let’s Encrypt, configure the whole chain (fullchain.pem).',
  },
  tlsExpired: {
    message: 'The certificate has expired.',
    fix: 'Renew it and put the new files in place of the old; Jupyter takes them at the next connection, nginx after a reload.',
  },
  tlsNotYet: {
    message: 'The certificate is not valid yet.',
    fix: 'Check date and time on this device and on the computer that made the certificate.',
  },
  tlsName: (name: string, names: string) => ({
    message: `The certificate is not made for ${name}, but for: ${names}.`,
    fix: `Open the server by a name that the certificate has, or make one that names ${name}.`,
  }),
  tlsOld: {
    message: 'The server only speaks a version of TLS (or ciphers) that browsers gave up.',
    fix: `Allow TLS 1.2 and 1.3 (nginx: ${glued('ssl_protocols TLSv1.2 TLSv1.3')}; a notebook older than 6: upgrade it).`,
  },
  tlsFailed: {
    message: 'The TLS handshake fails.',
    fix: 'Look at the log of the server: its key may be unreadable or belong to another certificate, or it may ask for a certificate of the visitor (client_ca).',
  },
  plainHttp: {
    message: 'The address is plain http: whoever is in between can read the password and everything else.',
    fix: 'Set up TLS (a certificate in Jupyter, or Caddy or nginx with one before it) and use https://.',
  },

  hub: {
    message: 'This is a JupyterHub, not a Jupyter of one person.',
    why: 'Its users log in at the hub, which starts a Jupyter for each of them.',
    fix: 'Open the address in a browser and log in with your name at the hub; the doctor can only check a Jupyter of one person.',
  },
  proxyAuth: {
    message: 'A proxy asks for a name and password of its own, before Jupyter is ever asked.',
    why: 'The doctor cannot get past that login, and neither can programs that know only Jupyter’s.',
    fix: `Check the server behind the proxy with its inner address, or take the proxy’s own login out (nginx: ${glued('auth_basic off')}; Caddy: the basicauth block).`,
  },
  proxyDown: (status: number) => ({
    message: `The proxy answers, but it does not reach Jupyter (${status}).`,
    fix: `Start Jupyter, and compare its port with the one in the proxy (nginx: ${glued('proxy_pass http://127.0.0.1:8888;')} Caddy: ${glued('reverse_proxy 127.0.0.1:8888')}).`,
  }),
  rateLimited: {
    message: 'A proxy limits how often it may be asked, and the limit is reached (429).',
    why: 'A page of Jupyter makes dozens of requests at once; a limit for all of them breaks it.',
    fix: `Wait a minute; if it stays so, limit only the login (nginx: limit_req only inside ${glued('location = /login')}).`,
  },
  redirectsToHttps: (origin: string) => ({
    message: `The server sends everyone on to ${origin}.`,
    why: 'That is as it should be; the doctor follows no redirect, so that it never talks to a server that you did not name.',
    fix: `Ask again with --url ${origin}/`,
  }),
  redirectsAway: (origin: string) => ({
    message: `The server sends its visitors away, to ${origin}.`,
    why: 'The doctor does not follow: it talks only to the server that you named.',
    fix: `If ${origin} is yours, use that address; otherwise correct the redirect in the proxy (nginx: return or proxy_redirect; Host and X-Forwarded-Proto as the browser sent them).`,
  }),
  loginLeadsAway: (origin: string) => ({
    message: `The login page leads to another server, ${origin}. The password was not sent.`,
    fix: `If ${origin} is yours, use that address; otherwise correct the redirect in the proxy.`,
  }),
  hostBlocked: (name: string) => ({
    message: 'Jupyter refuses every page (403), because it does not know the name by which it is called.',
    why: "Its log says: Blocking request with non-local 'Host'. It listens on this computer only, behind a proxy, and then accepts no other name.",
    fix: `Write ${glued(`c.ServerApp.local_hostnames = ['localhost', '${name}']`)} into Jupyter’s config (c.NotebookApp up to Notebook 6) and restart it; the proxy must pass the name on (nginx: ${glued('proxy_set_header Host $http_host;')}).`,
  }),
  proxyForbids: {
    message: 'A server in front of Jupyter forbids every page (403).',
    why: 'The answer is not one of Jupyter’s.',
    fix: 'Look for rules such as deny, allow or an address list in the proxy (or the provider’s firewall), and let your address through.',
  },
  notJupyter: {
    message: 'Something answers at this address, but it is not Jupyter.',
    fix: 'Check name, port and path; if a proxy answers, it needs a rule that leads this address to Jupyter (nginx: proxy_pass; Caddy: reverse_proxy).',
  },
  otherPath: (url: string) => ({
    message: `Jupyter is not at this path, but at ${url}`,
    fix: `Use ${url}, or change base_url in Jupyter’s config.`,
  }),
  strippedPrefix: (path: string) => ({
    message: `The proxy takes ${path} off the address before it hands it to Jupyter, which expects it.`,
    fix: `Let the proxy pass the path on unchanged (nginx: ${glued('proxy_pass http://127.0.0.1:8888;')} without a slash at the end; Caddy: handle ${path}* instead of handle_path).`,
  }),
  unknownPrefix: (path: string) => ({
    message: `The request reaches Jupyter, but it does not know the path ${path}.`,
    fix: `Write ${glued(`c.ServerApp.base_url = '${path}'`)} into Jupyter’s config (c.NotebookApp up to Notebook 6) and restart it, or use the address without this path.`,
  }),
  leadsOutside: (path: string, target: string) => ({
    message: `Jupyter answers below ${path}, but sends the browser to ${target}, where it is not.`,
    why: 'The proxy takes the prefix off, and Jupyter does not know that it has one.',
    fix: `Write ${glued(`c.ServerApp.base_url = '${path}'`)} into Jupyter’s config (c.NotebookApp up to Notebook 6), restart it, and let the proxy pass the path on unchanged (nginx: ${glued('proxy_pass http://127.0.0.1:8888;')} without a slash at the end; Caddy: handle ${path}* instead of handle_path).`,
  }),
  open: {
    message: 'Anyone who knows the address gets in without a password.',
    why: 'Whoever gets in can run programs as the owner of this Jupyter: read, change and delete files.',
    get fix() {
      return `Set a password on that computer (${cmdElsewhere('init')}), take empty token and password settings out of the config, and restart Jupyter.`;
    },
  },
  portLost: (host: string) => ({
    message: `Jupyter sees the address without its port: ${host} reaches it cut short.`,
    why: 'It takes the page for one of another server: Jupyter Server 2 refuses even its login, older ones open the page, but no kernel connects.',
    fix: `In nginx write ${glued('proxy_set_header Host $http_host;')} instead of $host (Caddy needs no line for it: take ${glued('header_up Host')} out).`,
  }),
  hostReplaced: (host: string) => ({
    message: `Jupyter sees another name or port than the browser, which asked for ${host}.`,
    why: 'It takes the page for one of another server: Jupyter Server 2 refuses even its login, older ones open the page, but no kernel connects.',
    fix: `Let the proxy pass the name on: in nginx write ${glued('proxy_set_header Host $http_host;')}, in Caddy take ${glued('header_up Host')} out of reverse_proxy.`,
  }),
  cookieLost: {
    message: 'The browser’s cookies do not reach Jupyter.',
    why: 'Jupyter knows by a cookie who is logged in; without it the login fails, or everyone stays a stranger.',
    fix: `Take out of the proxy what removes them (nginx: ${glued('proxy_set_header Cookie')}; Caddy: ${glued('header_up -Cookie')}).`,
  },
  setCookieLost: {
    message: 'Jupyter’s cookies do not reach the browser.',
    why: 'Jupyter knows by a cookie who is logged in; without it the login fails, or everyone stays a stranger.',
    fix: `Take out of the proxy what removes them (nginx: ${glued('proxy_hide_header Set-Cookie')} or proxy_ignore_headers; Caddy: ${glued('header_down -Set-Cookie')}).`,
  },
  cookieLostAtWebSocket: {
    message:
      'On the way to the kernel the login gets lost (403): the cookie does not come with the WebSocket.',
    fix: `Give the proxy’s rule for WebSockets the same lines as the others (nginx: ${glued('proxy_set_header Cookie $http_cookie;')} ${glued('proxy_set_header Host $http_host;')}).`,
  },
  bodyLimit: {
    message:
      'The proxy refuses requests of more than 1 MB (413): larger notebooks cannot be saved, files not uploaded.',
    fix: `In nginx write ${glued('client_max_body_size 0;')} into the server block and reload it; in Caddy raise max_size in request_body.`,
  },

  passwordRefused: {
    message: 'Jupyter does not accept this password.',
    get fix() {
      return `Type it again; if it is right, look on the other computer with \`${cmdElsewhere('doctor')}\` whether the config sets the one you think.`;
    },
  },
  login500: {
    message: 'Jupyter breaks while it checks the password (500).',
    why: 'The password’s hash in its config is damaged; nobody can log in.',
    get fix() {
      return `Set the password anew on that computer: ${cmdElsewhere('init')}`;
    },
  },
  noLogin: {
    message: 'There is no login page of Jupyter’s at this address.',
    fix: 'Check that the address is the one that shows Jupyter’s password field in a browser.',
  },
  loginFailed: {
    message: 'The login fails in a way that is none of the known ones.',
    fix: 'Try it in a browser, and look at the log of Jupyter while you do.',
  },
  notSent: {
    message: 'The password was not sent: over plain http it could be read on the way.',
    fix: 'Use https://; inside a network that you trust, --password-over-http sends it all the same.',
  },
  kernelNone: {
    message: 'No kernel starts.',
    fix: `On the other computer install one for Python (${glued('pip install ipykernel')}), and look at the log of Jupyter.`,
  },
  upgradeStripped: {
    message: 'The page opens, but the proxy drops the Upgrade header: no kernel ever connects (400).',
    fix: `In nginx write ${glued('proxy_http_version 1.1;')} ${glued('proxy_set_header Upgrade $http_upgrade;')} ${glued('proxy_set_header Connection "upgrade";')} into the location; in Caddy a plain ${glued('reverse_proxy 127.0.0.1:8888')} is enough.`,
  },
  wsBlocked: {
    message: 'The page opens, but the WebSocket to the kernel does not.',
    why: 'A proxy, a virus scanner or the firewall of a company lets pages through and WebSockets not.',
    fix: `Try from another network; if it fails there as well, give the proxy its lines for WebSockets (nginx: ${glued('proxy_http_version 1.1;')} Upgrade and Connection).`,
  },
  kernelSilent: {
    message: 'The kernel is connected, but does not answer.',
    fix: 'Look at the log of Jupyter on the other computer; it says why a kernel dies (memory, or packages that do not fit).',
  },
  kernelLeft: {
    message: 'The kernel of this check could not be removed again.',
    fix: 'Shut it down in Jupyter’s list of running kernels.',
  },
};
