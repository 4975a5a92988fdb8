import { isRecord, parseRecord } from '../../../json.ts';
import { holdsSubnet } from '../../../net/ip.ts';
import {
  evaluateRules,
  type Match,
  matchAll,
  type PlainRule,
  type ReachableFrom,
  type Verdict,
} from '../evaluate-rules.ts';
import type { Lan } from '../types.ts';

/** A chain that all incoming packets pass. */
export interface InputChain {
  /** 'inet filter input' */
  readonly name: string;
  readonly reachableFrom: ReachableFrom;
  /** False for a chain that accepts everything. */
  readonly hasRules: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Evaluates `nft -j list ruleset`: all base chains of the input hook that apply to IPv4, with their effect on the port.
 */
export function evaluateNftables(text: string, port: number, lan: Lan): InputChain[] | undefined {
  const items = itemsOf(text);
  if (items === undefined) return undefined;
  const rules = items.flatMap(({ rule }) => (isRecord(rule) ? [rule] : []));
  const chains = items.flatMap(({ chain }) => (isRecord(chain) ? [chain] : []));
  const inputs = chains.filter(
    ({ hook, family, type }) =>
      hook === 'input' && type === 'filter' && (family === 'inet' || family === 'ip'),
  );
  return inputs.map((input) => {
    const { family, table, name, policy } = input;
    const inTable = (one: Json) => one.family === family && one.table === table;
    const all = chains.filter(inTable).map((chain): [string, PlainRule[]] => {
      const own = rules.filter((rule) => inTable(rule) && rule.chain === chain.name);
      return [String(chain.name), own.flatMap((rule) => plainRules(rule.expr, port, lan))];
    });
    const reachableFrom = evaluateRules({
      chains: new Map(all),
      start: String(name),
      policy: policy === 'drop' ? 'drop' : 'accept',
    });
    const own = rules.some((rule) => inTable(rule) && rule.chain === name);
    return { name: `${family} ${table} ${name}`, reachableFrom, hasRules: own || policy === 'drop' };
  });
}

function plainRules(expr: unknown, port: number, lan: Lan): PlainRule[] {
  const statements = Array.isArray(expr) ? expr.filter(isRecord) : [];
  const conditions: Match[] = [];
  for (const statement of statements) {
    if (isRecord(statement.match)) conditions.push(matchExpression(statement.match, port, lan));
    // These may be conditions: a limit, or an extension of iptables.
    else if ('limit' in statement || 'xt' in statement) conditions.push('maybe');
    if (isRecord(statement.vmap))
      return verdictsOf(statement.vmap, port).map((verdict) => ({ match: matchAll(conditions), verdict }));
    const verdict = verdictOf(statement);
    if (verdict !== undefined) return [{ match: matchAll(conditions), verdict }];
  }
  return [];
}

function verdictOf(statement: Json): Verdict | undefined {
  if ('accept' in statement) return 'accept';
  if ('drop' in statement || 'reject' in statement) return 'drop';
  if ('return' in statement) return 'return';
  const { jump, goto } = statement;
  if (isRecord(jump)) return { to: String(jump.target), comesBack: true };
  if (isRecord(goto)) return { to: String(goto.target), comesBack: false };
  return undefined;
}

/** The verdicts in a verdict map for a new connection or for the port. */
function verdictsOf({ key, data }: Json, port: number): Verdict[] {
  const rows = isRecord(data) && Array.isArray(data.set) ? (data.set as unknown[]) : [];
  const wanted = isCtState(key) ? 'new' : isPort(key) ? port : undefined;
  return rows.flatMap((adapter) => {
    const [from, to] = Array.isArray(adapter) ? (adapter as unknown[]) : [];
    const verdict = isRecord(to) ? verdictOf(to) : undefined;
    if (verdict === undefined) return [];
    return wanted !== undefined && (wanted === 'new' ? from === 'new' : holdsPort(from, port))
      ? [verdict]
      : [];
  });
}

function matchExpression({ op, left, right }: Json, port: number, lan: Lan): Match {
  const plain = matchOperand(left, right, port, lan);
  if (op === '==' || op === 'in') return plain;
  if (op !== '!=') return 'maybe';
  return plain === 'always' ? 'never' : plain === 'never' ? 'always' : 'maybe';
}

function matchOperand(left: unknown, right: unknown, port: number, lan: Lan): Match {
  if (!isRecord(left)) return 'maybe';
  const values = valuesOf(right);
  if (values === undefined) return 'maybe';
  if (isCtState(left)) return yes(values.includes('new'));
  if (isPort(left)) return yes(values.some((value) => holdsPort(value, port)));
  const { meta, payload, fib } = left;
  if (isRecord(meta)) {
    if (meta.key === 'iifname' || meta.key === 'iif')
      return yes(values.some((value) => lan.interfaces.includes(String(value))));
    if (meta.key === 'l4proto') return yes(values.includes('tcp') || values.includes(6));
    if (meta.key === 'nfproto') return yes(values.includes('ipv4'));
  }
  if (isRecord(fib)) return yes(values.includes('local'));
  if (!isRecord(payload)) return 'maybe';
  const { protocol, field } = payload;
  if (protocol === 'ip' && field === 'protocol') return yes(values.includes('tcp') || values.includes(6));
  if (protocol === 'ip' && field === 'saddr') {
    const ranges = values.map(rangeOf);
    if (ranges.includes('0.0.0.0/0')) return 'always';
    return lan.subnets.some((subnet) => ranges.some((range) => holdsSubnet(range, subnet))) ? 'lan' : 'never';
  }
  return protocol === 'tcp' || protocol === 'ip' || protocol === 'th' ? 'maybe' : 'never';
}

function isCtState(key: unknown): boolean {
  return isRecord(key) && isRecord(key.ct) && key.ct.key === 'state';
}

function isPort(key: unknown): boolean {
  if (!isRecord(key) || !isRecord(key.payload)) return false;
  const { protocol, field } = key.payload;
  return field === 'dport' && (protocol === 'tcp' || protocol === 'th');
}

/** The right side of a match: one value, a list or a set; undefined for a named set, which is defined elsewhere. */
function valuesOf(right: unknown): unknown[] | undefined {
  if (typeof right === 'string') return right.startsWith('@') ? undefined : [right];
  if (Array.isArray(right)) return right as unknown[];
  if (isRecord(right) && Array.isArray(right.set)) return right.set as unknown[];
  return [right];
}

function holdsPort(value: unknown, port: number): boolean {
  const range = isRecord(value) && Array.isArray(value.range) ? (value.range as unknown[]) : [value, value];
  return port >= Number(range[0]) && port <= Number(range[1]);
}

function rangeOf(value: unknown): string {
  const prefix = isRecord(value) && isRecord(value.prefix) ? value.prefix : undefined;
  return prefix === undefined ? String(value) : `${prefix.addr}/${prefix.len}`;
}

function yes(isMatch: boolean): Match {
  return isMatch ? 'always' : 'never';
}

function itemsOf(text: string): Json[] | undefined {
  const nftables = parseRecord(text)?.nftables;
  return Array.isArray(nftables) ? nftables.filter(isRecord) : undefined;
}
