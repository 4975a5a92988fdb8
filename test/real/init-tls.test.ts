import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestHome } from '../commands/run-cli.ts';
import { describeNeeds, type EnvironmentName, environment, type JupyterApp } from '../environments.ts';
import { slice } from '../slice.ts';
import { makeAuthority } from './certificates.ts';
import { describeInNamespace, makeNamespace, type Namespace } from './namespace.ts';
import { get, login, type RealServer, startServer } from './server.ts';

const PASSWORD = 'correct horse 배터리 🐎';
const PORT = 8100;
const LINES = `${[PASSWORD, '*', PORT, 'n', 'y'].join('\n')}\n`;

const ROWS: readonly (readonly [EnvironmentName, JupyterApp])[] = [
  ['nb57', 'notebook'],
  ['nb7', 'lab'],
  ['nb60', 'notebook'],
  ['nb64', 'notebook'],
  ['lab30', 'lab'],
  ['lab3', 'lab'],
  ['lab36', 'lab'],
  ['nb7', 'notebook'],
];

describe.each(slice(ROWS, 8))('https after init with nothing but Enter, %s (%s)', (name, app) => {
  describeNeeds(name)('in an empty home', () => {
    describeInNamespace()('with a LAN of its own', () => {
      let home: TestHome;
      let netns: Namespace;
      let server: RealServer | undefined;

      beforeEach(() => {
        home = new TestHome([dirname(environment(name).python)], 'expose 자물쇠 ');
        netns = makeNamespace();
      });
      afterEach(async () => {
        await server?.stop();
        server = undefined;
        netns.remove();
        home.remove();
      });

      it('a client that trusts nothing but ca.pem gets in at every name; others see no page', async () => {
        const options = { input: LINES, prefix: netns.prefix };
        const { code, stderr } = await home.run(['init', '--target', app], options);
        expect({ code, stderr }).toMatchObject({ code: 0 });
        server = await startServer({ environment: environment(name), app, home: home.dir, netns });
        expect(server.isSecure).toBe(true);
        const ca = home.read('expose/ca.pem');
        for (const host of [netns.address, '127.0.0.1', 'localhost'])
          expect(await get({ host, port: PORT, netns, tls: { ca }, path: 'api/status' })).toMatchObject({
            status: 403,
          });
        const lan = { host: netns.address, port: PORT, netns };
        expect((await login({ ...lan, tls: { ca }, password: PASSWORD })).status).toBe(302);
        const foreign = makeAuthority(home.at('other')).certPem;
        expect(await get({ ...lan, tls: { ca: foreign }, path: 'api/status' })).toMatchObject({ status: 0 });
        const elsewhere = { ca, servername: 'somewhere.example' };
        expect(await get({ ...lan, tls: elsewhere, path: 'api/status' })).toMatchObject({ status: 0 });
        expect((await get({ ...lan, path: 'api/status' })).status).toBe(0);
      });
    });
  });
});
