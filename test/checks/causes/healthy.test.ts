import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../../src/jupyter/password/hash.ts';
import { TestHome } from '../../commands/run-cli.ts';
import {
  describeNeeds,
  ENVIRONMENTS,
  type Environment,
  type EnvironmentName,
  environment,
} from '../../environments.ts';
import { makeCertificate } from '../../real/certificates.ts';
import { describeInNamespace } from '../../real/namespace.ts';
import { LONG } from '../../slice.ts';
import { Bench, type ShownFinding } from './bench.ts';

const PASSWORD = 'correct horse 배터리 🐎';
const NOTEBOOK = 'jupyter_notebook_config.py';
const SERVER = 'jupyter_server_config.py';
const PORT = 8100;
const LINES = (ip: string) => `${[PASSWORD, ip, PORT, 'n', 'y'].join('\n')}\n`;
/** Of a server that other devices reach without TLS, by the person's own choice. */
const PLAIN_HTTP = 'plain-http';

/** The oldest one and the newest one; the long run has every application of every generation. */
const FAMILIES = ['notebook of nb57', 'notebook of nb7'];
const ROWS = ENVIRONMENTS.flatMap((name) => environment(name).apps.map((app) => ({ name, app }))).filter(
  ({ name, app }) => LONG || FAMILIES.includes(`${app} of ${name}`),
);

/** Everything above `ok`; nobody can help being root here. */
function alarms(findings: readonly ShownFinding[]): string[] {
  return findings
    .filter(({ id, status }) => status !== 'ok' && id !== 'root')
    .map(
      ({ id, status, message, evidence }) => `${status} ${id}: ${message} ${JSON.stringify(evidence ?? {})}`,
    );
}

/** What a careful person writes by hand, in the words of that version's manual. */
async function byHand({ environment: made, app }: Bench, tls: { chain: string; key: string }) {
  const isClassic = app === 'notebook' && atLeast(made, 'notebook', 7) === false;
  const isServer2 = !isClassic && atLeast(made, 'jupyter_server', 2);
  const section = isClassic ? 'NotebookApp' : 'ServerApp';
  const hash = await hashPassword(PASSWORD, OLD_HASH.includes(made.name) ? 'sha1' : 'argon2');
  const ip = made.name === 'nb57' ? '0.0.0.0' : '*';
  const lines = [
    `c.${section}.ip = '${ip}'`,
    ...(made.name === 'nb57' ? ['c.NotebookApp.allow_remote_access = True'] : []),
    // notebook below 6 speaks TLS 1.0 otherwise, which no browser takes.
    ...(made.name === 'nb57' ? ["c.NotebookApp.ssl_options = {'ssl_version': 5}"] : []),
    `c.${section}.port = ${PORT}`,
    `c.${section}.port_retries = 0`,
    `c.${app === 'lab' && made.name === 'lab30' ? 'ExtensionApp' : section}.open_browser = False`,
    `c.${isServer2 ? 'PasswordIdentityProvider.hashed_password' : `${section}.password`} = '${hash}'`,
    `c.${section}.certfile = '${tls.chain}'`,
    `c.${section}.keyfile = '${tls.key}'`,
    // Left alone it speaks TLS 1.0, which no browser speaks any more.
    ...(made.name === 'nb57'
      ? ["c.NotebookApp.ssl_options = {'ssl_version': __import__('ssl').PROTOCOL_TLSv1_2}"]
      : []),
  ];
  const file = app === 'notebook' ? NOTEBOOK : SERVER;
  return { file, text: `${lines.join('\n')}\n` };
}

/** Older than notebook 6.1 and jupyter_server 1.5, which brought argon2. */
const OLD_HASH: readonly EnvironmentName[] = ['nb57', 'nb60', 'lab30'];

function atLeast(made: Environment, project: string, major: number): boolean {
  return Number.parseInt(made.version(project), 10) >= major;
}

describe.each(ROWS)('a healthy $app of $name', ({ name, app }) => {
  describeNeeds(name)('alone on the PATH', () => {
    describeInNamespace()('in a network of its own', () => {
      let bench: Bench;
      beforeAll(() => {
        const made = environment(name);
        bench = new Bench(new TestHome([dirname(made.python)], 'healthy 집 '), made, app, true);
      });
      afterAll(() => bench.close());

      it('raises no alarm when nobody has set it up yet', async () => {
        const { findings, code } = await bench.doctor();
        expect(alarms(findings)).toEqual([]);
        expect(code).toBe(0);
        expect(existsSync(bench.home.at('.jupyter'))).toBe(false);
      });

      it('raises no alarm after init for this computer alone, nor while it runs', async () => {
        const init = await bench.home.run(['init', '--target', app], { input: LINES('localhost') });
        expect(init.code, init.stderr).toBe(0);
        const server = await bench.start();
        expect(server.port).toBe(PORT);
        expect(alarms((await bench.doctor()).findings)).toEqual([]);
        await server.stop();
      });

      it('names nothing but plain http after init for every device', async () => {
        const init = await bench.home.run([
          'init',
          '--target',
          app,
          '--ip',
          '*',
          '--tls',
          'none',
          '--yes',
          '--no-input',
        ]);
        expect(init.code, init.stderr).toBe(0);
        const { findings } = await bench.doctor();
        expect(alarms(findings).filter((alarm) => !alarm.startsWith(`warn ${PLAIN_HTTP}:`))).toEqual([]);
      });

      it('raises no alarm with a few lines by hand, TLS and open to every device, while it runs', async () => {
        const { home } = bench;
        const { chain, key, rootPem } = makeCertificate(home.at('tls'), 'server', {
          names: ['localhost', '127.0.0.1', bench.netns?.address ?? ''],
        });
        rmSync(home.at('.jupyter'), { recursive: true, force: true });
        const { file, text } = await byHand(bench, { chain, key });
        home.write(file, text, 0o600);
        const server = await bench.start();
        expect(server.isSecure).toBe(true);
        const { findings } = await bench.doctor();
        expect(alarms(findings)).toEqual([]);
        const ca = home.at('tls', 'root.pem');
        writeFileSync(ca, rootPem);
        const url = `https://${bench.netns?.address}:${PORT}/`;
        const words = ['--url', url, '--ca', ca, '--live', '--password-stdin'];
        const outside = await bench.doctor(words, `${PASSWORD}\n`);
        expect(alarms(outside.findings)).toEqual([]);
        await server.stop();
      });
    });
  });
});
