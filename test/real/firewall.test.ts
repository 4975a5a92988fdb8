import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FirewallLab, makeFirewallLab } from './firewall-lab.ts';
import { describeWithRouter } from './router-lab.ts';

let lab: FirewallLab;

beforeEach(async () => {
  lab = await makeFirewallLab();
});
afterEach(() => lab.remove());

describeWithRouter()('a real ufw', () => {
  beforeEach(async () => {
    await lab.exec(['ufw', 'allow', '22/tcp']);
    await lab.exec(['ufw', '--force', 'enable']);
    await lab.serve(8100);
  });

  it('keeps everybody out, then lets the house in, and is as before after close', async () => {
    const before = await rules();
    expect(await lab.reached(8100)).toEqual({ neighbour: false, stranger: false });
    expect(await status()).toMatchObject({ firewall: 'ufw', active: true, letsIn: 'no', ours: null });

    const opened = await lab.cli(['firewall', 'open', '--port', '8100', '--lan', '--yes', '--json']);
    expect(opened, opened.stderr).toMatchObject({ status: 0 });
    expect(await lab.reached(8100)).toEqual({ neighbour: true, stranger: false });
    expect(await status()).toMatchObject({ letsIn: 'lan', ours: { port: 8100, scope: 'lan' } });

    expect(await lab.cli(['firewall', 'close', '--yes'])).toMatchObject({ status: 0 });
    expect(await lab.reached(8100)).toEqual({ neighbour: false, stranger: false });
    expect(await rules()).toBe(before);
    expect(await status()).toMatchObject({ letsIn: 'no', ours: null });
  });

  it('lets everybody in, and undo takes exactly that rule away', async () => {
    const before = await rules();
    await lab.cli(['firewall', 'open', '--port', '8100', '--everywhere', '--yes']);
    expect(await lab.reached(8100)).toEqual({ neighbour: true, stranger: true });
    expect(await status()).toMatchObject({ letsIn: 'yes' });
    const undone = await lab.cli(['undo', '--yes']);
    expect(undone, undone.stderr).toMatchObject({ status: 0 });
    expect(await lab.reached(8100)).toEqual({ neighbour: false, stranger: false });
    expect(await rules()).toBe(before);
  });

  it('another port moves the rule: the new one first, then the old one away', async () => {
    await lab.serve(8200);
    await lab.cli(['firewall', 'open', '--port', '8100', '--yes']);
    await lab.cli(['firewall', 'open', '--port', '8200', '--yes']);
    expect(await lab.reached(8100)).toEqual({ neighbour: false, stranger: false });
    expect(await lab.reached(8200)).toEqual({ neighbour: true, stranger: false });
    await lab.cli(['undo', '--yes']);
    expect(await lab.reached(8100)).toEqual({ neighbour: true, stranger: false });
    expect(await lab.reached(8200)).toEqual({ neighbour: false, stranger: false });
  });

  it("takes no rule of the person's own over", async () => {
    await lab.exec(['ufw', 'allow', '8100/tcp']);
    const before = await rules();
    const opened = await lab.cli(['firewall', 'open', '--port', '8100', '--everywhere', '--yes']);
    expect(opened.stderr).toContain('let in already');
    const closed = await lab.cli(['firewall', 'close', '--yes']);
    expect(closed).toMatchObject({ status: 0, stderr: expect.stringContaining('made no firewall rule') });
    expect(await rules()).toBe(before);
  });

  it('not root: says what can be read, and the line to type', async () => {
    await lab.exec(['chown', '-R', '65534:65534', lab.home]);
    const said = await lab.cli(['firewall', 'status', '--port', '8100'], { user: 65534 });
    expect(said.stdout).toContain('The firewall of this computer is on: ufw.');
    expect(said.stdout).toContain('Whether it lets port 8100 in cannot be seen without root.');
    expect(said.stdout).toContain(
      'sudo ufw allow from 192.168.77.0/24 to any port 8100 proto tcp comment jupyter-expose',
    );
    const opened = await lab.cli(['firewall', 'open', '--port', '8100', '--yes', '--json'], { user: 65534 });
    expect(opened, opened.stdout).toMatchObject({ status: 4 });
    const { error } = JSON.parse(opened.stdout);
    expect(error.hint).toMatch(
      /^Type this line yourself: sudo ufw allow from 192\.168\.77\.0\/24 to any port 8100/,
    );
    expect(await lab.reached(8100)).toEqual({ neighbour: false, stranger: false });
    const closed = await lab.cli(['firewall', 'close', '--yes'], { user: 65534 });
    expect(closed.stderr).toContain('made no firewall rule');
  });
});

async function status(): Promise<unknown> {
  return JSON.parse((await lab.cli(['firewall', 'status', '--port', '8100', '--json'])).stdout);
}

/** All that the kernel holds, counters aside. */
async function rules(): Promise<string> {
  const { stdout } = await lab.exec(['nft', 'list', 'ruleset']);
  return stdout.replace(/packets \d+ bytes \d+/g, '');
}

const NFT_RULES = `table inet filter {
  chain input {
    type filter hook input priority 0; policy drop;
    ct state vmap { established : accept, related : accept, invalid : drop }
    iifname "lo" accept
    tcp dport 22 accept
  }
}
`;

describeWithRouter()('rules of nft', () => {
  beforeEach(async () => {
    lab.write('/etc/try.nft', NFT_RULES);
    await lab.exec(['nft', '-f', '/etc/try.nft']);
    await lab.serve(8100);
  });

  it('the house is let in by a rule before all others, and close takes exactly that one', async () => {
    const before = await rules();
    expect(await lab.reached(8100)).toEqual({ neighbour: false, stranger: false });
    expect(await status()).toMatchObject({ firewall: 'nftables', letsIn: 'no' });
    const opened = await lab.cli(['firewall', 'open', '--port', '8100', '--yes']);
    expect(opened.stderr).toContain('/etc/nftables.conf');
    expect(await lab.reached(8100)).toEqual({ neighbour: true, stranger: false });
    expect(await status()).toMatchObject({ firewall: 'nftables', letsIn: 'lan' });
    expect(await lab.cli(['firewall', 'close', '--yes'])).toMatchObject({ status: 0 });
    expect(await lab.reached(8100)).toEqual({ neighbour: false, stranger: false });
    expect(await rules()).toBe(before);
  });

  it('everybody is let in, and undo takes exactly that one', async () => {
    const before = await rules();
    await lab.cli(['firewall', 'open', '--port', '8100', '--everywhere', '--yes']);
    expect(await lab.reached(8100)).toEqual({ neighbour: true, stranger: true });
    expect(await status()).toMatchObject({ letsIn: 'yes' });
    await lab.cli(['undo', '--yes']);
    expect(await rules()).toBe(before);
  });

  it('not root: unknown, and never that there is none', async () => {
    await lab.exec(['chown', '-R', '65534:65534', lab.home]);
    const said = await lab.cli(['firewall', 'status', '--port', '8100', '--json'], { user: 65534 });
    expect(JSON.parse(said.stdout)).toMatchObject({ active: 'unknown', letsIn: 'unknown', ours: null });
  });
});

/** As Oracle's images ship it. */
const ORACLE_RULES = `# CLOUD_IMG: This file was created/modified by the Cloud Image build process
# iptables configuration for Oracle Cloud Infrastructure
*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [463:49013]
-A INPUT -m state --state RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p icmp -j ACCEPT
-A INPUT -i lo -j ACCEPT
-A INPUT -p tcp -m state --state NEW -m tcp --dport 22 -j ACCEPT
-A INPUT -j REJECT --reject-with icmp-host-prohibited
COMMIT
`;

describeWithRouter()('rules of iptables', () => {
  beforeEach(async () => {
    lab.write('/etc/try.v4', ORACLE_RULES);
    await lab.exec(['iptables-restore', '/etc/try.v4']);
    await lab.serve(8100);
  });

  it('a refusal of everything: our rule goes before it, and close takes exactly that one', async () => {
    const before = await rules();
    expect(await lab.reached(8100)).toEqual({ neighbour: false, stranger: false });
    expect(await status()).toMatchObject({ firewall: 'iptables', active: true, letsIn: 'no' });
    await lab.cli(['firewall', 'open', '--port', '8100', '--yes']);
    expect(await lab.reached(8100)).toEqual({ neighbour: true, stranger: false });
    expect(await status()).toMatchObject({ letsIn: 'lan' });
    await lab.cli(['firewall', 'close', '--yes']);
    expect(await rules()).toBe(before);
  });

  it("an image of Oracle's: the trap is named, and the port opened all the same", async () => {
    lab.write('/etc/iptables/rules.v4', ORACLE_RULES);
    expect(await status()).toMatchObject({ firewall: 'oracle', letsIn: 'no', verified: false });
    await lab.cli(['firewall', 'open', '--port', '8100', '--everywhere', '--yes']);
    expect(await lab.reached(8100)).toEqual({ neighbour: true, stranger: true });
    await lab.cli(['undo', '--yes']);
    expect(await lab.reached(8100)).toEqual({ neighbour: false, stranger: false });
  });
});
