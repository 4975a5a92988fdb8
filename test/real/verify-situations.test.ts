import { readdirSync, utimesSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { en } from '../../src/messages/en/index.ts';
import { isAlive } from '../../src/system/process-info.ts';
import { TestHome } from '../commands/run-cli.ts';
import { describeNeeds, environment } from '../environments.ts';
import { makeCertificate } from './certificates.ts';
import { watchProcesses } from './processes-of.ts';
import { freePort } from './proxy.ts';
import { type RealServer, startServer } from './server.ts';

const PASSWORD = 'correct horse battery 🐎';
const FILE = 'jupyter_notebook_config.py';

interface Shown {
  readonly id: string;
  readonly status: string;
  readonly message: string;
  readonly evidence?: { text?: string };
  readonly fix?: string;
}

describeNeeds('nb64')('init --verify, when something is so already', () => {
  let home: TestHome;
  let port: number;
  let server: RealServer | undefined;

  beforeEach(async () => {
    home = new TestHome([dirname(environment('nb64').python)], 'expose 상황 ');
    port = await freePort();
    const { code, stderr } = await init();
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stderr).not.toContain('1+1');
  });
  afterEach(async () => {
    await server?.stop();
    server = undefined;
    home.remove();
  });

  function init(...words: string[]) {
    const input = `${[PASSWORD, 'localhost', port, 'n', 'y'].join('\n')}\n`;
    return home.run(['init', '--json', ...words], { input });
  }

  async function verify(...words: string[]) {
    const { code, stdout, stderr } = await init('--verify', ...words);
    const { status, findings } = JSON.parse(stdout) as { status: string; findings: Shown[] };
    const fails = findings.filter((one) => one.status === 'fail').map(({ id }) => id);
    return { code, stderr, status, findings, fails };
  }

  const statusOf = (findings: readonly Shown[], id: string) => findings.find((one) => one.id === id)?.status;

  it('nothing to change: the walk is made all the same, from the config file on', async () => {
    const { code, status, findings, stderr } = await verify();
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(status).toBe('unchanged');
    expect(statusOf(findings, 'config-loads')).toBe('ok');
    expect(statusOf(findings, 'kernel-answers')).toBe('ok');
  });

  it('a dry run walks nowhere', async () => {
    const { status, findings } = await verify('--dry-run');
    expect(status).toBe('unchanged');
    expect(statusOf(findings, 'listens')).toBeUndefined();
  });

  it('a server that runs with these settings is walked to, and runs on', async () => {
    server = await startServer({ environment: environment('nb64'), app: 'notebook', home: home.dir });
    const { code, findings, stderr } = await verify();
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(statusOf(findings, 'kernel-removed')).toBe('ok');
    expect(isAlive(server.pid)).toBe(true);
    expect(
      watchProcesses(home.dir)
        .running()
        .filter((one) => one.includes('ipykernel')),
    ).toEqual([]);
  });

  it('a server that was started before the last change must be restarted; a second one is tried at another port', async () => {
    server = await startServer({ environment: environment('nb64'), app: 'notebook', home: home.dir });
    const later = new Date(Date.now() + 5000);
    utimesSync(home.config(FILE), later, later);
    const { code, findings, fails, stderr } = await verify();
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(fails).toEqual([]);
    expect(statusOf(findings, 'restart-needed')).toBe('warn');
    expect(findings.find(({ id }) => id === 'restart-needed')?.fix).toContain(String(server.pid));
    expect(statusOf(findings, 'kernel-removed')).toBe('ok');
    expect(findings.find(({ id }) => id === 'listens')?.message).not.toContain(String(server.port));
    expect(server.log()).not.toContain('/login');
    expect(isAlive(server.pid)).toBe(true);
    expect(
      readdirSync(home.at('.local/share/jupyter/runtime')).filter((name) => /^nbserver/.test(name)).length,
    ).toBeLessThan(3);
  });

  it('settings that load and do not start: the cause and the way back are named, exit 3', async () => {
    const line = "c.NotebookApp.jinja_environment_options = {'nope': 1}\n";
    home.write(FILE, home.read(FILE) + line, 0o600);
    const { code, fails, findings, stderr } = await verify();
    expect({ code, stderr }).toMatchObject({ code: 3 });
    expect(fails).toEqual(['server-ends']);
    expect(findings.find(({ id }) => id === 'server-ends')?.evidence?.text).toContain('nope');
    expect(stderr).toContain(en.live.proofFailed);
    expect(stderr).toContain('undo');
  });

  it('a port that another program holds is the first broken hop, and all behind it is not reached', async () => {
    const holder = createServer().listen(port, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { code, findings, fails, stderr } = await verify();
    await new Promise((resolve) => holder.close(resolve));
    expect({ code, stderr }).toMatchObject({ code: 3 });
    expect(fails).toEqual(['port-held']);
    expect(findings.find(({ id }) => id === 'port-held')?.evidence?.text).toContain(String(port));
    for (const id of ['loopback-answers', 'password-accepted', 'kernel-answers'])
      expect(statusOf(findings, id)).toBe('unknown');
    expect(watchProcesses(home.dir).running()).toEqual([]);
  });

  it('a certificate for another name is what is shown, and the walk goes over https', async () => {
    const { cert, key } = makeCertificate(home.at('tls'), 'server', { names: ['myhome.example'] });
    const lines = `c.NotebookApp.certfile = '${cert}'\nc.NotebookApp.keyfile = '${key}'\n`;
    home.write(FILE, home.read(FILE) + lines, 0o600);
    const { code, findings, stderr } = await verify();
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(statusOf(findings, 'tls-as-configured')).toBe('ok');
    expect(statusOf(findings, 'kernel-answers')).toBe('ok');
    expect(stderr).toContain('https://127.0.0.1');
  });

  it.each([
    ['a certificate that is not there', /\/not\/there\.pem/, () => "certfile = '/not/there.pem'"],
    [
      'a key of another certificate',
      /belong/,
      (at: string) => {
        const one = makeCertificate(at, 'one');
        const other = makeCertificate(at, 'other', { key: 'rsa2048' });
        return `certfile = '${one.cert}'\nc.NotebookApp.keyfile = '${other.key}'`;
      },
    ],
  ])('%s is refused before anything is written, or started', async (_what, words, line) => {
    const text = `${home.read(FILE)}c.NotebookApp.${line(home.at('tls'))}\n`;
    home.write(FILE, text, 0o600);
    const { code, stdout } = await init('--verify');
    expect(code).toBe(2);
    expect(JSON.parse(stdout).error.message).toMatch(words);
    expect(home.read(FILE)).toBe(text);
  });

  it('a password that is kept is not at hand: login and kernel are unknown, which is no failure', async () => {
    const { code, stdout } = await home.run(['init', '--json', '--verify', '--yes'], { stdin: 'null' });
    expect(code).toBe(0);
    const findings: Shown[] = JSON.parse(stdout).findings;
    expect(statusOf(findings, 'wrong-password-refused')).toBe('ok');
    expect(statusOf(findings, 'password-accepted')).toBe('unknown');
    expect(statusOf(findings, 'kernel-answers')).toBe('unknown');
    expect(findings.find(({ id }) => id === 'password-accepted')?.fix).toContain('doctor --live');
  });
});
