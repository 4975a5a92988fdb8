import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { issueLeaf } from '../../src/certificates/leaf.ts';
import { planLocalCa } from '../../src/features/tls/local-ca.ts';
import { statePaths } from '../../src/state/paths.ts';
import { TestHome } from '../commands/run-cli.ts';
import { describeNeeds, environment } from '../environments.ts';
import { APART } from '../features/tls/trust/trust-home.ts';
import { localSystem } from '../jupyter/local-system.ts';
import { describeChromium, openInChromium } from './chromium.ts';
import { type RealServer, startServer } from './server.ts';

const ENVIRONMENT = 'lab36';
const NAMES = { dns: ['localhost'], ips: ['127.0.0.1', '::1'] };

describeNeeds(ENVIRONMENT)('a browser before a Jupyter with a certificate of our own authority', () => {
  describeChromium()('headless Chromium', () => {
    const home = new TestHome([], 'expose chromium ');
    const places = statePaths(home.config('expose'));
    const system = localSystem({ env: home.env, home: home.dir });
    let server: RealServer | undefined;
    let bank: Server | undefined;
    let bankPort = 0;
    beforeAll(async () => {
      const wish = { exposeDir: home.config('expose'), system, names: NAMES, hostName: 'expose-test' };
      for (const change of (await planLocalCa(wish)).changes) {
        if (change.kind !== 'write-file') continue;
        const { path, bytes, mode } = change;
        mkdirSync(home.config('expose'), { recursive: true });
        writeFileSync(path, bytes, { mode });
      }
      mkdirSync(home.at('.config/chromium'), { recursive: true });
      const args = ['--ip=127.0.0.1', '--port=0', '--no-browser', `--certfile=${places.server}`];
      server = await startServer({ environment: environment(ENVIRONMENT), app: 'lab', home: home.dir, args });
      bank = await serveAsBank();
      bankPort = (bank.address() as AddressInfo).port;
    });
    afterAll(async () => {
      bank?.close();
      await server?.stop();
      rmSync(home.dir, { recursive: true, force: true });
    });

    /** A server that stole our authority's key, and pretends to be somebody whom the authority may not name. */
    async function serveAsBank(): Promise<Server> {
      const [certPem, keyPem] = [places.authority, places.authorityKey].map((path) =>
        readFileSync(path, 'utf8'),
      );
      const authority = { certPem: certPem ?? '', keyPem: keyPem ?? '' };
      const tools = { now: new Date(), randomBytes: system.randomBytes };
      const leaf = await issueLeaf(authority, { dns: ['bank.example'], ips: [] }, tools);
      const made = createServer({ key: leaf.keyPem, cert: leaf.certPem + authority.certPem }, (_, response) =>
        response.end('<p>stolen</p>'),
      );
      await new Promise<void>((resolve) => {
        made.listen(0, '127.0.0.1', resolve);
      });
      return made;
    }

    const see = (host: string, port = server?.port) =>
      openInChromium(`https://${host}:${port}/login`, home.dir);

    it('refuses before cert trust, shows the login form after it, and refuses after undo', async () => {
      expect(await see('localhost')).toMatchObject({ error: 'ERR_CERT_AUTHORITY_INVALID' });

      const trust = await home.run(['cert', 'trust', '--store', 'chromium', '--yes'], {
        stdin: 'null',
        prefix: APART,
      });
      expect(trust).toMatchObject({ code: 0 });
      for (const host of ['localhost', '127.0.0.1']) {
        const { dom, error: problem } = await see(host);
        expect([host, problem]).toEqual([host, undefined]);
        expect(dom).toMatch(/<input[^>]+type="password"/);
      }
      expect(await see('bank.example')).toMatchObject({ error: 'ERR_CERT_COMMON_NAME_INVALID' });
      expect(await see('bank.example', bankPort)).toEqual({ dom: '', error: 'ERR_CERT_INVALID' });

      expect((await home.run(['undo', '--yes'], { stdin: 'null', prefix: APART })).code).toBe(0);
      expect(await see('localhost')).toMatchObject({ error: 'ERR_CERT_AUTHORITY_INVALID' });
    });
  });
});
