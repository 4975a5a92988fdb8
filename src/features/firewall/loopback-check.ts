import { t } from '../../messages/index.ts';
import { peerOf } from '../../net/peer.ts';
import { asRoot, needsSudo, typedLine } from '../../plan/sudo.ts';
import {
  type CheckContext,
  type CheckFindings,
  type CheckGroup,
  NOTHING_TO_CHECK,
} from '../../situation/check.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import type { System } from '../../system/system.ts';
import { iptables, nftables } from './adapters/kernel-rules.ts';
import { ask, type Command, type Lan, NO_RULES } from './types.ts';

/** Milliseconds; a connection to the own computer takes less than one. */
const PATIENCE = 1500;

const HERE = '127.0.0.1';

/** A port such as kernels get; the firewall has no reason to name it. */
const KERNEL_PORT = 45_127;

/** A rule drops the packet without a word, or refuses it with one of two answers. */
const BLOCKED: readonly string[] = ['timeout', 'refused', 'unreachable'];

const LOOPBACK: Lan = { subnets: ['127.0.0.0/8'], interfaces: ['lo'] };

/** Whether this computer can connect to itself: Jupyter and its kernels talk to each other that way. */
export const loopbackChecks: CheckGroup = {
  layer: 'listening',
  checks: [{ id: 'loopback', fine: () => t().firewall.checks.loopbackFine, run: checkLoopback }],
};

/** Connects to a port of our own, which is free and open only for this moment. */
async function checkLoopback({ situation, system }: CheckContext): Promise<CheckFindings> {
  const { network } = situation;
  const answer = () => ({ status: 200, headers: {}, body: '' });
  const serving = await network.serveHttp({ port: 0, host: HERE, answer });
  if ('problem' in serving) return NOTHING_TO_CHECK;
  const { port, close } = serving.value;
  const peer = peerOf(new URL(`http://${HERE}:${port}/`));
  const reply = await network
    .request({ peer, timeout: PATIENCE, method: 'GET', path: '/', headers: {} })
    .finally(close);
  if ('value' in reply || !BLOCKED.includes(reply.problem.kind)) return [];
  return [await blocked(system)];
}

/** The rule that drops it can be read by root only. */
async function blocked(system: System): Promise<Finding> {
  const m = t().firewall.checks;
  const rule = needsSudo(true, system) ? undefined : await findRule(system);
  const commands = rule === undefined ? [ofIptables(), ofNft('inet filter input')] : [rule.open];
  const lines = commands.map((command) => typedLine(command, true, system));
  const words = {
    message: m.loopback,
    ...(rule && { why: m.loopbackRule(rule.name) }),
    fix: rule === undefined ? m.loopbackFixEither(lines) : m.loopbackFix(lines.join('')),
  };
  return finding('fail', 'firewall-loopback', words, rule ? { evidence: { text: rule.text } } : {});
}

interface DroppingRule {
  /** 'iptables INPUT' or 'nftables inet filter input'. */
  readonly name: string;
  /** The rule or the policy as the program prints it. */
  readonly text: string;
  readonly open: Command;
}

async function findRule(system: System): Promise<DroppingRule | undefined> {
  const root = await asRoot(false, system);
  const tools = { system, port: KERNEL_PORT, lan: LOOPBACK, root, program: undefined };
  const tables = await iptables.detect(tools);
  if (tables !== undefined && tables !== NO_RULES && tables.reachableFrom === 'no') {
    const { stdout } = await ask(system, ['iptables', '-S', 'INPUT']);
    const last = stdout.split('\n').findLast((line) => /-j (?:DROP|REJECT)|^-P INPUT DROP/.test(line));
    return { name: 'iptables INPUT', text: last ?? '-P INPUT DROP', open: ofIptables() };
  }
  const nft = await nftables.detect(tools);
  if (nft === undefined || nft === NO_RULES || nft.reachableFrom !== 'no') return undefined;
  const [chain = 'inet filter input'] = nft.place?.chains ?? [];
  const { stdout } = await ask(system, ['nft', 'list', 'chain', ...chain.split(' ')]);
  const lines = stdout.split('\n').filter((line) => /\b(?:drop|reject)\b/.test(line));
  return { name: `nftables ${chain}`, text: (lines.at(-1) ?? chain).trim(), open: ofNft(chain) };
}

function ofIptables(): Command {
  return ['iptables', '-I', 'INPUT', '-i', 'lo', '-j', 'ACCEPT'];
}

function ofNft(chain: string): Command {
  return ['nft', 'insert', 'rule', ...chain.split(' '), 'iif', 'lo', 'accept'];
}
