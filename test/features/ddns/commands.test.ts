import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../../src/messages/en/index.ts';
import { TestHome } from '../../commands/run-cli.ts';
import { type FakeService, startService } from '../../dns/fake-service.ts';
import { describeInNamespace } from '../../real/namespace.ts';

const TOKEN = 'tok-3f9a-secret';
const NAME = 'home.duckdns.org';
let home: TestHome;
let service: FakeService;
let echo: FakeService;
let address = '192.0.1.7';
beforeEach(async () => {
  home = new TestHome();
  address = '192.0.1.7';
  service = await startService(() => [200, 'OK\n\n\nUPDATED']);
  echo = await startService(() => [200, `${address}\n`]);
  writeFileSync(home.at('token.txt'), `${TOKEN}\n`, { mode: 0o600 });
});
afterEach(async () => {
  await service.stop();
  await echo.stop();
  home.remove();
});

const run = (...args: string[]) => home.run(['ddns', ...args], { stdin: 'null' });
const update = (...args: string[]) =>
  run('update', '--server', service.url, '--token-file', home.at('token.txt'), ...args);
const named = (...args: string[]) => update('--name', NAME, ...args);
const outside = () => ['--outside', '--echo', echo.url, `${echo.url}/second`];
const renew = (...args: string[]) => home.run(['renew', ...args], { stdin: 'null' });
const last = () => JSON.parse(home.read('expose/renewal.json')).results;

describe('ddns update', () => {
  it('asks for the address, tells the service, and keeps the token where only the owner reads it', async () => {
    const { code, stdout, stderr } = await named(...outside(), '--yes');
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${en.ddns.updated(NAME, address)}\n` });
    expect(stderr).toContain(en.ddns.asksOutside(echo.url.slice(7)).slice(0, 20));
    expect(echo.asked).toHaveLength(2);
    expect(service.asked).toMatchObject([{ query: { domains: 'home', token: TOKEN, ip: address } }]);
    expect(statSync(home.config('expose/tokens.json')).mode & 0o777).toBe(0o600);
    expect(JSON.parse(home.read('expose/ddns.json'))).toMatchObject({
      name: NAME,
      service: 'duckdns',
      addressFrom: 'outside',
      last: { ipv4: address },
    });
    const holders = Object.entries(home.tree()).filter(([, content]) => content.includes(TOKEN));
    expect(holders.map(([name]) => name)).toEqual(['expose/tokens.json']);
    expect(stdout + stderr).not.toContain(TOKEN);
  });

  it('sends nothing when the address is the one that was told last; a new one is told', async () => {
    await named(...outside(), '--yes');
    const again = await run('update', '--yes', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ status: 'unchanged', address });
    expect(service.asked).toHaveLength(1);
    address = '192.0.1.8';
    expect(await run('update', '--yes')).toMatchObject({ code: 0 });
    expect(service.asked.at(-1)?.query.ip).toBe('192.0.1.8');
  });

  it('undo forgets the name and the token', async () => {
    expect(await named('--address', address, '--yes')).toMatchObject({ code: 0 });
    expect(home.tree()).toHaveProperty(['expose/ddns.json']);
    expect(await home.run(['undo', '--yes'], { stdin: 'null' })).toMatchObject({ code: 0 });
    expect(Object.keys(home.tree()).filter((name) => /ddns|tokens/.test(name))).toEqual([]);
  });

  it('--dry-run asks for the address, tells nobody and keeps nothing', async () => {
    const { code, stdout } = await named(...outside(), '--dry-run', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'planned', address });
    expect(service.asked).toEqual([]);
    expect(home.tree()).toEqual({});
  });

  it('keeps nothing of what the service refuses', async () => {
    service.answer = () => [200, 'KO'];
    const { code, stderr } = await named('--address', address, '--yes');
    expect(code).toBe(4);
    expect(stderr).toContain(en.ddns.answers.badauth('DuckDNS', 'KO')[0]);
    expect(Object.keys(home.tree())).not.toContain('expose/ddns.json');
  });

  it.each([
    ['services that see different addresses', ['192.0.1.7', '192.0.1.9'], en.ddns.address.differHint],
    ['services that say nothing of use', ['hello', ''], en.ddns.address.silentHint],
  ])('%s are not believed', async (_what, said, hint) => {
    let turn = 0;
    echo.answer = () => [200, said[turn++] ?? ''];
    const { code, stderr } = await named(...outside(), '--yes');
    expect(code).toBe(4);
    expect(stderr.replace(/\s+/g, ' ')).toContain(hint);
    expect(service.asked).toEqual([]);
  });

  it('believes the one that answers', async () => {
    echo.answer = ({ path }) => (path === '/second' ? [500, ''] : [200, address]);
    expect(await named(...outside(), '--yes')).toMatchObject({ code: 0 });
  });

  it.each([
    [['--name', 'home.iptime.org'], 4, en.ddns.routerKept('home.iptime.org', 'ipTIME')],
    [['--name', 'home.example.org'], 2, en.ddns.whichService('home.example.org')],
    [['--name', 'home.example.org', '--service', 'dyndns3'], 2, en.ddns.noService('dyndns3')],
    [['--name', 'x.example.org', '--service', 'dyndns2'], 2, en.ddns.noServer('dyndns2')],
    [['--name', 'home.ddns.net'], 2, en.ddns.noUser('No-IP')],
    [['--name', 'localhost'], 2, en.ddns.notAName('localhost')],
    [['--name', '192.168.0.3'], 2, en.ddns.notAName('192.168.0.3')],
    [['--name', NAME, '--address', '192.168.0.3'], 2, en.ddns.badAddress('192.168.0.3')],
    [['--name', NAME, '--ipv6', 'fe80::1'], 2, en.ddns.badIpv6('fe80::1')],
    [['--name', NAME, '--server', 'http://example.org'], 2, en.ddns.badServer('http://example.org')],
    [['--name', NAME, '--address', '192.0.1.7'], 2, en.ddns.noToken('DuckDNS')],
    [[], 2, en.ddns.noName],
  ])('%j: %i, in one sentence', async (args, code, sentence) => {
    const result = await run('update', ...args, '--yes');
    expect(result.code).toBe(code);
    expect(result.stderr.replace(/\s+/g, ' ')).toContain(sentence);
    expect(home.tree()).toEqual({});
  });
});

describe('renew, by the schedule', () => {
  it('asks for the address and tells only a new one', async () => {
    await named(...outside(), '--yes');
    expect(await renew('--scheduled')).toMatchObject({ code: 0 });
    expect(service.asked).toHaveLength(1);
    expect(last()).toMatchObject([{ what: 'ddns', status: 'not-due' }]);
    address = '192.0.1.9';
    expect(await renew('--scheduled')).toMatchObject({ code: 0 });
    expect(service.asked).toHaveLength(2);
    expect(JSON.parse(home.read('expose/ddns.json')).last.ipv4).toBe('192.0.1.9');
    expect(last()).toMatchObject([{ what: 'ddns', status: 'renewed' }]);
  });

  it('stops after a refusal until the person does something', async () => {
    await named(...outside(), '--yes');
    service.answer = () => [200, 'KO'];
    address = '192.0.1.9';
    expect((await renew('--scheduled')).code).toBe(1);
    expect((await renew('--scheduled')).code).toBe(1);
    expect(service.asked).toHaveLength(2);
    const doctor = await home.run(['doctor', '--json'], { stdin: 'null' });
    expect(JSON.parse(doctor.stdout).findings).toContainEqual(
      expect.objectContaining({ id: 'ddns-failing', status: 'warn' }),
    );
    service.answer = () => [200, 'OK\n\n\nUPDATED'];
    expect(await run('update', '--yes')).toMatchObject({ code: 0 });
    address = '192.0.1.10';
    expect((await renew('--scheduled')).code).toBe(0);
    expect(service.asked).toHaveLength(4);
  });

  it('waits half an hour after trouble of the service', async () => {
    await named(...outside(), '--yes');
    service.answer = () => [503, ''];
    address = '192.0.1.9';
    expect((await renew('--scheduled')).code).toBe(1);
    const [{ notBefore }] = last();
    const minutes = (Date.parse(notBefore) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(25);
    expect(minutes).toBeLessThan(31);
    expect((await renew('--scheduled')).code).toBe(1);
    expect(service.asked).toHaveLength(2);
  });
});

describe('--emit inadyn', () => {
  const hasInadyn = (() => {
    try {
      execFileSync('sh', ['-c', 'PATH=$PATH:/usr/sbin command -v inadyn'], { stdio: 'ignore' });
      return true;
    } catch {
      if (process.env.CI) throw new Error('inadyn is missing');
      return false;
    }
  })();
  it
    .skipIf(!hasInadyn)
    .each([
      [['--name', NAME]],
      [['--name', 'home.dedyn.io']],
      [['--name', 'home.example.org', '--service', 'cloudflare']],
      [['--name', 'home.ddns.net', '--user', 'kim "lee"']],
      [['--name', 'home.dynu.net', '--user', 'kim']],
      [['--name', 'home.example.org', '--service', 'dyndns2', '--user', 'kim', '--server', 'https://x.org']],
    ])('%j is a configuration that inadyn takes, without the secret', async (args) => {
    const { code, stdout } = await run(
      'update',
      ...args,
      '--token-file',
      home.at('token.txt'),
      '--emit',
      'inadyn',
    );
    expect(code).toBe(0);
    expect(stdout).not.toContain(TOKEN);
    const file = home.at('inadyn.conf');
    writeFileSync(file, stdout, { mode: 0o600 });
    expect(
      execFileSync('inadyn', ['--check-config', '-f', file], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: `${process.env.PATH}:/usr/sbin`, HOME: home.dir },
      }),
    ).toBeDefined();
  });
});

describeInNamespace()('ddns status', () => {
  /** A network of its own whose names stand in its hosts file: no question leaves it. */
  const status = async (hosts: string, ...args: string[]) => {
    mkdirSync(home.at('etc'), { recursive: true });
    writeFileSync(home.at('etc/hosts'), `127.0.0.1 localhost\n${hosts}\n`);
    const script = 'mount --bind "$1" /etc/hosts && ip link set lo up && shift && exec "$@"';
    const prefix = ['unshare', '-nm', 'sh', '-c', script, 'sh', home.at('etc/hosts')];
    return home.run(['ddns', 'status', ...args], { stdin: 'null', prefix });
  };

  it.each([
    ['a public address', '192.0.1.7 home.iptime.org', en.ddns.status.leads('home.iptime.org', '192.0.1.7')],
    ['a private one', '10.1.2.3 home.iptime.org', en.ddns.status.privateName('10.1.2.3')],
    ['nowhere', '', en.ddns.status.unknown('home.iptime.org', '').slice(0, 30)],
  ])('a name that leads to %s', async (_what, hosts, sentence) => {
    const { code, stdout, stderr } = await status(hosts, '--name', 'home.iptime.org');
    expect(code).toBe(0);
    expect(`${stdout}${stderr}`.replace(/\s+/g, ' ')).toContain(sentence);
  });

  it('says so in Korean, too, and tells in --json that it was not compared', async () => {
    const hosts = '192.0.1.7 home.iptime.org';
    const { stderr } = await status(hosts, '--name', 'home.iptime.org', '--lang', 'ko');
    expect(stderr).toContain('--outside');
    expect(stderr).toMatch(/[가-힣]/);
    const { stdout } = await status(hosts, '--name', 'home.iptime.org', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      keptByRouter: 'iptime',
      addresses: ['192.0.1.7'],
      leadsHere: null,
    });
  });
});
