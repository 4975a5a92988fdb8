import { holdsSubnet } from '../../../net/subnets.ts';
import { judgeRules, type LetsIn, type Meets, meetsAll, type PlainRule } from '../judge.ts';
import type { House } from '../types.ts';

/** `ufw show added`: the person's rules as the commands that made them, in the order in which they hold. */
export function judgeUfw(added: string, policy: 'accept' | 'drop', port: number, house: House): LetsIn {
  const rules = added.split('\n').flatMap((line) => ruleOf(line.trim(), port, house));
  return judgeRules({ chains: new Map([['user', rules]]), start: 'user', policy });
}

/** DEFAULT_INPUT_POLICY of /etc/default/ufw, which anybody may read. */
export function ufwPolicy(defaults: string): 'accept' | 'drop' {
  return /^\s*DEFAULT_INPUT_POLICY\s*=\s*"?ACCEPT/im.test(defaults) ? 'accept' : 'drop';
}

const VERDICTS: Readonly<Record<string, 'accept' | 'drop'>> = {
  allow: 'accept',
  limit: 'accept',
  deny: 'drop',
  reject: 'drop',
};

/** `ufw allow [in] [on eth0] [log] 22/tcp`, `ufw allow from A [port N] to B [port N] proto tcp`. */
function ruleOf(line: string, port: number, house: House): PlainRule[] {
  const [rule = ''] = line.split(/ comment '/);
  const [program, action = '', ...rest] = rule.split(/\s+/);
  const verdict = VERDICTS[action];
  if (program !== 'ufw' || verdict === undefined) return [];
  const words = rest.filter((word) => !['in', 'log', 'log-all'].includes(word));
  if (words.includes('out')) return [];
  const after = (name: string) => words[words.indexOf(name) + 1] ?? '';
  const conditions: Meets[] = [];
  if (words[0] === 'on') {
    conditions.push(house.interfaces.includes(after('on')) ? 'always' : 'never');
    words.splice(0, 2);
  }
  if (words.length === 1) conditions.push(portMeets(words[0] ?? '', port));
  else {
    const to = words.indexOf('to');
    const source = words.includes('from') ? after('from') : 'any';
    const target = to < 0 ? 'any' : after('to');
    conditions.push(sourceMeets(source, house));
    // Which of our addresses it is about is more than we follow.
    conditions.push(target === 'any' || target === '0.0.0.0/0' ? 'always' : 'maybe');
    if (words.includes('app')) conditions.push('maybe');
    if (to >= 0 && words[to + 2] === 'port') conditions.push(portMeets(words[to + 3] ?? '', port));
    if (words[words.indexOf('from') + 2] === 'port' && words.includes('from')) conditions.push('maybe');
    if (words.includes('proto')) conditions.push(after('proto') === 'tcp' ? 'always' : 'never');
  }
  return [{ meets: meetsAll(conditions), verdict }];
}

/** '22', '22/tcp', '8000:8200/tcp', '80,443/tcp'; anything else is the name of an application. */
function portMeets(text: string, port: number): Meets {
  const [, list, protocol] = /^([\d:,]+)(?:\/(\w+))?$/.exec(text) ?? [];
  if (list === undefined) return 'maybe';
  if (protocol === 'udp') return 'never';
  const holds = list.split(',').some((part) => {
    const [first = '', last = first] = part.split(':');
    return port >= Number(first) && port <= Number(last);
  });
  return holds ? 'always' : 'never';
}

/** Whom a rule for this source is about. One single host of the house is not the house. */
export function sourceMeets(source: string, { subnets }: House): Meets {
  if (source === 'any' || source === '0.0.0.0/0') return 'always';
  return subnets.some((subnet) => holdsSubnet(source, subnet)) ? 'lan' : 'never';
}
