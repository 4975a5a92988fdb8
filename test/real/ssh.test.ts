import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TestHome } from '../commands/run-cli.ts';
import { describeNeeds, environment } from '../environments.ts';
import { get, login } from './client.ts';
import { freePort } from './proxy.ts';
import { startServer } from './server.ts';
import { describeWithSshd, makeKey, Sshd } from './sshd.ts';

const PASSWORD = 'vier 유령 candle mosaic';
const OWN_LINE =
  '# mine\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPersonsOwnKeyWhichStaysAsItIs00000000000 desk\n';

describeNeeds('nb64')('a key for Jupyter alone, with a real SSH server', () => {
  describeWithSshd()('', () => {
    let home: TestHome;
    let sshd: Sshd | undefined;
    const servers: Server[] = [];

    beforeEach(() => {
      home = new TestHome([dirname(environment('nb64').python)], 'ssh ');
      mkdirSync(home.at('.ssh'), { mode: 0o700 });
      writeFileSync(home.at('.ssh/authorized_keys'), OWN_LINE, { mode: 0o600 });
    });
    afterEach(() => {
      sshd?.stop();
      for (const server of servers.splice(0)) server.close();
      home.remove();
    });

    async function listen(at: number | string): Promise<Server> {
      const server = createServer((_request, response) => response.end('secret'));
      servers.push(server);
      await new Promise<void>((resolve) =>
        server.listen(typeof at === 'number' ? { port: at, host: '127.0.0.1' } : { path: at }, resolve),
      );
      return server;
    }

    it('opens page and login through it, and six abuses are refused; undo takes it away', async () => {
      const keys = home.at('.ssh/authorized_keys');
      const port = await freePort();
      const init = await home.run(
        ['init', '--reach', 'ssh', '--port', String(port), '--password-stdin', '--yes'],
        { input: `${PASSWORD}\n` },
      );
      expect(init.code, init.stderr).toBe(0);
      expect(init.stdout).toContain('ssh add-key');
      const { secret, publicKey } = makeKey(home.dir, 'guest');

      const planned = await home.run(['ssh', 'add-key', publicKey, '--dry-run', '--json']);
      expect(JSON.parse(planned.stdout)).toMatchObject({ status: 'planned', port });
      expect(readFileSync(keys, 'utf8')).toBe(OWN_LINE);
      const added = await home.run(['ssh', 'add-key', publicKey, '--yes']);
      expect(added.code, added.stderr).toBe(0);
      expect(readFileSync(keys, 'utf8').startsWith(OWN_LINE)).toBe(true);
      expect(statSync(keys).mode & 0o777).toBe(0o600);

      sshd = await Sshd.start(home.dir, keys);
      const jupyter = await startServer({
        environment: environment('nb64'),
        app: 'notebook',
        home: home.dir,
      });
      const at = await freePort();
      try {
        await sshd.withForwarding(secret, ['-L', `${at}:127.0.0.1:${port}`], async (stands) => {
          expect(stands, sshd?.log()).toBe(true);
          expect((await get({ host: '127.0.0.1', port: at, path: 'api' })).status).toBe(200);
          expect((await login({ host: '127.0.0.1', port: at, password: PASSWORD })).status).toBe(302);
        });
      } finally {
        await jupyter.stop();
      }

      const other = await listen(0);
      const { port: secretPort } = other.address() as AddressInfo;
      const socket = join(home.dir, 'docker.sock');
      await listen(socket);
      const shell = sshd.command(secret, []);
      const ran = await promisify(execFile)(shell[0] ?? '', [...shell.slice(1), 'id']).catch(
        (error) => error,
      );
      expect(`${ran.stdout}`).not.toContain('uid=');
      const works = async (words: readonly string[], ask: () => Promise<number>) =>
        sshd?.withForwarding(secret, words, async () => ask());
      const status = async (to: number) => (await get({ host: '127.0.0.1', port: to, path: '' })).status;
      expect(await works(['-L', `${at}:127.0.0.1:${secretPort}`], () => status(at))).toBe(0);
      expect(await works(['-L', `${at}:${socket}`], () => status(at))).toBe(0);
      const outer = await freePort();
      expect(await works(['-R', `${outer}:127.0.0.1:${secretPort}`], () => status(outer))).toBe(0);
      expect(await works(['-D', String(at)], () => throughSocks(at, secretPort))).toBe(0);
      const agentSocket = join(home.dir, 'agent');
      const agent = spawn('ssh-agent', ['-D', '-a', agentSocket], { stdio: 'ignore' });
      await vi.waitFor(() => expect(existsSync(agentSocket)).toBe(true), { timeout: 5000 });
      const env = { ...process.env, SSH_AUTH_SOCK: agentSocket };
      const withAgent = sshd.command(secret, ['-A']);
      await promisify(execFile)(withAgent[0] ?? '', [...withAgent.slice(1), 'true'], { env }).catch(
        () => undefined,
      );
      agent.kill();
      expect(sshd.log()).toMatch(/auth-agent-req[\s\S]*agent forwarding disabled/);

      const seen = JSON.parse(
        (await home.run(['ssh', 'status', '--sshd-port', String(sshd.port), '--json'])).stdout,
      );
      expect(seen).toMatchObject({ sshd: { running: true }, keys: [{ ports: [port] }] });
      const moved = await home.run(['init', '--port', String(at), '--yes', '--no-input']);
      expect(moved.code, moved.stderr).toBe(0);
      expect(readFileSync(keys, 'utf8')).toContain(`permitopen="127.0.0.1:${at}"`);
      expect(await home.run(['undo', '--all', '--yes'])).toMatchObject({ code: 0 });
      expect(readFileSync(keys, 'utf8')).toBe(OWN_LINE);
    });
  });
});

/** The HTTP status through a SOCKS proxy; 0 without an answer. */
async function throughSocks(proxy: number, port: number): Promise<number> {
  const args = ['-s', '-m', '5', '-o', '/dev/null', '-w', '%{http_code}', '--socks5', `127.0.0.1:${proxy}`];
  const { stdout } = await promisify(execFile)('curl', [...args, `http://127.0.0.1:${port}/`]).catch(
    (error) => error,
  );
  return Number(stdout);
}
