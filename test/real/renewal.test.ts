import { X509Certificate } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:tls';
import { expect } from 'vitest';
import { hashPassword } from '../../src/jupyter/password/hash.ts';
import { Secret } from '../../src/system/secret.ts';
import { TestHome } from '../commands/run-cli.ts';
import { describeNeeds, type EnvironmentName, environment, itNeeds } from '../environments.ts';
import { openClient } from '../net/local-network.ts';
import { slice } from '../slice.ts';
import { freePort } from './proxy.ts';
import { startServer } from './server.ts';

const PASSWORD = 'correct horse battery';
/** The oldest that speaks a TLS of today by itself is notebook 6.0. */
const GENERATIONS = slice<EnvironmentName>(['nb7', 'nb60', 'nb64', 'lab3', 'mixed'], 5);

/** The serial number that a client sees which trusts our authority and nobody else. */
function shown(port: number, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, ca, servername: 'localhost' }, () => {
      const serial = socket.getPeerX509Certificate()?.serialNumber ?? '';
      socket.destroy();
      resolve(serial);
    });
    socket.once('error', reject);
  });
}

for (const name of GENERATIONS) {
  describeNeeds(name)(`a Jupyter of ${name} while its certificate is renewed`, () => {
    itNeeds(name)(
      'shows the old, then the new one, and a running kernel keeps its variable',
      async () => {
        const subject = environment(name);
        const home = new TestHome([`${subject.dir}/bin`]);
        const app = subject.apps[0] ?? 'notebook';
        const classic = name !== 'nb7';
        const port = await freePort();
        const base = app === 'notebook' ? 'jupyter_notebook_config.py' : 'jupyter_server_config.py';
        const created = await home.run(['cert', 'create', '--target', app, '--yes'], { stdin: 'null' });
        expect(created, created.stderr).toMatchObject({ code: 0 });
        const section = classic ? 'NotebookApp' : 'ServerApp';
        const password = await hashPassword(PASSWORD, 'sha1');
        const lines = { password: `'${password}'`, port, ip: "'127.0.0.1'", open_browser: 'False' };
        for (const [key, value] of Object.entries(lines))
          appendFileSync(home.config(base), `c.${section}.${key} = ${value}\n`);
        const server = await startServer({ environment: subject, app, home: home.dir });
        const ca = home.read('expose/ca.pem');
        const client = openClient({ url: `https://localhost:${port}/`, connectTo: '127.0.0.1', ca });
        try {
          while ('problem' in (await client.request('GET', 'api'))) await sleep(50);
          expect(await client.login(new Secret(PASSWORD))).toEqual({ value: 'logged-in' });
          const kernel = await client.startKernel();
          if ('problem' in kernel) throw new Error(JSON.stringify(kernel));
          const channel = await client.openKernel(kernel.value);
          if ('problem' in channel) throw new Error(JSON.stringify(channel));
          expect(await channel.value.evaluate('globals().setdefault("kept", 41)')).toEqual({ value: '41' });
          const old = await shown(port, ca);

          const renewed = await home.run(['renew', '--all', '--yes', '--json'], { stdin: 'null' });
          expect(renewed, renewed.stderr).toMatchObject({ code: 0 });
          expect(JSON.parse(renewed.stdout)).toMatchObject({
            status: 'applied',
            findings: [{ id: 'cert-served', status: 'ok' }],
          });
          const now = await shown(port, ca);
          expect(now).not.toBe(old);
          expect(now).toBe(new X509Certificate(readFileSync(home.config('expose/server.pem'))).serialNumber);
          expect(await channel.value.evaluate('kept + 1')).toEqual({ value: '42' });
          const anew = await client.openKernel(kernel.value);
          expect('value' in anew && (await anew.value.evaluate('kept'))).toEqual({ value: '41' });

          expect(await home.run(['undo', '--yes'], { stdin: 'null' })).toMatchObject({ code: 0 });
          expect(await shown(port, ca)).toBe(old);
          await client.removeKernel(kernel.value);
        } finally {
          client.close();
          await server.stop();
          home.remove();
        }
      },
      120_000,
    );
  });
}
