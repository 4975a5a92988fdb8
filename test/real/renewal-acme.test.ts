import { X509Certificate } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:tls';
import { expect } from 'vitest';
import { hashPassword } from '../../src/jupyter/password/hash.ts';
import { Secret } from '../../src/system/secret.ts';
import { TestHome } from '../commands/run-cli.ts';
import { describeNeeds, environment, itNeeds } from '../environments.ts';
import { openClient } from '../net/local-network.ts';
import { describePebble, startPebble } from './pebble.ts';
import { freePort } from './proxy.ts';
import { startServer } from './server.ts';

const PASSWORD = 'correct horse battery';
const NAME = 'kernel.example.org';

/** The serial number that a browser sees which opens the name and trusts the root of the service alone. */
function shown(port: number, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, ca, servername: NAME }, () => {
      const serial = socket.getPeerX509Certificate()?.serialNumber ?? '';
      socket.destroy();
      resolve(serial);
    });
    socket.once('error', reject);
  });
}

describePebble()('a certificate over ACME', () => {
  describeNeeds('nb7')('that is renewed while Jupyter serves it', () => {
    itNeeds('nb7')(
      'is shown at the next connection, and a running kernel keeps its variable',
      async () => {
        const subject = environment('nb7');
        const home = new TestHome([`${subject.dir}/bin`]);
        const pebble = await startPebble();
        const port = await freePort();
        const root = await pebble.root();
        const way = ['--acme-server', pebble.directory, '--acme-ca', pebble.caFile];
        const proof = ['--challenge-port', `${pebble.httpPort}`, '--challenge-address', '127.0.0.1'];
        const issued = await home.run(['cert', 'issue', '--domain', NAME, ...way, ...proof, '--yes'], {
          stdin: 'null',
        });
        expect(issued, issued.stderr).toMatchObject({ code: 0 });
        const password = await hashPassword(PASSWORD, 'sha1');
        const lines = { password: `'${password}'`, port, ip: "'127.0.0.1'", local_hostnames: `['${NAME}']` };
        for (const [key, value] of Object.entries(lines))
          appendFileSync(home.config('jupyter_notebook_config.py'), `c.ServerApp.${key} = ${value}\n`);
        const server = await startServer({ environment: subject, app: 'notebook', home: home.dir });
        const client = openClient({ url: `https://${NAME}:${port}/`, connectTo: '127.0.0.1', ca: root });
        try {
          while ('problem' in (await client.request('GET', 'api'))) await sleep(50);
          expect(await client.login(new Secret(PASSWORD))).toEqual({ value: 'logged-in' });
          const kernel = await client.startKernel();
          if ('problem' in kernel) throw new Error(JSON.stringify(kernel));
          const channel = await client.openKernel(kernel.value);
          if ('problem' in channel) throw new Error(JSON.stringify(channel));
          expect(await channel.value.evaluate('globals().setdefault("kept", 41)')).toEqual({ value: '41' });
          const old = await shown(port, root);

          const renewed = await home.run(['renew', '--all', '--scheduled'], { stdin: 'null' });
          expect(renewed, renewed.stderr).toMatchObject({ code: 0 });
          const now = await shown(port, root);
          expect(now).not.toBe(old);
          const [, leaf = ''] = home.read('expose/server.pem').split(/(?=-----BEGIN C)/);
          expect(new X509Certificate(leaf).serialNumber).toBe(now);
          expect(await channel.value.evaluate('kept + 1')).toEqual({ value: '42' });
          await client.removeKernel(kernel.value);
        } finally {
          client.close();
          await server.stop();
          await pebble.stop();
          home.remove();
        }
      },
      120_000,
    );
  });
});
