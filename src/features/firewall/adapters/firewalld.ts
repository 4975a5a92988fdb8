import { readText } from '../../../system/read-text.ts';
import { evaluateRules, type PlainRule } from '../evaluate-rules.ts';
import { ask, type FirewallAdapter, type FirewallRule, type Lan, sourcesOf } from '../types.ts';
import { matchSource } from './ufw.ts';

/** For Fedora, RHEL and openSUSE. Everyone may read it; changes need an administrator. */
export const firewalld: FirewallAdapter = {
  id: 'firewalld',
  verified: 'no',
  needsRoot: true,
  async detect({ system, port, lan }) {
    // The program is slow, and most computers do not have it.
    if ((await readText('/etc/firewalld/firewalld.conf', system.files)) === undefined) return undefined;
    const state = await ask(system, ['firewall-cmd', '--state']);
    if (state.code !== 0 || !/^running/m.test(state.stdout)) return undefined;
    const zones = await ask(system, ['firewall-cmd', '--get-active-zones']);
    const zone =
      zoneOf(zones.stdout, lan) ??
      (await ask(system, ['firewall-cmd', '--get-default-zone'])).stdout.trim() ??
      '';
    if (!/^[\w-]+$/.test(zone)) return { active: true, reachableFrom: 'unknown', unseen: true };
    const listed = await ask(system, ['firewall-cmd', `--zone=${zone}`, '--list-all']);
    if (listed.code !== 0) return { active: true, reachableFrom: 'unknown', unseen: true, place: { zone } };
    const rules = rulesOf(listed.stdout, port, lan);
    const policy = /^\s*target: ACCEPT\s*$/m.test(listed.stdout) ? 'accept' : 'drop';
    const reachableFrom = evaluateRules({ chains: new Map([['zone', rules]]), start: 'zone', policy });
    return { active: true, reachableFrom, place: { zone } };
  },
  commands(rule) {
    const { zone = 'public' } = rule.place;
    const each = optionsOf(rule);
    // Runtime and permanent rules separately: a reload would drop other programs' runtime-only rules.
    const both = (what: 'add' | 'remove') =>
      each.flatMap(([name, value]) => {
        const option = `--${what}-${name}=${value}`;
        return [
          ['firewall-cmd', `--zone=${zone}`, option],
          ['firewall-cmd', '--permanent', `--zone=${zone}`, option],
        ];
      });
    return { open: both('add'), close: both('remove') };
  },
};

function optionsOf(rule: FirewallRule): (readonly [string, string])[] {
  const { port, scope } = rule;
  if (scope === 'everywhere') return [['port', `${port}/tcp`]];
  return ([4, 6] as const).flatMap((family) =>
    sourcesOf(rule, family).map(
      (source) =>
        [
          'rich-rule',
          `rule family="ipv${family}" source address="${source}" port port="${port}" protocol="tcp" accept`,
        ] as const,
    ),
  );
}

/** The zone of the LAN interface. */
function zoneOf(active: string, { interfaces }: Lan): string | undefined {
  let zone: string | undefined;
  for (const line of active.split('\n')) {
    const [, name] = /^(\S+)/.exec(line) ?? [];
    if (name !== undefined) zone = name;
    const [, list = ''] = /^\s+interfaces: (.*)$/.exec(line) ?? [];
    if (list.split(/\s+/).some((one) => interfaces.includes(one))) return zone;
  }
  return undefined;
}

const SERVICES: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** The rules in `firewall-cmd --list-all` that concern the port. */
function rulesOf(listed: string, port: number, lan: Lan): PlainRule[] {
  const [, ports = ''] = /^\s*ports: (.*)$/m.exec(listed) ?? [];
  const [, services = ''] = /^\s*services: (.*)$/m.exec(listed) ?? [];
  const isOpen =
    ports.split(/\s+/).some((one) => {
      const [, first, last = first] = /^(\d+)(?:-(\d+))?\/tcp$/.exec(one) ?? [];
      return port >= Number(first) && port <= Number(last);
    }) || services.split(/\s+/).some((name) => SERVICES[name] === port);
  const rich = listed.split('\n').flatMap((line): PlainRule[] => {
    const text = line.trim();
    if (!text.startsWith('rule ') || !text.includes(`port="${port}" protocol="tcp"`)) return [];
    const [, source = 'any'] = /source address="([^"]+)"/.exec(text) ?? [];
    const verdict = text.endsWith('accept') ? 'accept' : 'drop';
    return [{ match: matchSource(source, lan), verdict }];
  });
  return [...rich, ...(isOpen ? [{ match: 'always', verdict: 'accept' } as const] : [])];
}
