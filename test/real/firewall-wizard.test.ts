import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FirewallLab, makeFirewallLab } from './firewall-lab.ts';
import { describeWithRouter } from './router-lab.ts';

let lab: FirewallLab;

const INIT = [
  'init',
  '--ip',
  '*',
  '--no-open-browser',
  '--password-file',
  '/etc/try-password',
  '--yes',
  '--json',
];

describeWithRouter()('the wizard, in front of a real ufw', () => {
  beforeEach(async () => {
    lab = await makeFirewallLab();
    lab.write('/etc/try-password', 'Correct-horse-77-battery\n');
    await lab.exec(['chmod', '644', '/etc/try-password']);
    await lab.exec(['ufw', '--force', 'enable']);
    await lab.serve(8100);
    await lab.serve(8200);
  });
  afterEach(() => lab.remove());

  it('leaves the firewall alone unless it is told, and says what that means', async () => {
    const done = await init('8100');
    expect(done.findings).toContainEqual(
      expect.objectContaining({
        id: 'firewall-closed',
        status: 'warn',
        fix: expect.stringContaining('ufw allow from 192.168.77.0/24 to any port 8100 proto tcp'),
      }),
    );
    expect(await lab.reached(8100)).toEqual({ neighbour: false, stranger: false });
    const doctor = JSON.parse((await lab.cli(['doctor', '--json'])).stdout);
    expect(doctor.findings).toContainEqual(
      expect.objectContaining({ id: 'firewall-closed', status: 'warn' }),
    );
  });

  it('opens it, and a rerun with another port moves the rule', async () => {
    const first = await init('8100', '--firewall', 'lan');
    expect(first.status).toBe('applied');
    expect(await lab.reached(8100)).toEqual({ neighbour: true, stranger: false });

    const second = await init('8200');
    expect(second.changes.map(({ id }: { id?: string }) => id).filter(Boolean)).toEqual([
      'firewall-open',
      'firewall-close-old',
    ]);
    expect(await lab.reached(8100)).toEqual({ neighbour: false, stranger: false });
    expect(await lab.reached(8200)).toEqual({ neighbour: true, stranger: false });
    const doctor = JSON.parse((await lab.cli(['doctor', '--json'])).stdout);
    expect(doctor.findings).toContainEqual(expect.objectContaining({ id: 'firewall', status: 'ok' }));

    await lab.exec([
      'ufw',
      'delete',
      'allow',
      'from',
      '192.168.77.0/24',
      'to',
      'any',
      'port',
      '8200',
      'proto',
      'tcp',
    ]);
    const later = JSON.parse((await lab.cli(['doctor', '--json'])).stdout);
    expect(later.findings).toContainEqual(
      expect.objectContaining({ id: 'firewall-rule-gone', status: 'warn' }),
    );
  });

  it('not root and no sudo: the settings stand, and it ends with the line to type', async () => {
    await lab.exec(['chown', '-R', '65534:65534', lab.home]);
    const done = await init('8100', '--firewall', 'everywhere', { user: 65534 });
    expect(done.status).toBe('applied');
    expect(done.findings).toContainEqual(
      expect.objectContaining({
        id: 'firewall-open',
        status: 'fail',
        fix: 'Type this line yourself: sudo ufw allow 8100/tcp comment jupyter-expose',
      }),
    );
    const status = JSON.parse((await lab.cli(['firewall', 'status', '--json'], { user: 65534 })).stdout);
    expect(status).toMatchObject({ port: 8100, active: true, letsIn: 'unknown', ours: null });
    const undone = await lab.cli(['undo', '--yes'], { user: 65534 });
    expect(undone, undone.stderr).toMatchObject({
      status: 0,
      stderr: expect.not.stringContaining('by hand'),
    });
  });

  it('for this computer only: a wish for the firewall makes no sense', async () => {
    const said = await lab.cli(
      [...INIT, '--port', '8100', '--firewall', 'lan'].map((word) => (word === '*' ? 'localhost' : word)),
    );
    expect(said.status).toBe(2);
    expect(JSON.parse(said.stdout).error.message).toContain('this computer only');
  });
});

async function init(port: string, ...more: (string | { user: number })[]) {
  const words = more.filter((word) => typeof word === 'string');
  const options = more.find((word) => typeof word !== 'string') ?? {};
  const done = await lab.cli([...INIT, '--port', port, ...words], options);
  return { code: done.status, ...JSON.parse(done.stdout || `{"stderr": ${JSON.stringify(done.stderr)}}`) };
}
