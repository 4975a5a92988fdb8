import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { en } from '../../../../src/messages/en/index.ts';
import { statePaths } from '../../../../src/state/paths.ts';
import { TestHome } from '../../../commands/run-cli.ts';
import { describePebble, FORBIDDEN_NAME, type Pebble, startPebble } from '../../../real/pebble.ts';

const NAME = 'home.example.org';
const LINES = 'correct horse battery\n*\n8100\nn\n';

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());

describePebble()('init --tls letsencrypt', () => {
  let pebble: Pebble;
  beforeAll(async () => {
    pebble = await startPebble();
  });
  afterAll(() => pebble.stop());

  /** The directory that an earlier `cert issue` was told, which init keeps. */
  function know(names: readonly string[], port = pebble.httpPort): void {
    mkdirSync(home.config('expose'), { recursive: true, mode: 0o700 });
    const acme = { server: pebble.directory, serverCa: pebble.caFile, challenge: 'http-01' };
    const record = { schema: 1, kind: 'letsencrypt', names, acme: { ...acme, port, address: '127.0.0.1' } };
    home.write('expose/certificate.json', JSON.stringify(record), 0o600);
  }
  const init = (input: string, ...args: string[]) => home.run(['init', '--json', ...args], { input });
  const asked = ['--tls', 'letsencrypt', '--domain', NAME, '--email', ''];
  const leaf = () => {
    const pem = readFileSync(statePaths(home.config('expose')).server, 'utf8');
    return new X509Certificate(pem.replace(/^[\s\S]*?END PRIVATE KEY-----/, ''));
  };
  const isOurs = () => leaf().checkIssued(new X509Certificate(home.read('expose/ca.pem')));

  it('issues it in the same run, which one undo takes back; a rerun issues nothing', async () => {
    know([NAME]);
    const made = await init(`${LINES}y\n`, ...asked);
    expect(made, made.stderr).toMatchObject({ code: 0 });
    const { findings, status } = JSON.parse(made.stdout);
    expect(status).toBe('applied');
    expect(findings).toContainEqual(
      expect.objectContaining({ id: 'tls-issued', status: 'ok', message: en.tls.issued(NAME) }),
    );
    expect(made.stderr).toContain('terms of service');
    expect(leaf().checkHost(NAME)).toBe(NAME);
    expect(isOurs()).toBe(false);
    const { serialNumber } = leaf();
    const again = await init('\n\n\n\n\n', ...asked);
    expect(again, again.stderr).toMatchObject({ code: 0 });
    expect(leaf().serialNumber).toBe(serialNumber);
    expect(await home.run(['undo', '--yes'], { stdin: 'null' })).toMatchObject({ code: 0 });
    expect(Object.keys(home.tree())).not.toContain('expose/server.pem');
  });

  it('a refusal leaves the self-signed one at work, is a failure, and says how to go on', async () => {
    know([FORBIDDEN_NAME]);
    const name = `home.${FORBIDDEN_NAME}`;
    const made = await init(`${LINES}y\n`, '--tls', 'letsencrypt', '--domain', name, '--email', '');
    expect(made, made.stderr).toMatchObject({ code: 3 });
    const finding = JSON.parse(made.stdout).findings.find(
      ({ id }: { id: string }) => id === 'tls-not-issued',
    );
    expect(finding).toMatchObject({ status: 'fail' });
    expect(finding.message).toContain(name);
    expect(finding.fix).toContain('cert issue');
    expect(isOurs()).toBe(true);
    expect(JSON.parse(made.stdout).next.join()).toContain('cert issue');
  });

  it('--yes alone asks no outside service, in either language', async () => {
    know([NAME], 1);
    const first = await init(`${LINES}y\n`, ...asked);
    expect(first.code).toBe(3);
    const again = await home.run(['init', '--yes', '--lang', 'ko'], { stdin: 'null' });
    expect(again, again.stderr).toMatchObject({ code: 0 });
    expect(again.stderr).toContain(
      "Let's Encrypt에는 요청하지 않았습니다. --yes만으로는 동의가 되지 않습니다.",
    );
    expect(isOurs()).toBe(true);
  });

  it('--dry-run asks nobody', async () => {
    know([NAME]);
    const before = home.tree();
    const { code, stdout } = await init(LINES, '--dry-run', ...asked);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'planned' });
    expect(home.tree()).toEqual(before);
  });
});
