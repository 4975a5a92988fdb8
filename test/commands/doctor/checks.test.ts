import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chosenChecks } from '../../../src/commands/doctor/checks.ts';
import { describeNeeds, environment } from '../../environments.ts';
import { TestHome } from '../run-cli.ts';

const FILE = 'jupyter_notebook_config.py';
/** Causes before what they cause. */
const ORDER = `
  jupyter-runs hub python-path config-directory config-parts ownership runtime-directory server-directories root-directory ip-name port-range config-loads config-lines values-in-place config-read
  settings-win settings-read lines-once password-hash password-set token-strong login origins
  xsrf proxy-headers doors cookie-secret root-config tls-files tls-contents tls-strength tls-options tls-clients
  tls-schedule tls-dates tls-names tls-issuer tls-key-privacy tls-ca-key tls-authority tls-names-here
  socket ip ip-reach reach port port-retries loopback firewall running-config kernels kernel-address gateway page-settings services
  encryption secret-files ipv6 router-mapping ddns ssh user container wsl
`;

let home: TestHome;
beforeEach(() => {
  home = new TestHome([dirname(environment('nb64').python)]);
});
afterEach(() => home.remove());

const doctor = (...words: string[]) => home.run(['doctor', ...words], { stdin: 'null' });
const findingsOf = (stdout: string): { id: string; status: string; blockedBy?: string }[] =>
  JSON.parse(stdout).findings;

it('the checks stand in causal order, those of the features among them', async () => {
  const ids = (await chosenChecks([])).map(({ id }) => id);
  expect(ids).toEqual(ORDER.trim().split(/\s+/));
});

describe('doctor --list-checks', () => {
  it.each(['en', 'ko'])('has one line a check: its id and what it looks at (%s)', async (language) => {
    const { code, stdout, stderr } = await doctor('--list-checks', '--lang', language);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(ORDER.trim().split(/\s+/));
    for (const line of lines) expect(line).toMatch(/^[a-z0-9-]+ {2,}\S.*[.]$/);
    expect(/[가-힣]/.test(stdout)).toBe(language === 'ko');
  });

  it('--json has the same', async () => {
    const { code, stdout } = await doctor('--list-checks', '--json');
    const { schema, checks } = JSON.parse(stdout);
    expect({ code, schema }).toEqual({ code: 0, schema: 1 });
    expect(checks[0]).toEqual({ id: 'jupyter-runs', fine: expect.any(String) });
    expect(checks.map(({ id }: { id: string }) => id)).toEqual(ORDER.trim().split(/\s+/));
  });
});

describeNeeds('nb64')('doctor CHECK…', () => {
  it('makes the named checks alone', async () => {
    home.write(FILE, "c = get_config()\nc.NotebookApp.ip = '*'\nc.NotebookApp.disable_check_xsrf = True\n");
    const { code, stdout } = await doctor('xsrf', 'port', '--json');
    expect(code).toBe(0);
    expect(findingsOf(stdout).map(({ id }) => id)).toEqual(['xsrf-off', 'port']);
  });

  it('says what keeps one from being made', async () => {
    home.write(FILE, 'c = get_config()\nc.NotebookApp.ip = 0.0.0.0\n');
    const { code, stdout } = await doctor('port', '--json');
    expect(code).toBe(3);
    expect(findingsOf(stdout)).toMatchObject([
      { id: 'ip-unquoted', status: 'fail' },
      { id: 'port', status: 'unknown', blockedBy: 'ip-unquoted' },
    ]);
  });

  it('does not say that nothing is wrong where little was looked at', async () => {
    const { code, stdout } = await doctor('config-directory');
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/Nothing is wrong/);
  });

  it('a name that there is not is exit 2, with the one that is meant', async () => {
    const { code, stderr } = await doctor('firewal');
    expect(code).toBe(2);
    expect(stderr).toContain('There is no check named firewal.');
    expect(stderr).toContain('Did you mean firewall?');
    expect(stderr).toContain('doctor --list-checks');
  });

  it.each(['--live', '--outside', '--list-checks'])('does not go together with %s', async (flag) => {
    expect(await doctor('port', flag)).toMatchObject({ code: 2, stdout: '' });
  });
});
