import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestHome } from '../commands/run-cli.ts';
import { describeNeeds, type EnvironmentName, environment, type JupyterApp } from '../environments.ts';
import { slice } from '../slice.ts';
import { freePort } from './proxy.ts';
import { get, login, type RealServer, startServer } from './server.ts';

const OLD = 'vier candle mosaic 유령';
const NEW = 'another lantern 바다 seven';
const ROWS: readonly [EnvironmentName, JupyterApp][] = [
  ['nb64', 'notebook'],
  ['nb7', 'lab'],
  ['lab3', 'lab'],
  ['nb57', 'notebook'],
];

describe.each(slice(ROWS, 4))('a new password on %s (%s)', (name, app) => {
  describeNeeds(name)('in a home of its own', () => {
    let home: TestHome;
    let server: RealServer | undefined;
    beforeEach(() => {
      home = new TestHome([dirname(environment(name).python)], 'former 집 ');
    });
    afterEach(async () => {
      await server?.stop();
      home.remove();
    });

    it('ends the logins of the former one; another port does not', async () => {
      const port = await freePort();
      const init = (password: string, ...more: string[]) =>
        home.run(
          [
            'init',
            '--target',
            app,
            '--tls',
            'none',
            '--password-stdin',
            '--ip',
            'localhost',
            '--yes',
            ...more,
          ],
          {
            input: password,
          },
        );
      const start = async () => {
        await server?.stop();
        server = await startServer({ environment: environment(name), app, home: home.dir });
        return { host: '127.0.0.1', port: server.port };
      };
      await init(OLD, '--port', String(port));
      const { cookies: Cookie } = await login({ ...(await start()), password: OLD });
      const status = async () =>
        (await get({ ...(await start()), path: 'api/status', headers: { Cookie } })).status;
      await init(OLD, '--open-browser');
      expect(await status()).toBe(200);
      const { code, stdout, stderr } = await init(NEW);
      expect({ code }, stderr).toEqual({ code: 0 });
      expect(stdout + stderr).toContain('has to log in again');
      expect(await status()).toBe(403);
      expect((await home.run(['undo', '--yes'], { stdin: 'null' })).code).toBe(0);
    });
  });
});
