import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/jupyter/password/hash.ts';
import { TestHome } from '../commands/run-cli.ts';
import { describeNeeds, type EnvironmentName, environment, type JupyterApp } from '../environments.ts';
import { LONG } from '../slice.ts';
import { describeInNamespace, makeNamespace } from './namespace.ts';
import { freePort } from './proxy.ts';

const PASSWORD = 'vier candle mosaic 유령';
const SECRET = 'the same for everybody';
const TOKEN = 'not-in-any-list';

/** Four routes that forget the login, each by another base class; one that does not, and one for a picture. */
const EXTENSION = `
import os
from tornado import web, websocket
try:
    from jupyter_server.base.handlers import JupyterHandler
except ImportError:
    from notebook.base.handlers import IPythonHandler as JupyterHandler
class Notes(JupyterHandler):
    def get(self):
        self.finish('notes')
class Pages(web.RequestHandler):
    def get(self, number, name):
        self.finish('page ' + name)
class Chat(websocket.WebSocketHandler):
    def check_origin(self, origin):
        return True
class Diary(JupyterHandler):
    @web.authenticated
    def get(self):
        self.finish('diary')
def _load_jupyter_server_extension(app):
    app.web_app.add_handlers('.*$', [
        (app.base_url + 'guestbook/notes', Notes), (app.base_url + r'guestbook/pages/(\\d{2})/([^/]+\\.txt)', Pages),
        (app.base_url + 'guestbook/chat', Chat), (app.base_url + 'guestbook/diary', Diary),
        (app.base_url + 'guestbook/files/(.*)', web.StaticFileHandler, {'path': os.path.dirname(os.path.abspath(__file__))}),
        (app.base_url + 'guestbook/icons/(web.py)', web.StaticFileHandler, {'path': os.path.dirname(web.__file__)})])
load_jupyter_server_extension = _load_jupyter_server_extension
def _jupyter_server_extension_points():
    return [{'module': 'guestbook'}]
`;

interface Subject {
  readonly name: EnvironmentName;
  readonly app: JupyterApp;
  readonly file: string;
  readonly section: string;
  readonly extensions: string;
  /** A secret in the file, as people write it. */
  readonly secret: string;
  /** What closes the routes of Jupyter's own kind, where there is such a setting. */
  readonly closing: RegExp;
}

const SUBJECTS: readonly Subject[] = [
  {
    name: 'nb64',
    app: 'notebook',
    file: 'jupyter_notebook_config.py',
    section: 'NotebookApp',
    extensions: 'nbserver_extensions',
    secret: `c.NotebookApp.cookie_secret = b'${SECRET}'`,
    closing: /^(?!.*allow_unauthenticated)/,
  },
  {
    name: 'nb7',
    app: 'notebook',
    file: 'jupyter_server_config.py',
    section: 'ServerApp',
    extensions: 'jpserver_extensions',
    secret: `c.ServerApp.tornado_settings = {'cookie_secret': '${SECRET}'}`,
    closing: /allow_unauthenticated_access = False/,
  },
];

describe.each(SUBJECTS)('doctor --live as a stranger, on $name', (subject) => {
  describeNeeds(subject.name)('alone on the PATH', () => {
    let home: TestHome;
    beforeEach(() => {
      home = new TestHome([dirname(environment(subject.name).python)], 'stranger 집 ');
    });
    afterEach(() => home.remove());

    it('names what lets one in, and nothing else', async () => {
      const { file, section, extensions, secret, app } = subject;
      home.write('guestbook.py', EXTENSION);
      const lines = [
        `import sys\nsys.path.insert(0, ${JSON.stringify(home.config('.'))})`,
        `c.${section}.${extensions} = {'guestbook': True}`,
        `c.${section}.password = '${await hashPassword(PASSWORD, 'sha1')}'`,
        `c.${section}.port = ${await freePort()}`,
        `c.${section}.base_url = '/base/'`,
        `c.${section}.token = '${TOKEN}'`,
        `c.${section}.cookie_options = {'SameSite': 'None'}`,
        secret,
      ];
      home.write(file, `${lines.join('\n')}\n`, 0o600);
      const run = await home.run(
        ['doctor', '--target', app, '--json', '--live', '--start', '--password-stdin'],
        { input: `${PASSWORD}\n` },
      );
      const { findings } = JSON.parse(run.stdout);
      const found = findings.filter((one: { status: string }) => one.status === 'fail');
      expect(found.map((one: { id: string }) => one.id)).toEqual([
        'token-guessed',
        'cookie-forged',
        'route-open',
        'login-cookie-lost',
      ]);
      const [token, cookie, route, lost] = found;
      expect(route.message).toContain('/base/guestbook/notes (guestbook.Notes)');
      expect(route.message).toMatch(/\/base\/guestbook\/pages\/11\/x.txt \(guestbook\.Pages\)/);
      expect(route.message).toContain('/base/guestbook/chat (guestbook.Chat)');
      expect(route.message).toContain('/base/guestbook/files/guestbook.py (tornado.web.StaticFileHandler)');
      expect(route.message).not.toMatch(/diary|icons/);
      expect(route.fix).toMatch(subject.closing);
      expect(cookie.message).toContain('cookie_secret');
      expect(token.message).toContain('token');
      expect(lost.fix).toContain('cookie_options');
      for (const one of [SECRET, TOKEN]) expect(run.stdout + run.stderr).not.toContain(one);
    });
  });
});

/** test/jupyter/cookies.test.ts has the rules; this shows once that they are those of a real server and its LAN. */
describe.each(LONG ? ['plain http'] : [])('cookies that only https carries, on %s', () => {
  describeInNamespace()('with a LAN of its own', () => {
    it.each(SUBJECTS)('the login is lost at the address that others use, on $name', async (subject) => {
      const { name, file, section, app } = subject;
      const home = new TestHome([dirname(environment(name).python)], 'cookie 집 ');
      const netns = makeNamespace();
      try {
        const lines = [
          `c.${section}.password = '${await hashPassword(PASSWORD, 'sha1')}'`,
          `c.${section}.ip = '0.0.0.0'`,
          `c.${section}.cookie_options = {'SameSite': 'None', 'Secure': True}`,
        ];
        home.write(file, `${lines.join('\n')}\n`, 0o600);
        const words = ['doctor', '--target', app, '--json', '--live', '--start', '--password-stdin'];
        const run = await home.run(words, { input: `${PASSWORD}\n`, prefix: netns.prefix });
        const { findings } = JSON.parse(run.stdout);
        expect(findings.filter((one: { status: string }) => one.status === 'fail')).toMatchObject([
          {
            id: 'login-cookie-lost',
            message: expect.stringContaining(netns.address),
            fix: expect.stringContaining('cookie_options'),
            evidence: { file: home.config(file), line: 3 },
          },
        ]);
      } finally {
        netns.remove();
        home.remove();
      }
    });
  });
});
