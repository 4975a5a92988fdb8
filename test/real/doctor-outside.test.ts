import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { en } from '../../src/messages/en/index.ts';
import { ko } from '../../src/messages/ko/index.ts';
import { TestHome } from '../commands/run-cli.ts';
import { describeWithRouter, makeRouterLab, type RouterLab } from './router-lab.ts';
import { makeProgram } from './run-in-lab.ts';

/** On the internet: tells callers their address, and tries their port. `/lie` says the opposite, `/mute` nothing of use. */
const SERVICE = `
  import { createServer } from 'node:http';
  import { connect } from 'node:net';
  createServer((request, response) => {
    const ip = request.socket.remoteAddress.replace('::ffff:', '');
    console.log(request.url);
    const [, kind, port] = /^(.*)\\/port\\/(\\d+)$/.exec(request.url) ?? [];
    if (kind === undefined) return response.end(ip + '\\n');
    if (kind === '/mute') return response.end('<html>');
    if (kind === '/busy') return response.writeHead(429).end();
    const socket = connect({ host: ip, port: Number(port), timeout: 700 });
    const done = (seen) => {
      socket.destroy();
      response.end(JSON.stringify({ ip, port: Number(port), reachable: kind === '/lie' ? !seen : seen }));
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.once('timeout', () => done(false));
  }).listen(80, '0.0.0.0', () => console.log('ready'));
`;
const GREETER = `
  import { createServer } from 'node:net';
  createServer((socket) => socket.end()).listen(8100, '0.0.0.0', () => console.log('ready'));
`;
const THERE = 'http://192.0.1.9';
const s = en.outside.check;

let directory: string;
let programs: { service: string; greeter: string };
let home: TestHome;
let lab: RouterLab;
const children: ChildProcess[] = [];
let asked = '';

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'jx-outside-'));
  const [service, greeter] = await Promise.all([
    makeProgram(directory, 'service', SERVICE),
    makeProgram(directory, 'greeter', GREETER),
  ]);
  programs = { service, greeter };
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));
beforeEach(async () => {
  home = new TestHome();
  home.write('jupyter_notebook_config.py', "c.ServerApp.ip = '0.0.0.0'\nc.ServerApp.port = 8100\n");
  asked = '';
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await lab.remove();
  home.remove();
});

async function start(where: 'lan' | 'wan', file: string): Promise<void> {
  const [program = '', ...args] = [...lab.prefix(where), process.execPath, file];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  child.stdout.on('data', (text) => {
    asked += text;
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
}

describeWithRouter()('doctor --outside', () => {
  beforeEach(async () => {
    lab = await makeRouterLab({ wanAddress: '192.0.1.2/24', wanPeer: '192.0.1.9/24' });
    await start('wan', programs.service);
    await start('lan', programs.greeter);
  });

  const run = (...args: string[]) => home.run(args, { stdin: 'null', prefix: lab.prefix('lan') });
  const outside = async (checkers: readonly string[], ...args: string[]) => {
    const given = ['--checker', ...checkers.map((path) => `${THERE}${path}`)];
    const where = ['--echo', `${THERE}/ip`, `${THERE}/ip2`];
    const { code, stdout, stderr } = await run('doctor', '--outside', ...given, ...where, '--json', ...args);
    return { code, stderr, ids: (JSON.parse(stdout).findings as { id: string }[]).map(({ id }) => id) };
  };

  it('a closed port is told, an open one as well, once two services agree', async () => {
    expect(await outside(['', '/second'], '--external-port', '8443')).toMatchObject({
      code: 3,
      ids: ['outside-unreachable'],
    });
    const mapped = await run('router', 'map', '--external-port', '8443', '--yes');
    expect(mapped, mapped.stderr).toMatchObject({ code: 0 });
    const seen = await outside(['', '/second']);
    expect(seen, seen.stderr).toMatchObject({ code: 0, ids: ['outside-reachable'] });
    expect(seen.stderr).toContain('192.0.1.9');
    expect(seen.stderr).toContain(s.whyNotInside);
  });

  it.each([
    ['contradict each other', ['', '/lie'], 'outside-contradiction'],
    ['say nothing of use', ['/mute', '/busy'], 'outside-unclear'],
    ['are only one', ['', '/mute'], 'outside-unclear'],
  ])('services that %s are not believed', async (_what, checkers, id) => {
    expect(await outside(checkers)).toMatchObject({ code: 0, ids: [id] });
  });

  it('the plain doctor asks nobody', async () => {
    await run('doctor', '--json');
    await run('doctor', '--lang', 'ko');
    expect(asked).not.toMatch(/port|ip/);
  });

  it('in Korean', async () => {
    const { stderr } = await outside(['', '/second'], '--lang', 'ko');
    expect(stderr).toContain(ko.outside.check.whyNotInside);
  });
});
