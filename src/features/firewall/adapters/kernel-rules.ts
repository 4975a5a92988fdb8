import { groupBy } from '../../../group-by.ts';
import { glued } from '../../../messages/command-line.ts';
import { readText } from '../../../system/read-text.ts';
import {
  evaluateRules,
  type Match,
  matchAll,
  matchPort,
  type PlainRule,
  type ReachableFrom,
  strictest,
  type Verdict,
} from '../evaluate-rules.ts';
import type { FirewallRule, RuleCommands } from '../types.ts';
import {
  ask,
  type DetectedFirewall,
  type DetectTools,
  type FirewallAdapter,
  type Lan,
  NAME,
  NO_RULES,
  script,
  sourcesOf,
} from '../types.ts';
import { evaluateNftables, type InputChain } from './nftables-rules.ts';
import { matchSource } from './ufw.ts';

const VERDICTS: Readonly<Record<string, Verdict>> = {
  ACCEPT: 'accept',
  DROP: 'drop',
  REJECT: 'drop',
  RETURN: 'return',
};

/** Targets after which the next rule is evaluated. */
const PASSING = /^(?:LOG|NFLOG|MARK|CONNMARK|TCPMSS|AUDIT|TRACE)$/;

/** After a `!`. */
const NEGATED: Readonly<Record<Match, Match>> = {
  always: 'never',
  never: 'always',
  lan: 'maybe',
  maybe: 'maybe',
};

/** Modules that add no condition without their options. */
const SILENT = /^(?:tcp|state|conntrack|comment|multiport)$/;

const MATCHERS: Readonly<Record<string, (value: string, port: number, lan: Lan) => Match>> = {
  '-p': (value) => (value === 'tcp' || value === 'all' ? 'always' : 'never'),
  '-i': (value, _port, { interfaces }) => (interfaces.includes(value) ? 'always' : 'never'),
  '-s': (value, _port, lan) => matchSource(value, lan),
  '-m': (value) => (SILENT.test(value) ? 'always' : 'maybe'),
  '--dport': matchPort,
  '--dports': matchPort,
  '--state': matchState,
  '--ctstate': matchState,
};

/** Firewall rules in the kernel, which only root can read. */

/** Rules of nft, in any table. */
export const nftables: FirewallAdapter = {
  id: 'nftables',
  verified: 'yes',
  needsRoot: true,
  forgets: { keep: 'write the rule into /etc/nftables.conf as well' },
  async detect(tools) {
    const inputs = await nftInputs(tools);
    if (inputs === undefined) return undefined;
    const own = inputs.filter(({ name, hasRules: some }) => some && name !== IPTABLES_CHAIN);
    if (own.length === 0) return NO_RULES;
    const closed = own.filter(({ reachableFrom }) => reachableFrom !== 'yes');
    const reachableFrom = strictest(own.map((one) => one.reachableFrom));
    const chains = (closed.length > 0 ? closed : own).map(({ name }) => name);
    return { active: true, reachableFrom, place: { chains } };
  },
  commands(rule) {
    const { chains = [] } = rule.place;
    const open = chains.flatMap((chain) =>
      nftMatches(rule, chain).map((match) => [
        ...['nft', 'insert', 'rule', ...chain.split(' '), ...match.split(' ')],
        ...['accept', 'comment', `"${nftComment(rule)}"`],
      ]),
    );
    const close = chains.map((chain) =>
      script(
        `nft -a list chain ${chain} | sed -n 's/.*comment "${nftComment(rule)}" # handle //p' | while read -r handle; do nft delete rule ${chain} handle "$handle"; done`,
      ),
    );
    return { open, close };
  },
};

/** The chain with iptables' rules if iptables is based on nft. */
const IPTABLES_CHAIN = 'ip filter INPUT';

async function nftInputs({ system, port, lan, root }: DetectTools): Promise<InputChain[] | undefined> {
  const listed = root && (await ask(system, [...root.before, 'nft', '-j', 'list', 'ruleset']));
  return listed?.code === 0 ? evaluateNftables(listed.stdout, port, lan) : undefined;
}

function nftComment({ port, scope }: FirewallRule): string {
  return `${NAME} ${port} ${scope}`;
}

function nftMatches(rule: FirewallRule, chain: string): string[] {
  const to = `tcp dport ${rule.port}`;
  if (rule.scope === 'everywhere') return [to];
  const family = chain.split(' ')[0];
  const [four, six] = [sourcesOf(rule, 4), sourcesOf(rule, 6)];
  return [
    ...(four.length > 0 && family !== 'ip6' ? [`ip saddr ${setOf(four)} ${to}`] : []),
    ...(six.length > 0 && family !== 'ip' ? [`ip6 saddr ${setOf(six)} ${to}`] : []),
  ];
}

function setOf(sources: readonly string[]): string {
  const [only = ''] = sources;
  return sources.length === 1 ? only : `{ ${sources.join(', ')} }`;
}

/** The older program. Its rules are for IPv4; IPv6 has a second program that most people never use. */
export const iptables: FirewallAdapter = {
  id: 'iptables',
  verified: 'yes',
  needsRoot: true,
  forgets: { keep: glued('sudo netfilter-persistent save') },
  detect: detectIptables,
  commands: iptablesCommands,
};

/**
 * Images of Oracle's cloud: iptables rules from a file that allow port 22 and reject everything else, so rules that ufw
 * adds after them have no effect. The cloud network has a rule list of its own.
 */
export const oracle: FirewallAdapter = {
  ...iptables,
  id: 'oracle',
  verified: 'no',
  async detect(tools) {
    const saved = await readText('/etc/iptables/rules.v4', tools.system.files);
    const vendor = await readText('/sys/class/dmi/id/chassis_asset_tag', tools.system.files);
    const isOracle =
      /iptables configuration for Oracle Cloud/i.test(saved ?? '') || /OracleCloud/i.test(vendor ?? '');
    if (!isOracle) return undefined;
    const seen = await detectIptables(tools);
    if (tools.root !== undefined) return seen;
    // The saved rules, loaded at every boot, show what was loaded at the last one.
    const reachableFrom =
      saved === undefined ? 'unknown' : evaluateIptables(policiesOf(saved), tools.port, tools.lan);
    return { active: 'unknown', reachableFrom, unseen: true };
  },
};

/** Converts ':INPUT ACCEPT [0:0]' to the format of `iptables -S`. */
function policiesOf(saved: string): string {
  return saved.replace(/^:(\S+) (ACCEPT|DROP).*$/gm, '-P $1 $2');
}

async function detectIptables(tools: DetectTools): Promise<DetectedFirewall | undefined> {
  const { system, port, lan, root } = tools;
  const inputs = await nftInputs(tools);
  const names = root && (await readText('/proc/net/ip_tables_names', system.files));
  const isThere = inputs === undefined || inputs.some(({ name }) => name === IPTABLES_CHAIN);
  // Listing rules where there are none would load kernel modules.
  if (root === undefined || (!isThere && !names?.includes('filter'))) return undefined;
  const program = isThere ? 'iptables' : 'iptables-legacy';
  const listed = await ask(system, [...root.before, program, '-S']);
  if (listed.code !== 0 || !hasRules(listed.stdout)) return undefined;
  const reachableFrom = evaluateIptables(listed.stdout, port, lan);
  // Other rules of nft may still block the port.
  const others = inputs?.filter(({ name }) => name !== IPTABLES_CHAIN) ?? [];
  return reachableFrom === 'yes' && others.some((one) => one.reachableFrom !== 'yes')
    ? undefined
    : { active: true, reachableFrom };
}

function iptablesCommands(rule: FirewallRule): RuleCommands {
  const { port, scope } = rule;
  const sources = scope === 'everywhere' ? [[]] : sourcesOf(rule, 4).map((source) => ['-s', source]);
  const words = sources.map((source) => [
    ...['INPUT', ...source, '-p', 'tcp', '--dport', String(port)],
    ...['-m', 'conntrack', '--ctstate', 'NEW', '-m', 'comment', '--comment', NAME, '-j', 'ACCEPT'],
  ]);
  return {
    // As the first rule: an earlier reject would win.
    open: words.map((one) => ['iptables', '-I', ...one]),
    close: words.map((one) =>
      script(`while iptables -C ${one.join(' ')} 2>/dev/null; do iptables -D ${one.join(' ')}; done`),
    ),
  };
}

/** Evaluates `iptables -S` for a new connection to the port. */
export function evaluateIptables(text: string, port: number, lan: Lan): ReachableFrom {
  const added = text.split('\n').flatMap((line) => {
    const [, name = '', rest = ''] = /^-A (\S+)(.*)$/.exec(line.trim()) ?? [];
    return name === '' ? [] : [{ name, rule: ruleOf(rest.trim(), port, lan) }];
  });
  const groups = [...groupBy(added, ({ name }) => name)];
  const chains = new Map(groups.map(([name, group]) => [name, group.map(({ rule }) => rule)]));
  const policy = /^-P INPUT (?:DROP|REJECT)$/m.test(text) ? 'drop' : 'accept';
  return evaluateRules({ chains, start: 'INPUT', policy });
}

/** Whether there are rules, or only the kernel's defaults. */
function hasRules(text: string): boolean {
  return /^-A INPUT /m.test(text) || /^-P INPUT DROP$/m.test(text);
}

function ruleOf(rest: string, port: number, lan: Lan): PlainRule {
  const words = rest.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? [];
  const conditions: Match[] = [];
  let verdict: Verdict = 'none';
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const value = words[at + 1] ?? '';
    const isDenied = words[at - 1] === '!';
    // The number of arguments of an unknown option is unknown, so words that are no options are skipped.
    if (!word.startsWith('-') || word === '--comment') continue;
    if (word === '-j' || word === '-g') {
      verdict = verdictOf(value, word === '-j');
      break; // the rest are options of the target
    }
    const match = (MATCHERS[word] ?? (() => 'maybe' as const))(value, port, lan);
    conditions.push(isDenied ? NEGATED[match] : match);
  }
  return { match: matchAll(conditions), verdict };
}

function verdictOf(target: string, comesBack: boolean): Verdict {
  return VERDICTS[target] ?? (PASSING.test(target) ? 'none' : { to: target, comesBack });
}

function matchState(list: string): Match {
  return list.split(',').includes('NEW') ? 'always' : 'never';
}
