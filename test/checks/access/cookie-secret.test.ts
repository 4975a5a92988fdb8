import { chmodSync, chownSync, existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestHome } from '../../commands/run-cli.ts';

const OTHER = 54_321;
let home: TestHome;
let secret: string;
beforeEach(() => {
  home = new TestHome([], 'secret 집 ');
  secret = home.write('../cookie secret', 'vier candle mosaic');
  chmodSync(secret, 0o600);
  home.write('jupyter_server_config.py', configured('0.0.0.0'));
});
afterEach(() => home.remove());

const configured = (ip: string) =>
  `c.ServerApp.ip = '${ip}'\nc.ServerApp.cookie_secret_file = ${JSON.stringify(secret)}\n`;

async function named() {
  const { stdout } = await home.run(['doctor', '--target', 'lab', '--json']);
  const { findings } = JSON.parse(stdout) as {
    findings: { id: string; status: string; evidence?: { file?: string; mode?: string } }[];
  };
  return findings.filter(({ id }) => id.startsWith('cookie-secret'));
}

describe.runIf(process.getuid?.() === 0)('the file with the secret of the login cookies', () => {
  it.each<[string, () => void]>([
    ['that a group may read', () => chmodSync(secret, 0o640)],
    ['that everybody may read', () => chmodSync(secret, 0o604)],
    ['that everybody may write', () => chmodSync(secret, 0o622)],
    ['of another user', () => chownSync(secret, OTHER, OTHER)],
  ])('%s is a way in', async (_what, open) => {
    open();
    expect(await named()).toMatchObject([
      { id: 'cookie-secret-known', status: 'fail', evidence: { file: secret } },
    ]);
    home.write('jupyter_server_config.py', configured('127.0.0.1'));
    expect(await named()).toMatchObject([{ id: 'cookie-secret-known', status: 'warn' }]);
  });

  it('that only its owner can read is none', async () => {
    expect(await named()).toEqual([expect.objectContaining({ id: 'cookie-secret', status: 'ok' })]);
  });

  it('is removed by --fix, since a mode does not take back what was read', async () => {
    chmodSync(secret, 0o644);
    const { stdout, stderr } = await home.run(['doctor', '--target', 'lab', '--fix', '--yes']);
    expect(stdout + stderr).toContain('cookie secret');
    expect(existsSync(secret)).toBe(false);
  });
});

describe('extensions that add pages', () => {
  it.each([
    ['c.ServerApp.jpserver_extensions', 'jupyter_server==2.12.5', 1],
    ['c.ServerApp.jpserver_extensions', 'jupyter_server==2.14.0', 0],
    ['c.NotebookApp.nbserver_extensions', 'notebook==6.4.0', 1],
  ])('%s of %s: a Jupyter that has no guard for them gets a remark', async (key, stated, count) => {
    const [app = '', version = ''] = stated.split('==');
    const file = app === 'notebook' ? 'jupyter_notebook_config.py' : 'jupyter_server_config.py';
    home.write(file, `${key} = {'my_pages': True, 'jupyterlab': True, 'off': False}\n`);
    const target = app === 'notebook' ? 'notebook' : 'server';
    const { stdout } = await home.run(['doctor', '--target', `${target}@${version}`, '--json']);
    const { findings } = JSON.parse(stdout) as { findings: { id: string; message: string }[] };
    const remarks = findings.filter(({ id }) => id === 'extension-routes');
    expect(remarks).toHaveLength(count);
    for (const { message } of remarks) expect(message).toMatch(/loads my_pages\./);
  });
});
