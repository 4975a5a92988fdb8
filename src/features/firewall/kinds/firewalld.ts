import { readText } from '../../../system/read-text.ts';
import { judgeRules, type PlainRule } from '../judge.ts';
import { ask, type FirewallRow, type FirewallRule, type House, sourcesOf } from '../types.ts';
import { sourceMeets } from './ufw.ts';

/** For Fedora, RHEL and openSUSE. Everyone may read it; changes need an administrator. */
export const firewalld: FirewallRow = {
  id: 'firewalld',
  verified: 'no',
  needsRoot: true,
  async look({ system, port, house }) {
    // The program is slow, and most computers do not have it.
    if ((await readText('/etc/firewalld/firewalld.conf', system.files)) === undefined) return undefined;
    const state = await ask(system, ['firewall-cmd', '--state']);
    if (state.code !== 0 || !/^running/m.test(state.stdout)) return undefined;
    const zones = await ask(system, ['firewall-cmd', '--get-active-zones']);
    const zone =
      zoneOf(zones.stdout, house) ??
      (await ask(system, ['firewall-cmd', '--get-default-zone'])).stdout.trim() ??
      '';
    if (!/^[\w-]+$/.test(zone)) return { active: true, letsIn: 'unknown', unseen: true };
    const listed = await ask(system, ['firewall-cmd', `--zone=${zone}`, '--list-all']);
    if (listed.code !== 0) return { active: true, letsIn: 'unknown', unseen: true, place: { zone } };
    const rules = rulesOf(listed.stdout, port, house);
    const policy = /^\s*target: ACCEPT\s*$/m.test(listed.stdout) ? 'accept' : 'drop';
    const letsIn = judgeRules({ chains: new Map([['zone', rules]]), start: 'zone', policy });
    return { active: true, letsIn, place: { zone } };
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
function zoneOf(active: string, { interfaces }: House): string | undefined {
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
function rulesOf(listed: string, port: number, house: House): PlainRule[] {
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
    return [{ meets: sourceMeets(source, house), verdict }];
  });
  return [...rich, ...(isOpen ? [{ meets: 'always', verdict: 'accept' } as const] : [])];
}
