import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { en } from '../../src/messages/en/index.ts';
import { TestHome } from '../commands/run-cli.ts';
import { describeWithRouter, makeRouterLab, type RouterLab } from './router-lab.ts';

let home: TestHome;
let lab: RouterLab | undefined;
beforeEach(() => {
  home = new TestHome();
});
afterEach(async () => {
  await lab?.remove();
  lab = undefined;
  home.remove();
});

describeWithRouter()('router show', () => {
  const show = async (conf: readonly string[], ...args: string[]) => {
    lab ??= await makeRouterLab({ conf: ['ext_ip=192.0.1.2', ...conf] });
    return home.run(['router', 'show', ...args], { stdin: 'null', prefix: lab.prefix('lan') });
  };

  it('a router that says to be an ipTIME gets the words of its menu, with this computer’s values', async () => {
    const conf = ['manufacturer_name=EFM Networks', 'friendly_name=ipTIME AX3004ITL', 'model_name=AX3004ITL'];
    const { code, stdout, stderr } = await show(
      conf,
      '--external-port',
      '8443',
      '--port',
      '8100',
      '--lang',
      'ko',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('관리도구 → 고급 설정 → NAT/라우터 관리 → 포트포워드 설정');
    expect(stdout).toContain('내부 IP 주소: 192.168.77.10');
    expect(stdout).toContain('외부 포트: 8443');
    expect(stderr).toContain('192.168.77.1');
    const document = JSON.parse((await show(conf, '--json')).stdout);
    expect(document).toMatchObject({
      router: 'iptime',
      sure: true,
      values: { lanIp: '192.168.77.10', lanMac: expect.stringMatching(/^([0-9a-f]{2}:){5}/) },
    });
    expect(home.tree()).toEqual({});
  });

  it('the first page of its menu tells the look; where it sends a browser, nobody goes', async () => {
    const conf = ['manufacturer_name=EFM Networks', 'friendly_name=ipTIME AX3004ITL'];
    lab = await makeRouterLab({ conf: ['ext_ip=192.0.1.2', ...conf] });
    const page = `require('node:http').createServer((question, reply) => {
      console.log(question.method + ' ' + question.url);
      reply.writeHead(302, { location: '/ui/' }).end();
    }).listen(80, '192.168.77.1', () => console.log('ready'));`;
    const [program = '', ...before] = lab.prefix('rt');
    const server = spawn(program, [...before, process.execPath, '-e', page]);
    const lines: string[] = [];
    const reader = createInterface({ input: server.stdout }).on('line', (line) => lines.push(line));
    try {
      await once(reader, 'line');
      const document = JSON.parse((await show(conf, '--json')).stdout);
      expect(document).toMatchObject({ router: 'iptime', variant: 'v16' });
    } finally {
      server.kill('SIGKILL');
      await once(server, 'close');
    }
    expect(lines).toEqual(['ready', 'GET /']);
  });

  it('one that nobody knows gets general words, and no brand’s menu', async () => {
    const { code, stdout, stderr } = await show([]);
    expect(code).toBe(0);
    expect(stderr.replace(/\s+/g, ' ')).toContain(en.router.unsure.split('jupyter-expose')[0]);
    expect(stdout).toContain('Port forwarding / Virtual server');
    expect(stdout).not.toMatch(/관리도구/);
  });

  it('what a hostile router calls itself does nothing to the screen', async () => {
    const conf = [`friendly_name=OpenWrt${'x'.repeat(300)}`, 'manufacturer_name=\u001b[2J\u202eevil'];
    const { code, stdout, stderr } = await show(conf, '--json');
    expect(code).toBe(0);
    expect(stdout + stderr).not.toMatch(/\u001b\[2J|\u202e/);
    expect(JSON.parse(stdout).description.friendlyName.length).toBeLessThanOrEqual(200);
  });

  it('--router-model names it, --list has the names, --offline sends nothing', async () => {
    const named = await show([], '--router-model', 'tplink');
    expect(named.stdout).toContain('NAT Forwarding');
    expect(named.stderr).not.toContain(en.router.asks('192.168.77.1'));
    expect(named.stderr).not.toContain('looks like');
    expect(await show([], '--router-model', 'tulip')).toMatchObject({ code: 2 });
    expect((await show([], '--list')).stdout).toMatch(/^iptime +ipTIME/m);
    const offline = await show([], '--offline');
    expect(offline.stderr).not.toContain(en.router.asks('192.168.77.1'));
  });
});
