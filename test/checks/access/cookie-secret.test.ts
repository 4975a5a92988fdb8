import { chmodSync, chownSync, existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestHome } from '../../commands/run-cli.ts';
import { freePort } from '../../real/proxy.ts';

const OTHER = 54_321;
let home: TestHome;
let secret: string;
let port: number;
beforeEach(async () => {
  // Another test may take the default one while --fix is at work, which would be a new problem.
  port = await freePort();
  home = new TestHome([], 'secret 집 ');
  secret = home.write('../cookie secret', `${'c2VjcmV0'.repeat(8)}\n`);
  chmodSync(secret, 0o600);
  home.write('jupyter_server_config.py', configured('0.0.0.0'));
});
afterEach(() => home.remove());

const configured = (ip: string) =>
  `c.ServerApp.ip = '${ip}'\nc.ServerApp.port = ${port}\nc.ServerApp.cookie_secret_file = ${JSON.stringify(secret)}\n`;

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

describe('a file that is no such secret', () => {
  const LINES = `${['vier candle mosaic 유령', '*', '8100', 'n', 'y'].join('\n')}\n`;

  it('is not removed because a setting names it: not by --fix, not by a new password', async () => {
    writeFileSync(secret, 'The first chapter of a thesis. '.repeat(9), { mode: 0o644 });
    await home.run(['doctor', '--target', 'lab', '--fix', '--yes']);
    const { code, stderr } = await home.run(['init', '--target', 'lab', '--tls', 'none'], { input: LINES });
    expect({ code }, stderr).toEqual({ code: 0 });
    expect(stderr).toContain('was left as it is');
    expect(existsSync(secret)).toBe(true);
  });

  it('is not removed behind a link', async () => {
    const real = home.write('../precious', `${'c2VjcmV0'.repeat(8)}\n`);
    chmodSync(real, 0o644);
    rmSync(secret);
    symlinkSync(real, secret);
    await home.run(['doctor', '--target', 'lab', '--fix', '--yes']);
    expect(existsSync(real)).toBe(true);
  });

  it('a real one is, and the plan says what that means', async () => {
    const { code, stderr } = await home.run(['init', '--target', 'lab', '--tls', 'none'], { input: LINES });
    expect({ code }, stderr).toEqual({ code: 0 });
    expect(stderr).toContain('has to log in again');
    expect(existsSync(secret)).toBe(false);
  });
});

describe('extensions that add pages', () => {
  it.each([
    ['c.ServerApp.jpserver_extensions', 'jupyter_server==2.14.0', 'my_pages', 'extension-code'],
    ['c.ServerApp.jpserver_extensions', 'jupyter_server==2.12.5', 'jupyter_server_proxy', 'extension-routes'],
    ['c.ServerApp.jpserver_extensions', 'jupyter_server==2.14.0', 'jupyter_server_proxy', undefined],
    ['c.NotebookApp.nbserver_extensions', 'notebook==6.4.0', 'jupyterlab_git', 'extension-routes'],
  ])('%s of %s with %s: %s', async (key, stated, name, id) => {
    const [app = '', version = ''] = stated.split('==');
    const file = app === 'notebook' ? 'jupyter_notebook_config.py' : 'jupyter_server_config.py';
    home.write(file, `${key} = {'${name}': True, 'jupyterlab': True, 'off': False}\n`);
    const target = app === 'notebook' ? 'notebook' : 'server';
    const { stdout } = await home.run(['doctor', '--target', `${target}@${version}`, '--json']);
    const { findings } = JSON.parse(stdout) as { findings: { id: string; message: string }[] };
    const about = findings.filter((one) => one.id.startsWith('extension-'));
    expect(about.map((one) => one.id)).toEqual(id === undefined ? [] : [id]);
    for (const { message } of about) expect(message).toMatch(new RegExp(`loads ${name}[,:]`));
  });
});
