import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { describeNeeds, environment } from '../environments.ts';
import { makeCertificate } from '../real/certificates.ts';
import { freePort } from '../real/proxy.ts';
import { TestHome } from './run-cli.ts';

const PASSWORD = 'correct horse 배터리 🐎';
const FILE = 'jupyter_notebook_config.py';
const INIT = ['init', '--yes', '--no-input', '--ip', 'localhost', '--password-stdin'];

let home: TestHome;
afterEach(() => home.remove());

async function doctor(...words: string[]) {
  const { stdout, code } = await home.run(['doctor', '--json', ...words]);
  const findings: { id: string; status: string; fixable?: boolean; evidence?: { line?: number } }[] =
    JSON.parse(stdout).findings;
  return { code, failed: findings.filter(({ status }) => status === 'fail') };
}

describe('without any Jupyter', () => {
  it.each([
    ["C.ServerApp.ip = '*'\n", 'capital-c', "c.ServerApp.ip = '*'\n"],
    ['import os\nc.ServerApp.port == 8888\n', 'line-sets-nothing', 'import os\nc.ServerApp.port = 8888\n'],
    ['c.ServerApp.certfile = ‘/x’\n', 'smart-quotes', "c.ServerApp.certfile = '/x'\n"],
  ])('the lines alone tell what is wrong, and are corrected: %j', async (text, id, fixed) => {
    home = new TestHome();
    home.write(FILE, text);
    const { code, failed } = await doctor();
    expect(code).toBe(3);
    expect(failed[0]).toMatchObject({ id, fixable: true, evidence: { line: text.split('\n').length - 1 } });
    const { stderr } = await home.run(['doctor', '--fix', '--yes', 'config-lines']);
    expect(home.read(FILE), stderr).toBe(fixed);
  });

  it('what does not load after the change is not called fixed', async () => {
    home = new TestHome();
    home.write(FILE, 'c.ServerApp.port 8888\nc.ServerApp.ip = (\n');
    const { stdout, stderr, code } = await home.run(['doctor', '--fix', '--yes', '--lang', 'en']);
    expect(code, stderr).toBe(3);
    expect(stdout + stderr).not.toMatch(/Mended:/);
  });

  it('what is useless without the certificate goes with it', async () => {
    home = new TestHome();
    home.write(FILE, "c.ServerApp.certfile = '/c'\nc.ServerApp.client_ca = '/a'\nc.ServerApp.port = 9000\n");
    const { code, stderr } = await home.run(['config', 'unset', 'ServerApp.certfile', '--yes']);
    expect(code, stderr).toBe(0);
    expect(home.read(FILE)).toBe('c.ServerApp.port = 9000\n');
  });
});

describeNeeds('nb64')('init over a file that Jupyter does not take', () => {
  const start = () => {
    home = new TestHome([dirname(environment('nb64').python)]);
  };

  it.each([
    [FILE, "c.NotebookApp.port = 9000\nC.NotebookApp.base_url = '/x/'\n", `${FILE}:2`],
    ['jupyter_notebook_config.json', '{\n  "NotebookApp.base_url": "/x/"\n}\n', 'config.json:2'],
    [FILE, "c.NotebookApp.contents_manager_class = 'notedown.Manager'\n", `${FILE}:1`],
  ])('stops with the line before it changes %s', async (name, text, place) => {
    start();
    home.write(name, text);
    const { code, stderr } = await home.run(INIT, { input: `${PASSWORD}\n` });
    expect(code, stderr).toBe(4);
    expect(stderr).toContain(place);
    expect(home.read(name)).toBe(text);
    expect(existsSync(home.config('expose/answers.json'))).toBe(false);
  });

  it('takes client_ca out with the certificate', async () => {
    start();
    const { chain, key } = makeCertificate(home.at('tls'), 'server', { names: ['localhost'] });
    const setting = (name: string, path: string) => `c.NotebookApp.${name} = '${path}'\n`;
    home.write(FILE, setting('certfile', chain) + setting('keyfile', key) + setting('client_ca', chain));
    const { code, stderr } = await home.run([...INIT, '--tls', 'none', '--port', String(await freePort())], {
      input: `${PASSWORD}\n`,
    });
    expect(code, stderr).toBe(0);
    expect((await doctor()).failed).toEqual([]);
    expect(home.read(FILE)).not.toContain(chain);
  });
});
