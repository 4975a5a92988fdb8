import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect } from 'vitest';
import { hashPassword } from '../../src/jupyter/password/hash.ts';
import { Secret } from '../../src/system/secret.ts';
import { describeNeeds, type EnvironmentName, environment, itNeeds } from '../environments.ts';
import { openClient } from '../net/local-network.ts';
import { type Certificate, makeCertificate } from './certificates.ts';
import { freePort } from './proxy.ts';
import { type RealServer, startServer } from './server.ts';

const PASSWORD = 'correct horse battery';

/** A certificate that signed itself, on each family; the oldest that speaks a TLS of today by itself is notebook 6.0. */
for (const name of ['nb60', 'nb7'] satisfies EnvironmentName[]) {
  describeNeeds(name)(`a visit over https to jupyter notebook of ${name}`, () => {
    const it = itNeeds(name);
    let home: string;
    let shown: Certificate;
    let server: RealServer;
    const at = (scheme: string, ca = '') =>
      openClient({ url: `${scheme}://jupyter.example:${server.port}/`, connectTo: '127.0.0.1', ca });

    beforeAll(async () => {
      home = mkdtempSync(join(tmpdir(), 'jupyter-expose-client-https-'));
      shown = makeCertificate(join(home, 'pki'), 'jupyter', { names: ['jupyter.example'], signedBy: 'self' });
      mkdirSync(join(home, '.jupyter'));
      const app = name === 'nb60' ? 'NotebookApp' : 'ServerApp';
      const settings = {
        password: await hashPassword(PASSWORD, 'sha1'),
        certfile: shown.cert,
        keyfile: shown.key,
        ip: '127.0.0.1',
      };
      const lines = Object.entries(settings).map(([key, value]) => `c.${app}.${key} = '${value}'`);
      lines.push(`c.${app}.open_browser = False`, `c.${app}.local_hostnames = ['jupyter.example']`);
      writeFileSync(join(home, '.jupyter', 'jupyter_notebook_config.py'), `${lines.join('\n')}\n`);
      const args = [`--port=${await freePort()}`];
      server = await startServer({ environment: environment(name), app: 'notebook', home, args });
      while ('problem' in (await at('https', shown.certPem).request('GET', 'api'))) await sleep(50);
    });

    afterAll(async () => {
      await server?.stop();
      rmSync(home, { recursive: true, force: true });
    });

    it('runs 1+1 over a WebSocket that trusts the very certificate', async () => {
      const client = at('https', shown.certPem);
      expect(await client.login(new Secret(PASSWORD))).toEqual({ value: 'logged-in' });
      const kernel = await client.startKernel();
      if ('problem' in kernel) throw new Error(JSON.stringify(kernel));
      const channel = await client.openKernel(kernel.value);
      expect('value' in channel && (await channel.value.evaluate('1+1'))).toEqual({ value: '2' });
      expect(await client.removeKernel(kernel.value)).toEqual({ value: 'removed' });
      client.close();
    });

    it('is told that a stranger does not trust it, and that plain http is not spoken', async () => {
      expect(await at('https').login(new Secret(PASSWORD))).toMatchObject({
        problem: { kind: 'tls-untrusted' },
      });
      expect(await at('http').login(new Secret(PASSWORD))).toMatchObject({ problem: { kind: 'tls-spoken' } });
    });
  });
}
