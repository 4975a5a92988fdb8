import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guesses } from '../../src/checks/access/known-words.ts';
import { hashPassword } from '../../src/jupyter/password/hash.ts';
import { TestHome } from '../commands/run-cli.ts';
import { describeNeeds, type EnvironmentName, environment, type JupyterApp } from '../environments.ts';
import { LONG, slice } from '../slice.ts';
import { describeInNamespace, makeNamespace, type Namespace } from './namespace.ts';
import { type RealServer, startServer } from './server.ts';

const PASSWORD = 'vier candle mosaic 유령';
const PORT = 8100;
const LINES = `${[PASSWORD, '*', PORT, 'n', 'y'].join('\n')}\n`;
const STRANGER = fileURLToPath(new URL('stranger.py', import.meta.url));
const SECRET = 'the same for everybody';
const STRONG = '5d41402abc4b2a76b9719d911017c592ae5d41402abc4b2a';

interface Subject {
  readonly name: EnvironmentName;
  readonly app: JupyterApp;
  readonly section: 'NotebookApp' | 'ServerApp';
}
const SUBJECTS: readonly Subject[] = [
  { name: 'nb64', app: 'notebook', section: 'NotebookApp' },
  { name: 'nb7', app: 'notebook', section: 'ServerApp' },
  { name: 'nb57', app: 'notebook', section: 'NotebookApp' },
  { name: 'lab3', app: 'lab', section: 'ServerApp' },
];

/** Ways in beside the password that `init` closes. `c.S.` stands for the section. */
const CLOSED: readonly string[] = [
  "c.S.token = '1234'",
  `c.S.cookie_secret = b'${SECRET}'`,
  `c.S.tornado_settings = {'cookie_secret': '${SECRET}', 'headers': {'X-Team': 'a'}}`,
  "c.S.tornado_settings = {'xsrf_cookies': False}",
  "import os\nc.S.extra_static_paths = [os.environ['HOME']]",
  "c.S.extra_static_paths = ['/']",
  "c.S.allow_origin = '*'\nc.S.allow_credentials = True",
  "c.S.allow_origin_pat = '.*'",
  'c.S.disable_check_xsrf = True',
  'c.S.authenticate_prometheus = False',
  "c.KernelManager.ip = '0.0.0.0'",
  "c.Session.key = b''",
  'c.S.allow_remote_access = False',
  "if True:\n    c.S.token = 'jupyter'",
  `exec("c.S.token = 'abc'")`,
  "c.S.allow_origin_pat = 'http://.*'\nc.S.allow_credentials = True",
  "c.Session.key = b'abc'",
  "c.S.tornado_settings = {'xsrf_cookies': 0, 'authenticate_prometheus': None}",
  "import os\nos.environ['JUPYTER_TOKEN'] = '1234'",
  "import os\nc.S.token = ''\nif not os.environ.get('NEVER'):\n    c.S.token = '1234'",
  "import os\nc.S.extra_static_paths = [os.path.expanduser('~/.local/share/jupyter')]",
  "c.S.allow_origin_pat = '(?i).*'\nc.S.allow_credentials = True",
  "c.S.allow_origin = 'null'",
  `random = b'${SECRET}'\nc.S.cookie_secret = random`,
];

/** Code that nobody can judge by looking at it. */
const REFUSED: readonly string[] = [
  "c.S.login_handler_class = 'tornado.web.RequestHandler'",
  "import os\nc.S.login_handler_class = os.environ.get('LOGIN', 'tornado.web.RequestHandler')",
  "c.S.logout_handler_class = 'tornado.web.RequestHandler'",
  "c.S.extra_services = ['mine.handlers']",
  "c.S.tornado_settings = {'default_handler_class': 'x.Y'}",
  "c.S.tornado_settings = {'something_new': 1}",
  "import os\nc.S.tornado_settings.update(dict(static_path=os.environ['HOME']))",
  "c.S.extra_static_paths.append('/etc')",
  "import tornado.web\ntornado.web.RequestHandler.get_current_user = lambda self: 'x'",
  "import tornado.web\nsetattr(tornado.web.RequestHandler, 'prepare', lambda self: None)",
  'import tornado.web\ntornado.web.authenticated = lambda method: method',
  'c.MappingKernelManager.KernelManager.ip = "0.0.0.0"',
];

/** What careful people and teams have. */
const HEALTHY: readonly string[] = [
  `c.S.token = '${STRONG}'`,
  'import os\nc.S.cookie_secret = os.urandom(32)',
  "c.S.allow_origin = 'https://team.example.org'",
  "c.S.tornado_settings = {'headers': {'Content-Security-Policy': \"frame-ancestors 'self'\"}}",
  "c.S.extra_static_paths = ['/usr/share/pixmaps']",
  "c.KernelManager.ip = '127.0.0.1'\nc.S.local_hostnames = ['localhost', 'desk']",
  "c.Application.log_level = 20\nc.GitHubConfig.access_token = 'x'",
];

/** Not all of these traits exist in the oldest generation. */
const FILES = { NotebookApp: 'jupyter_notebook_config.py', ServerApp: 'jupyter_server_config.py' } as const;

describe.each(slice(SUBJECTS, 2))('the $app of $name', ({ name, app, section }) => {
  describeNeeds(name)('alone on the PATH', () => {
    describeInNamespace()('in a network of its own', () => {
      let home: TestHome;
      let netns: Namespace;
      let server: RealServer | undefined;
      beforeEach(() => {
        home = new TestHome([dirname(environment(name).python)], 'doors 집 ');
        netns = makeNamespace();
      });
      afterEach(async () => {
        await server?.stop();
        server = undefined;
        netns.remove();
        home.remove();
      });

      const write = (text: string) =>
        home.write(FILES[section], `${text.replaceAll('c.S.', `c.${section}.`)}\n`, 0o600);
      const init = (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
        home.run(['init', '--target', app, '--tls', 'none', ...args], { input: LINES, env });

      /** What lets a stranger in, while the real server runs with what stands in the home. */
      async function stranger(env: Readonly<Record<string, string>> = {}): Promise<string[]> {
        writeFileSync(home.at('secret.txt'), 'only mine');
        server = await startServer({ environment: environment(name), app, home: home.dir, netns, env });
        const paths = [`static/secret.txt`, `static${home.at('secret.txt')}`];
        const tokens = guesses(['root']).slice(0, 40);
        const wanted = { secrets: [SECRET], tokens, passwords: tokens.slice(0, 5), paths };
        const url = `http://${netns.address}:${PORT}/`;
        const command = [environment(name).python, STRANGER, url, JSON.stringify(wanted)];
        const { status, stdout, stderr } = await netns.exec(command);
        expect(status, stderr).toBe(0);
        return JSON.parse(stdout);
      }

      it('lets a stranger in with such settings, as long as nothing closes them', async () => {
        const hash = await hashPassword(PASSWORD, 'sha1');
        const [token, , , , , root] = CLOSED;
        write(`${token}\n${root}\nc.S.password = '${hash}'\nc.S.ip = '0.0.0.0'\nc.S.port = ${PORT}`);
        expect(await stranger()).toEqual(
          expect.arrayContaining(['token 1234', expect.stringContaining('the file')]),
        );
      });

      it.each(LONG ? CLOSED : [CLOSED.filter((_row, at) => ![1, 3, 5].includes(at)).join('\n')])(
        'init closes %s: no stranger gets in',
        async (text) => {
          write(text);
          const env = { JUPYTER_TOKEN: '12345' };
          const { code, stderr } = await init([], env);
          expect(code, stderr).toBe(0);
          expect(stderr).toMatch(/Closed \(/);
          expect(await stranger(env)).toEqual([]);
        },
      );

      it.each(slice(REFUSED, 3))('init refuses %s, and changes nothing', async (text) => {
        write(text);
        const before = home.tree();
        const { code, stderr } = await init();
        expect({ code }, stderr).toEqual({ code: 4 });
        const [, id] = /--accept ([\w-]+)/.exec(stderr) ?? [];
        expect(stderr).toMatch(new RegExp(`${FILES[section]}:[12]`));
        expect(home.tree()).toEqual(before);
        const accepted = await init(['--accept', id ?? '', '--dry-run']);
        expect({ code: accepted.code }, accepted.stderr).toEqual({ code: 0 });
      });

      it.each(LONG ? HEALTHY : [HEALTHY.join('\n')])('init has nothing against %s', async (text) => {
        write(text);
        const { code, stderr } = await init();
        expect({ code }, stderr).toEqual({ code: 0 });
        expect(stderr).not.toMatch(/Closed \(|--accept/);
      });
    });
  });
});
