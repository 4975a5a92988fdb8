import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestHome } from '../../commands/run-cli.ts';
import { makeCertificate } from '../../real/certificates.ts';

const CHECK = ['doctor', 'tls-key-privacy'];

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());

const run = (...args: string[]) => home.run(args, { stdin: 'null' });
const mode = (path: string) => statSync(path).mode & 0o777;

async function findings(): Promise<{ id: string; status: string; evidence?: { file: string } }[]> {
  return JSON.parse((await run(...CHECK, '--json')).stdout).findings;
}

describe('doctor finds and closes a private key that is open', () => {
  it('in our own server.pem, also inside a closed directory', async () => {
    await run('cert', 'create', '--yes');
    const path = home.config('expose/server.pem');
    expect((await findings()).map(({ status }) => status)).not.toContain('warn');
    chmodSync(path, 0o644);
    expect(await findings()).toMatchObject([
      { id: 'tls-key-mode', status: 'warn', evidence: { file: path } },
    ]);
    expect((await run(...CHECK, '--fix', '--yes')).code).toBe(0);
    expect(mode(path)).toBe(0o600);
  });

  it('in a certfile that holds a key as well, beside a keyfile that is closed', async () => {
    const { cert, key, keyPem } = makeCertificate(home.dir, 'served');
    writeFileSync(cert, readFileSync(cert, 'utf8') + keyPem);
    chmodSync(cert, 0o644);
    chmodSync(key, 0o600);
    home.write(
      'jupyter_server_config.py',
      `c.ServerApp.certfile = '${cert}'\nc.ServerApp.keyfile = '${key}'\n`,
    );
    expect(await findings()).toMatchObject([
      { id: 'tls-key-mode', status: 'warn', evidence: { file: cert } },
    ]);
    expect((await run(...CHECK, '--fix', '--yes')).code).toBe(0);
    expect([mode(cert), mode(key)]).toEqual([0o600, 0o600]);
  });
});
