import { readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../src/messages/en/index.ts';
import { TestHome } from '../commands/run-cli.ts';
import { describeNeeds, type EnvironmentName, environment, type JupyterApp } from '../environments.ts';
import { LONG } from '../slice.ts';
import { browserSpy } from './browser-spy.ts';
import { listeningPorts } from './listening-ports.ts';
import { describeInNamespace, makeNamespace, type Namespace } from './namespace.ts';
import { get, login, type RealServer, type StartOptions, startServer } from './server.ts';

interface Row {
  readonly name: EnvironmentName;
  readonly app: JupyterApp;
  readonly file: string;
  /** Empty where this application is what `init` picks by itself. */
  readonly target: readonly string[];
}

const NOTEBOOK = 'jupyter_notebook_config.py';
const SERVER = 'jupyter_server_config.py';
const LAB = ['--target', 'lab'];
const ROWS: readonly Row[] = [
  { name: 'nb57', app: 'notebook', file: NOTEBOOK, target: [] },
  { name: 'nb60', app: 'notebook', file: NOTEBOOK, target: [] },
  { name: 'nb64', app: 'notebook', file: NOTEBOOK, target: [] },
  { name: 'lab30', app: 'lab', file: SERVER, target: LAB },
  { name: 'lab3', app: 'lab', file: SERVER, target: LAB },
  { name: 'lab36', app: 'lab', file: SERVER, target: LAB },
  { name: 'mixed', app: 'notebook', file: NOTEBOOK, target: [] },
  { name: 'mixed', app: 'lab', file: SERVER, target: LAB },
  { name: 'nb7', app: 'notebook', file: NOTEBOOK, target: [] },
  { name: 'nb7', app: 'lab', file: SERVER, target: LAB },
  { name: 'nb7', app: 'server', file: SERVER, target: ['--target', 'server'] },
];

const PASSWORD = 'correct horse 배터리 🐎';
const PORT = 8100;
const LINES = `${[PASSWORD, '*', PORT, 'n', 'y'].join('\n')}\n`;

/** They have the same classes, files and server as another row. */
const ALIKE = [
  ...['notebook of nb60', 'notebook of nb64', 'notebook of mixed'],
  ...['lab of lab36', 'lab of lab30', 'lab of mixed', 'lab of nb7', 'server of nb7'],
];
const CHOSEN = ROWS.filter(({ name, app }) => LONG || !ALIKE.includes(`${app} of ${name}`));

describe.each(CHOSEN)('init for the $app of $name, in an empty home', ({ name, app, file, target }) => {
  describeNeeds(name)('with nothing else on the PATH', () => {
    describeInNamespace()('and a LAN of its own', () => {
      let home: TestHome;
      let netns: Namespace;
      let server: RealServer | undefined;
      let starting: StartOptions;

      beforeAll(async () => {
        home = new TestHome([dirname(environment(name).python)], 'expose 실제 집 ');
        netns = makeNamespace();
        starting = { environment: environment(name), app, home: home.dir, netns };
      });
      afterAll(async () => {
        await server?.stop();
        netns.remove();
        home.remove();
      });

      it('four answers and a yes set it up, and Jupyter itself says so', async () => {
        const { code, stderr, stdout } = await home.spawn(['init', '--json', '--tls', 'none', ...target], {
          input: LINES,
        });
        expect({ code, stderr }).toMatchObject({ code: 0 });
        const { status, findings } = JSON.parse(stdout);
        expect(status).toBe('applied');
        expect(findings).toContainEqual(expect.objectContaining({ id: 'config-effective', status: 'ok' }));
        expect(stderr).toContain(`jupyter ${app} loads these settings`);
        expect(findings).toContainEqual(expect.objectContaining({ id: 'server-starts', status: 'unknown' }));
        expect(stderr).toContain(`? ${en.live.loadedOnly}`);
        expect(stderr + stdout).not.toContain(PASSWORD);
      });

      it('leaves nothing behind but ~/.jupyter, which is for its owner alone', () => {
        expect(readdirSync(home.dir)).toEqual(['.jupyter']);
        expect(readdirSync(home.config('')).sort()).toEqual(['expose', file]);
        for (const path of ['', ...readdirSync(home.config(''), { recursive: true, encoding: 'utf8' })]) {
          const stat = statSync(home.config(path));
          expect((stat.mode & 0o777).toString(8), path).toBe(stat.isDirectory() ? '700' : '600');
        }
      });

      it('the same answers again change no byte and no time, and it says so', async () => {
        const before = home.tree();
        const { code, stderr } = await home.run(['init'], { input: LINES });
        expect({ code, stderr }).toMatchObject({ code: 0 });
        expect(stderr).toContain('Nothing to change');
        expect(home.tree()).toEqual(before);
      });

      it('another port and then undo: every byte is as before', async () => {
        const before = home.read(file);
        const { code, stderr } = await home.run(['init', '--port', '9999', '--yes'], { stdin: 'null' });
        expect({ code, stderr }).toMatchObject({ code: 0 });
        expect(home.read(file)).toBe(before.replace(`port = ${PORT}`, 'port = 9999'));
        expect(home.read(file)).not.toBe(before);
        expect((await home.run(['undo', '--yes'], { stdin: 'null' })).code).toBe(0);
        expect(home.read(file)).toBe(before);
        expect(statSync(home.config(file)).mode & 0o777).toBe(0o600);
      });

      it('the real server lets its owner in over the LAN, and nobody else', async () => {
        const spy = browserSpy(home.dir);
        server = await startServer({ ...starting, env: spy.env });
        expect(server.port).toBe(PORT);
        expect(await listeningPorts(netns)).toEqual([PORT]);
        const lan = { host: netns.address, port: PORT, netns };
        expect((await login({ ...lan, password: PASSWORD })).status).toBe(302);
        expect((await login({ ...lan, password: `${PASSWORD}!` })).status).toBe(401);
        expect((await get({ ...lan, path: 'api/status' })).status).toBe(403);
        expect(spy.wasOpened()).toBe(false);
      });

      it('where the port is taken it refuses to start instead of moving away', async () => {
        expect(server?.port).toBe(PORT);
        await expect(startServer(starting)).rejects.toThrow(/exit code 1[\s\S]*8100/);
        expect(await listeningPorts(netns)).toEqual([PORT]);
      });
    });
  });
});
