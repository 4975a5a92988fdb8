import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { firewallStepQuestions } from '../../src/features/firewall/questions.ts';
import { routerQuestion } from '../../src/features/router/questions.ts';
import { en } from '../../src/messages/en/index.ts';
import type { PortMapping } from '../../src/net/port-mapping.ts';
import { originOf } from '../../src/prompt/answer-sources.ts';
import type { Question } from '../../src/prompt/question.ts';
import { TestHome } from './run-cli.ts';
import { withoutPrivilege } from './without-privilege.ts';

const FILE = 'jupyter_notebook_config.py';
const HASH = `sha1:0123456789ab:${'0'.repeat(40)}`;
const OPEN = "c.ServerApp.ip = '0.0.0.0'\n";

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());

const env = () => ({ PATH: [home.at('bin'), home.env.PATH].join(delimiter) });
const close = (args: readonly string[], prefix: readonly string[] = []) =>
  home.run(['close', ...args], { stdin: 'null', env: env(), prefix });

/** A tunnel that we switched on, and its program, which notes how it is called. */
function withTunnel(): () => string {
  const tunnel = { id: 'tailscale-serve', port: 8888, secure: false, url: 'https://box.example.ts.net' };
  home.write('expose/tunnel.json', JSON.stringify({ schema: 1, tunnel }), 0o600);
  mkdirSync(home.at('bin'));
  writeFileSync(home.at('bin', 'tailscale'), '#!/bin/sh\necho "$*" >> "$HOME/calls"\n', { mode: 0o755 });
  return () => (existsSync(home.at('calls')) ? readFileSync(home.at('calls'), 'utf8') : '');
}

it('in an empty home nothing is open, and nothing is written', async () => {
  for (const args of [['--yes'], ['--dry-run']]) {
    const { code, stderr } = await close(args);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining(en.close.already) });
  }
  expect(home.tree()).toEqual({});
});

it('a config for this computer only is left alone, its mode included; one opened by hand is closed', async () => {
  home.write(FILE, '# mine\n', 0o644);
  const before = home.tree();
  expect((await close(['--yes'])).stderr).toContain(en.close.already);
  expect(home.tree()).toEqual(before);
  home.write(FILE, OPEN);
  expect(await close(['--yes'])).toMatchObject({ code: 0, stdout: `${en.close.closed}\n` });
  expect(home.read(FILE)).toContain("ip = 'localhost'");
});

it.each([
  ['a bracket that is never closed', 'c.ServerApp.port = (\n'],
  ['a byte that is no text', '\0\n'],
])('with %s in the config the tunnel is closed, and the config is named: exit 3', async (_what, error) => {
  const calls = withTunnel();
  const path = home.write(FILE, OPEN + error);
  const { code, stdout, stderr } = await close(['--yes']);
  expect({ code, stderr }).toMatchObject({ code: 3 });
  expect(calls()).toContain('off');
  expect(home.read(FILE)).toBe(OPEN + error);
  expect(stderr).toContain(home.shown(path));
  expect(stderr).toContain(en.close.config.unless);
  expect(stdout).toBe(`${en.close.partly}\n`);
  const again = await close(['--yes', '--json']);
  expect(again).toMatchObject({ code: 3 });
  expect(JSON.parse(again.stdout)).toMatchObject({
    status: 'unchanged',
    findings: [{ id: 'close-config', status: 'fail' }],
  });
  expect(again.stderr).not.toContain(en.close.already);
});

it('a config that may not be written does not keep the tunnel open', async () => {
  const calls = withTunnel();
  mkdirSync(home.at('dotfiles'));
  writeFileSync(home.at('dotfiles', FILE), OPEN);
  symlinkSync(home.at('dotfiles', FILE), home.config(FILE));
  chmodSync(home.at('dotfiles'), 0o500);
  const { code, stderr } = await close(['--yes'], withoutPrivilege());
  chmodSync(home.at('dotfiles'), 0o700);
  expect({ code, stderr }).toMatchObject({ code: 3 });
  expect(stderr).toContain(en.close.config.listens('0.0.0.0'));
  expect(calls()).toContain('off');
  expect(home.read(FILE)).toBe(OPEN);
});

it('after close, init says that it opens the address again, not that it is unchanged', async () => {
  home.write(
    'jupyter_server_config.py',
    `c.ServerApp.ip = '*'\nc.PasswordIdentityProvider.hashed_password = '${HASH}'\n`,
  );
  const answers = { ip: '*', port: 8100, tls: 'none' };
  home.write('expose/answers.json', JSON.stringify({ schema: 1, target: 'lab', answers }), 0o600);
  expect(await close(['--yes'])).toMatchObject({ code: 0 });
  const { stderr } = await home.run(['init', '--tls', 'none', '--yes', '--dry-run'], { stdin: 'null' });
  expect(stderr).toContain(`: ${en.close.asBefore('*')}\n`);
  expect(stderr).not.toMatch(/\* .*\(unchanged\)/);
});

it('neither are the forwarding and the firewall rule that close took away', () => {
  const originAt = (question: Question | undefined) => question && originOf(question, 'current');
  const router = { gateway: undefined, last: 'map', lastExternal: undefined } as const;
  expect(originAt(routerQuestion({ ...router, mapping: undefined }, false))).toBe(en.prompt.fromEarlier);
  expect(originAt(routerQuestion({ ...router, mapping: {} as PortMapping }, false))).toBe(
    en.prompt.fromCurrent,
  );
  const leave = { ...router, mapping: undefined, last: 'leave' } as const;
  expect(originAt(routerQuestion(leave, false))).toBe(en.prompt.fromCurrent);
  expect(originAt(firewallStepQuestions(undefined, 'lan', true)[0])).toBe(en.prompt.fromEarlier);
  expect(originAt(firewallStepQuestions('lan', undefined, true)[0])).toBe(en.prompt.fromCurrent);
});

it('names what opens it again: a unit with an address of its own, and kernels that listen themselves', async () => {
  home.write(FILE, `${OPEN}c.KernelManager.ip = '0.0.0.0'\n`);
  const unit = (name: string, ip: string) =>
    home.write(
      `../.config/systemd/user/${name}.service`,
      `[Service]\nExecStart=/usr/bin/jupyter lab --ip=${ip}\n`,
    );
  unit('open', '0.0.0.0');
  unit('here', '127.0.0.1');
  const { stderr, stdout } = await close(['--yes']);
  expect(stderr + stdout).toContain('open.service:2 starts Jupyter');
  expect(stderr + stdout).toContain('KernelManager.ip');
  expect(stderr + stdout).not.toContain('here.service');
});
