import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { evaluateIptables } from '../../../src/features/firewall/adapters/kernel-rules.ts';
import { evaluateNftables } from '../../../src/features/firewall/adapters/nftables-rules.ts';
import { evaluateUfw } from '../../../src/features/firewall/adapters/ufw.ts';
import { firewallChecks } from '../../../src/features/firewall/checks.ts';
import { readFirewall } from '../../../src/features/firewall/facts.ts';
import { firewallAdapter } from '../../../src/features/firewall/firewalls.ts';
import { firewallStep } from '../../../src/features/firewall/step.ts';
import type { DetectTools, FirewallId, FirewallRule, Scope } from '../../../src/features/firewall/types.ts';
import { statedTarget } from '../../../src/jupyter/target.ts';
import { holdsSubnet, subnetOf } from '../../../src/net/ip.ts';
import { runChecks } from '../../../src/situation/check.ts';
import { Situation } from '../../../src/situation/situation.ts';
import type { System } from '../../../src/system/system.ts';
import { recordedSystem } from '../../checks/recorded.ts';
import { fakeNetwork, inLan } from '../../net/fake-network.ts';

const LAN = { subnets: ['192.168.0.0/24', 'fe80::/10'], interfaces: ['eth0'] };

describe('the rules of ufw, as the commands that made them', () => {
  it.each([
    ['', 'drop', 'no'],
    ['', 'accept', 'yes'],
    ['ufw allow 8100/tcp', 'drop', 'yes'],
    ['ufw allow 8100', 'drop', 'yes'],
    ['ufw allow 8100/udp', 'drop', 'no'],
    ['ufw limit 8000:8200/tcp', 'drop', 'yes'],
    ['ufw allow 22,8100/tcp', 'drop', 'yes'],
    ["ufw allow from 192.168.0.0/16 to any port 8100 proto tcp comment 'mine'", 'drop', 'lan'],
    ['ufw allow from 192.168.0.0/24', 'drop', 'lan'],
    ['ufw allow from 192.168.0.9', 'drop', 'no'],
    ['ufw allow from 10.0.0.0/8 to any port 8100', 'drop', 'no'],
    ['ufw allow in on eth0 to any port 8100', 'drop', 'yes'],
    ['ufw allow in on tailscale0', 'drop', 'no'],
    ['ufw deny 8100/tcp\nufw allow 8100/tcp', 'drop', 'no'],
    ['ufw deny 8100/tcp', 'accept', 'no'],
    ['ufw allow out 8100/tcp', 'drop', 'no'],
    ['ufw route allow 8100/tcp', 'drop', 'no'],
    ['ufw allow Jupyter', 'drop', 'unknown'],
  ] as const)('%s (else %s): %s', (added, policy, reachableFrom) => {
    expect(evaluateUfw(added, policy, 8100, LAN)).toBe(reachableFrom);
  });
});

describe('the rules of iptables', () => {
  it.each([
    ['-P INPUT ACCEPT', 'yes'],
    ['-P INPUT DROP', 'no'],
    [
      '-P INPUT DROP\n-A INPUT -i lo -j ACCEPT\n-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
      'no',
    ],
    ['-P INPUT DROP\n-A INPUT -p tcp -m tcp --dport 8000:8200 -j ACCEPT', 'yes'],
    ['-P INPUT DROP\n-A INPUT -p tcp -m multiport --dports 22,8100 -j ACCEPT', 'yes'],
    ['-P INPUT DROP\n-A INPUT -s 192.168.0.0/24 -p tcp -m tcp --dport 8100 -j ACCEPT', 'lan'],
    [
      '-P INPUT ACCEPT\n-A INPUT -j REJECT --reject-with icmp-host-prohibited\n-A INPUT -p tcp -m tcp --dport 8100 -j ACCEPT',
      'no',
    ],
    ['-P INPUT ACCEPT\n-A INPUT ! -s 10.0.0.0/8 -p tcp -m tcp --dport 8100 -j DROP', 'no'],
    ['-P INPUT DROP\n-A INPUT ! -i tun0 -p tcp -m tcp --dport 8100 -j ACCEPT', 'yes'],
    ['-P INPUT DROP\n-A INPUT -j mine\n-A mine -p tcp -m tcp --dport 8100 -j ACCEPT', 'yes'],
    ['-P INPUT ACCEPT\n-A INPUT -j mine\n-A mine -p udp -j RETURN\n-A mine -j DROP', 'no'],
    ['-P INPUT DROP\n-A INPUT -m set --match-set friends src -j ACCEPT', 'unknown'],
    ['-P INPUT ACCEPT\n-A INPUT -j circle\n-A circle -j circle', 'unknown'],
  ] as const)('%s: %s', (rules, reachableFrom) => {
    expect(evaluateIptables(rules, 8100, LAN)).toBe(reachableFrom);
  });
});

it('rules of nft that are no JSON, or none, tell nothing', () => {
  expect(evaluateNftables('Operation not permitted', 8100, LAN)).toBeUndefined();
  expect(evaluateNftables('{"nftables": []}', 8100, LAN)).toEqual([]);
});

it.each([
  ['192.168.0.7/24', '192.168.0.0/24'],
  ['10.200.3.4/8', '10.0.0.0/8'],
  ['172.20.9.9/20', '172.20.0.0/20'],
  ['fd00:1:2:3::9/64', 'fd00:1:2:3::/64'],
  ['fe80::1%eth0/64', 'fe80::/64'],
  ['nonsense/24', undefined],
  ['192.168.0.7/33', undefined],
])('the subnet of %s is %s', (cidr, subnet) => {
  expect(subnetOf(cidr)).toBe(subnet);
});

it.each([
  ['0.0.0.0/0', '192.168.0.0/24', true],
  ['192.168.0.0/16', '192.168.0.0/24', true],
  ['192.168.0.0/25', '192.168.0.0/24', false],
  ['192.168.0.9', '192.168.0.0/24', false],
  ['10.0.0.0/8', '192.168.0.0/24', false],
])('does %s hold %s? %s', (range, subnet, holds) => {
  expect(holdsSubnet(range, subnet)).toBe(holds);
});

/** What the programs of computers that no test has said, by the line that asked. */
type Said = Readonly<Record<string, string>>;

const FIREWALLD: Said = {
  'firewall-cmd --state': 'running\n',
  'firewall-cmd --get-active-zones':
    'docker\n  interfaces: docker0\nFedoraWorkstation (default)\n  interfaces: eth0\n',
};
const listed = (rest: string) => ({
  ...FIREWALLD,
  'firewall-cmd --zone=FedoraWorkstation --list-all': `FedoraWorkstation (default, active)\n  target: default\n  interfaces: eth0\n${rest}`,
});
const CONF = { '/etc/firewalld/firewalld.conf': 'DefaultZone=FedoraWorkstation\n' };
const RICH =
  '  rich rules: \n\trule family="ipv4" source address="192.168.0.0/24" port port="8100" protocol="tcp" accept\n';
const WSL2 = { '/proc/version': 'Linux version 5.15.153.1-microsoft-standard-WSL2' };

describe('recorded: what no test machine is', () => {
  it.each<[string, FirewallId, NodeJS.Platform, Readonly<Record<string, string>>, Said, object | undefined]>([
    ['firewalld, not running', 'firewalld', 'linux', CONF, {}, undefined],
    [
      'firewalld, closed',
      'firewalld',
      'linux',
      CONF,
      listed('  ports: 22/tcp 8100/udp\n'),
      { active: true, reachableFrom: 'no' },
    ],
    [
      'firewalld of a Fedora desktop',
      'firewalld',
      'linux',
      CONF,
      listed('  ports: 1025-65535/udp 1025-65535/tcp\n'),
      { reachableFrom: 'yes' },
    ],
    [
      'firewalld, the house',
      'firewalld',
      'linux',
      CONF,
      listed(RICH),
      { reachableFrom: 'lan', place: { zone: 'FedoraWorkstation' } },
    ],
    [
      'macOS, off',
      'macos',
      'darwin',
      {},
      { '--getglobalstate': 'Firewall is disabled. (State = 0)\n' },
      undefined,
    ],
    [
      'macOS, on',
      'macos',
      'darwin',
      {},
      {
        '--getglobalstate': 'Firewall is enabled. (State = 1)\n',
        '--getappblocked': 'The application is blocked\n',
      },
      { active: true, reachableFrom: 'no' },
    ],
    [
      'macOS, let in',
      'macos',
      'darwin',
      {},
      {
        '--getglobalstate': 'Firewall is enabled. (State = 1)\n',
        '--getappblocked': 'Incoming connection to the application is permitted\n',
      },
      { active: true, reachableFrom: 'yes' },
    ],
    ['Windows, off', 'windows', 'win32', {}, { 'Get-NetFirewallProfile': 'False\r\n' }, undefined],
    [
      'Windows, on',
      'windows',
      'win32',
      {},
      { 'Get-NetFirewallProfile': 'True\r\n', 'Get-NetFirewallRule': '' },
      { active: true, reachableFrom: 'unknown' },
    ],
    [
      'Windows, with our rule',
      'windows',
      'win32',
      {},
      { 'Get-NetFirewallProfile': 'True\r\n', 'Get-NetFirewallRule': 'jupyter-expose 8100 lan\r\n' },
      { reachableFrom: 'lan' },
    ],
    [
      'WSL behind NAT',
      'wsl-nat',
      'linux',
      WSL2,
      { wslinfo: 'nat\n' },
      { active: 'unknown', reachableFrom: 'unknown' },
    ],
    [
      'WSL mirrored',
      'wsl-mirrored',
      'linux',
      WSL2,
      { wslinfo: 'mirrored\n' },
      { active: 'unknown', reachableFrom: 'unknown' },
    ],
  ])('%s', async (_what, id, platform, texts, said, seen) => {
    const found = await firewallAdapter(id)?.detect(tools(platform, texts, said));
    if (seen === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(seen);
  });

  it.each<[FirewallId, Scope, RegExp, RegExp]>([
    [
      'firewalld',
      'everywhere',
      /^firewall-cmd --zone=home --add-port=8100\/tcp\nfirewall-cmd --permanent --zone=home --add-port=8100\/tcp$/,
      /--remove-port=8100\/tcp/,
    ],
    [
      'firewalld',
      'lan',
      /--add-rich-rule=rule family="ipv4" source address="192\.168\.0\.0\/24" port port="8100" protocol="tcp" accept/,
      /--remove-rich-rule=/,
    ],
    [
      'windows',
      'lan',
      /New-NetFirewallRule -DisplayName 'jupyter-expose 8100 lan'.*-LocalPort 8100 .*-RemoteAddress LocalSubnet/,
      /Remove-NetFirewallRule -DisplayName 'jupyter-expose 8100 lan'/,
    ],
    [
      'macos',
      'everywhere',
      /socketfilterfw --add \/opt\/python3\n.*--unblockapp \/opt\/python3/,
      /--remove \/opt\/python3/,
    ],
    [
      'wsl-nat',
      'everywhere',
      /^netsh interface portproxy add v4tov4 listenport=8100 .*\nNew-NetFirewallRule/,
      /portproxy delete v4tov4 listenport=8100/,
    ],
    [
      'wsl-mirrored',
      'everywhere',
      /^New-NetFirewallHyperVRule .*40E0AC32-46A5-438A-A0B2-2B479E8F2E90.* -LocalPorts 8100\n/,
      /Remove-NetFirewallHyperVRule/,
    ],
  ])('%s, %s: opens and closes', (firewall, scope, open, close) => {
    const sources = scope === 'lan' ? LAN.subnets : [];
    const rule: FirewallRule = {
      firewall,
      port: 8100,
      scope,
      sources,
      place: { zone: 'home', program: '/opt/python3' },
    };
    const commands = firewallAdapter(firewall)?.commands(rule);
    const text = (lines: readonly (readonly string[])[] = []) =>
      lines.map((words) => words.join(' ')).join('\n');
    expect(text(commands?.open)).toMatch(open);
    expect(text(commands?.close)).toMatch(close);
    expect(firewallAdapter(firewall)?.verified).toBe('no');
  });
});

describe("ufw, whose rules only its own command may see: a rule of the person's own", () => {
  const OURS = " comment 'jupyter-expose'";
  const RULE = 'allow from 192.168.0.0/24 to any port 8100 proto tcp';
  const ADD = `${RULE} comment jupyter-expose`;

  /** What ufw was told, by a shell that runs the command where `ufw show added` prints these lines. */
  function told(want: 'open' | 'close', added: string): string {
    const rule: FirewallRule = {
      firewall: 'ufw',
      port: 8100,
      scope: 'lan',
      sources: ['192.168.0.0/24'],
      place: {},
      unseen: true,
    };
    const [[, option = '', text = ''] = []] = firewallAdapter('ufw')?.commands(rule)[want] ?? [];
    const ufw = `ufw() { if [ "$1" = show ]; then echo "$ADDED"; else echo "$*"; fi; }; ${text}`;
    const env = { PATH: '/usr/bin:/bin', ADDED: added };
    return spawnSync('/bin/sh', [option, ufw], { encoding: 'utf8', env }).stdout.trim();
  }

  it.each([
    ['open', '', ADD],
    ['open', `ufw ${RULE}`, ''],
    ['open', `ufw ${RULE} comment 'for the cat'`, ''],
    ['open', `ufw ${RULE}${OURS}`, ''],
    ['open', `ufw ${RULE.replace('8100', '81000')}`, ADD],
    ['close', `ufw ${RULE}${OURS}`, `delete ${RULE}`],
    ['close', `ufw ${RULE} comment 'for the cat'`, ''],
    ['close', `ufw ${RULE}`, ''],
    ['close', '', ''],
  ] as const)('%s, beside "%s": %s', (want, added, expected) => {
    expect(told(want, added)).toBe(expected);
  });
});

describe('what the firewall says is asked once in a run', () => {
  const RULES = JSON.stringify({ nftables: [] });
  const answers = (values: Record<string, unknown>) =>
    new Map(Object.entries(values).map(([id, value]) => [id, { value, source: 'flag' } as const]));

  /** Root's computer, and every line that a program was run with. */
  function counted() {
    const asked: string[] = [];
    const run: System['run'] = async (command, args) => {
      asked.push([command, ...args].join(' '));
      return command === 'nft' ? { code: 0, stdout: RULES, stderr: '' } : { code: 1, stdout: '', stderr: '' };
    };
    const system = { ...recordedSystem({}), uid: 0, run };
    const network = fakeNetwork({ ownAddresses: () => [inLan('192.168.0.3')] });
    const facts = {
      paths: { configDir: '/home/min/.jupyter', exposeDir: '/home/min/.jupyter/expose' },
      effective: { values: {}, traits: { ip: '*', port: 8100 }, problems: [] },
      lastAnswers: undefined,
      installations: [],
      target: statedTarget('lab'),
    };
    return { asked, system, situation: new Situation({ system, network }, {}, facts) };
  }

  it.each(['leave', 'lan', 'everywhere'])('by the wizard, that is told: %s', async (firewall) => {
    const { asked, system, situation } = counted();
    const context = { system, situation, options: {} };
    await firewallStep.questions(context, new Map());
    for (const port of [8100, 8200]) {
      await firewallStep.questions(context, answers({ ip: '*', port }));
      await firewallStep.plan(context, answers({ ip: '*', port, firewall }));
    }
    expect(asked).toContain('nft -j list ruleset');
    expect(asked).toEqual([...new Set(asked)]);
  });

  it('by the doctor', async () => {
    const { asked, system, situation } = counted();
    const [finding] = await runChecks(firewallChecks.checks, { system, situation });
    expect(finding).toMatchObject({ id: 'firewall', status: 'ok' });
    expect(asked).toContain('nft -j list ruleset');
    expect(asked).toEqual([...new Set(asked)]);
  });

  it('and again after something was applied', async () => {
    const { asked, situation } = counted();
    await readFirewall(situation, 8100);
    await readFirewall(await situation.afterApply(), 8100);
    expect(asked.filter((line) => line === 'nft -j list ruleset')).toHaveLength(2);
  });
});

/** A firewall that lets nothing in. */
const CLOSED = JSON.stringify({
  nftables: [
    { table: { family: 'inet', name: 'filter' } },
    {
      chain: {
        family: 'inet',
        table: 'filter',
        name: 'input',
        type: 'filter',
        hook: 'input',
        prio: 0,
        policy: 'drop',
      },
    },
  ],
});

it.each([
  ['one network', [inLan('192.168.0.3')], ['192.168.0.0/24']],
  [
    'two networks, and bridges of containers',
    [
      inLan('192.168.0.3'),
      inLan('10.20.0.5', { interfaceName: 'wlan0', cidr: '10.20.0.5/16' }),
      inLan('172.17.0.1', { interfaceName: 'docker0' }),
      inLan('127.0.0.1', { interfaceName: 'lo', loopback: true }),
    ],
    ['192.168.0.0/24', '10.20.0.0/16'],
  ],
  ['an address of the internet alone', [inLan('8.8.4.4')], []],
])('a computer with %s: what would open the port names exactly those', async (_what, own, subnets) => {
  const system = {
    ...recordedSystem({}),
    uid: 0,
    run: async (command: string) =>
      command === 'nft'
        ? { code: 0, stdout: CLOSED, stderr: '' }
        : { code: undefined, stdout: '', stderr: '', problem: 'not-found' as const },
  };
  const situation = new Situation(
    { system, network: fakeNetwork({ ownAddresses: () => own }) },
    {},
    {
      paths: { configDir: '/home/min/.jupyter', exposeDir: '/home/min/.jupyter/expose' },
      effective: { values: {}, traits: { ip: '*', port: 8100 }, problems: [] },
      installations: [],
      target: statedTarget('lab'),
    },
  );
  const [finding] = await runChecks(firewallChecks.checks, { system, situation });
  expect(finding).toMatchObject({ id: 'firewall-closed', status: 'warn' });
  expect(finding?.fix?.match(/\d+\.\d+\.\d+\.\d+\/\d+/g) ?? []).toEqual(subnets);
});

function tools(platform: NodeJS.Platform, texts: Readonly<Record<string, string>>, said: Said): DetectTools {
  const system = {
    ...recordedSystem({ files: texts }),
    platform,
    run: async (command: string, args: readonly string[]) => {
      const line = [command, ...args].join(' ');
      const key = Object.keys(said).find((part) => line.includes(part));
      return { code: key === undefined ? 1 : 0, stdout: said[key ?? ''] ?? '', stderr: '' };
    },
  };
  return { system, port: 8100, lan: LAN, root: undefined, program: '/opt/python3' };
}
