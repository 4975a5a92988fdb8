import { holdsSubnet } from '../../../net/ip.ts';
import { readText } from '../../../system/read-text.ts';
import {
  evaluateRules,
  type Match,
  matchAll,
  matchPort,
  type PlainRule,
  type ReachableFrom,
} from '../evaluate-rules.ts';
import {
  ask,
  type Command,
  type FirewallAdapter,
  type FirewallRule,
  type Lan,
  NAME,
  script,
} from '../types.ts';

const VERDICTS: Readonly<Record<string, 'accept' | 'drop'>> = {
  allow: 'accept',
  limit: 'accept',
  deny: 'drop',
  reject: 'drop',
};

/**
 * For Ubuntu and Debian. Everyone may read whether it is enabled and its default policy; only root may read its rules.
 */
export const ufw: FirewallAdapter = {
  id: 'ufw',
  verified: 'yes',
  needsRoot: true,
  async detect({ system, port, lan, root }) {
    const enabled = /^\s*ENABLED\s*=\s*"?yes/im.test(
      (await readText('/etc/ufw/ufw.conf', system.files)) ?? '',
    );
    if (!enabled) return undefined;
    const defaults = (await readText('/etc/default/ufw', system.files)) ?? '';
    const policy = ufwPolicy(defaults);
    const place = /^\s*IPV6\s*=\s*"?no/im.test(defaults) ? { ipv4Only: true } : {};
    const added = root && (await ask(system, [...root.before, 'ufw', 'show', 'added']));
    if (added?.code !== 0) return { active: true, reachableFrom: 'unknown', unseen: true, place };
    return { active: true, reachableFrom: evaluateUfw(added.stdout, policy, port, lan), place };
  },
  commands(rule) {
    const wanted = wordsOf(rule);
    const open = wanted.map((words) => ['ufw', 'allow', ...words, 'comment', NAME]);
    const close = wanted.map((words) => ['ufw', 'delete', 'allow', ...words]);
    if (!rule.unseen) return { open, close };
    return {
      open: wanted.map((words) => script(`${shown(words)} || ufw allow ${words.join(' ')} comment ${NAME}`)),
      close: wanted.map((words) =>
        script(`if ${shown(words, `comment .${NAME}.`)}; then ufw delete allow ${words.join(' ')}; fi`),
      ),
    };
  },
};

/** Each rule in ufw's own syntax, so that the same words delete it. */
function wordsOf({ port, scope, sources, place }: FirewallRule): Command[] {
  if (scope === 'everywhere') return [[`${port}/tcp`]];
  return sources
    .filter((source) => !(place.ipv4Only && source.includes(':')))
    .map((source) => ['from', source, 'to', 'any', 'port', String(port), 'proto', 'tcp']);
}

/** Shell condition for an existing rule: only root can list them, so the privileged command itself must check. */
function shown(words: Command, comment?: string): string {
  const rest = comment === undefined ? '\\( .*\\)\\?' : ` ${comment}`;
  return `ufw show added | grep -qx "ufw allow ${words.join(' ')}${rest}"`;
}

/** Evaluates `ufw show added`: the user's rules as the commands that added them, in effective order. */
export function evaluateUfw(added: string, policy: 'accept' | 'drop', port: number, lan: Lan): ReachableFrom {
  const rules = added.split('\n').flatMap((line) => ruleOf(line.trim(), port, lan));
  return evaluateRules({ chains: new Map([['user', rules]]), start: 'user', policy });
}

/** DEFAULT_INPUT_POLICY of /etc/default/ufw, which everyone may read. */
function ufwPolicy(defaults: string): 'accept' | 'drop' {
  return /^\s*DEFAULT_INPUT_POLICY\s*=\s*"?ACCEPT/im.test(defaults) ? 'accept' : 'drop';
}

/** `ufw allow [in] [on eth0] [log] 22/tcp`, `ufw allow from A [port N] to B [port N] proto tcp`. */
function ruleOf(line: string, port: number, lan: Lan): PlainRule[] {
  const [rule = ''] = line.split(/ comment '/);
  const [program, action = '', ...rest] = rule.split(/\s+/);
  const verdict = VERDICTS[action];
  if (program !== 'ufw' || verdict === undefined) return [];
  const words = rest.filter((word) => !['in', 'log', 'log-all'].includes(word));
  if (words.includes('out')) return [];
  const after = (name: string) => words[words.indexOf(name) + 1] ?? '';
  const conditions: Match[] = [];
  if (words[0] === 'on') {
    conditions.push(lan.interfaces.includes(after('on')) ? 'always' : 'never');
    words.splice(0, 2);
  }
  if (words.length === 1) conditions.push(targetMeets(words[0] ?? '', port));
  else {
    const to = words.indexOf('to');
    const source = words.includes('from') ? after('from') : 'any';
    const target = to < 0 ? 'any' : after('to');
    conditions.push(matchSource(source, lan));
    // Whether the rule's target is the relevant one of our addresses is not evaluated.
    conditions.push(target === 'any' || target === '0.0.0.0/0' ? 'always' : 'maybe');
    if (words.includes('app')) conditions.push('maybe');
    if (to >= 0 && words[to + 2] === 'port') conditions.push(targetMeets(words[to + 3] ?? '', port));
    if (words[words.indexOf('from') + 2] === 'port' && words.includes('from')) conditions.push('maybe');
    if (words.includes('proto')) conditions.push(after('proto') === 'tcp' ? 'always' : 'never');
  }
  return [{ match: matchAll(conditions), verdict }];
}

/** '22', '22/tcp', '8000:8200/tcp', '80,443/tcp'; anything else is an application name. */
function targetMeets(text: string, port: number): Match {
  const [, list, protocol] = /^([\d:,]+)(?:\/(\w+))?$/.exec(text) ?? [];
  if (list === undefined) return 'maybe';
  if (protocol === 'udp') return 'never';
  return matchPort(list, port);
}

/** Whom a rule with this source covers. A single LAN host does not count as the LAN. */
export function matchSource(source: string, { subnets }: Lan): Match {
  if (source === 'any' || source === '0.0.0.0/0') return 'always';
  return subnets.some((subnet) => holdsSubnet(source, subnet)) ? 'lan' : 'never';
}
