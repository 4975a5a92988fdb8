import { atLeast } from '../../jupyter/generations.ts';
import { t } from '../../messages/index.ts';
import { isLoopback } from '../../net/listen-address.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../situation/check.ts';
import { type Evidence, type Finding, finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { readProcess } from '../../system/process-info.ts';
import { readAccessSettings } from '../access/settings.ts';

const VARIABLE = 'JUPYTER_GATEWAY_URL';
const TRAIT = 'GatewayClient.url';
const OPTION = /^--(?:gateway[-_]url|GatewayClient\.url)(?:=(.*))?$/;

/** A gateway server that has the kernels instead of this computer, and what names it. */
export interface GatewaySource {
  readonly url: string;
  /** 'JUPYTER_GATEWAY_URL', 'FILE:LINE', 'process 123'. */
  readonly where: string;
  readonly evidence: Evidence;
}

/** Every place that names a gateway: this shell, the config, running servers, and what starts one. */
export async function findGateways(situation: Situation): Promise<GatewaySource[]> {
  const { system } = situation;
  const { generation, serverVersion } = await situation.get('target');
  if (generation === 'classic' && !atLeast(serverVersion, '6.0')) return [];
  const [settings, running, launches] = await Promise.all([
    readAccessSettings(situation, (key) => key === TRAIT),
    situation.get('runningServers'),
    situation.get('launches'),
  ]);
  const processes = await Promise.all(running.map(({ pid }) => readProcess(pid, system.files)));
  const found: GatewaySource[] = [];
  const add = (url: unknown, where: string, evidence: Evidence) => {
    if (typeof url === 'string' && url !== '') found.push({ url, where, evidence });
  };
  for (const process of processes) {
    if (process === undefined) continue;
    const where = t().access.doors.process(process.pid);
    add(process.env?.[VARIABLE], `${VARIABLE} (${where})`, { text: VARIABLE });
    process.args.forEach((word, at) => {
      const option = OPTION.exec(word);
      if (option) add(option[1] ?? process.args[at + 1], where, { text: word });
    });
  }
  add(system.env[VARIABLE], VARIABLE, { text: VARIABLE });
  for (const { key, value, where, evidence } of settings) if (key === TRAIT) add(value, where, evidence);
  for (const { file, args, env } of launches) {
    for (const { name, value, file: at, line } of env)
      if (name === VARIABLE) add(value, `${at}:${line}`, { file: at, line, text: VARIABLE });
    args.forEach(({ text, line }, at) => {
      const option = OPTION.exec(text);
      if (option) add(option[1] ?? args[at + 1]?.text, `${file}:${line}`, { file, line, text });
    });
  }
  return found;
}

/** Kernels of another server: fine where it is meant, and no kernel ever starts where it is a leftover. */
export async function checkGateway({ situation }: CheckContext): Promise<CheckFindings> {
  const found = await findGateways(situation);
  if (found.length === 0) return NOTHING_TO_CHECK;
  const [first] = found;
  return first === undefined ? [] : [await evaluateGateway(first, situation)];
}

async function evaluateGateway(gateway: GatewaySource, situation: Situation): Promise<Finding> {
  const m = t().host.gateway;
  const { url, where, evidence } = gateway;
  if (await isGone(url, situation)) return gatewayGone(gateway);
  const words = { message: m.used(url, where), fix: m.fix(where) };
  return finding('warn', 'gateway', words, { evidence });
}

/** The finding about a gateway that gives no kernels. */
export function gatewayGone({ url, where, evidence }: GatewaySource): Finding {
  const m = t().host.gateway;
  return finding(
    'fail',
    'gateway-unreachable',
    { message: m.gone(url, where), why: m.why, fix: m.fix(where) },
    { evidence },
  );
}

/** The finding about the gateway if it gives no kernels as far as can be seen from here. */
export async function deadGateway(situation: Situation): Promise<Finding | undefined> {
  const [first] = await findGateways(situation);
  return first !== undefined && (await isGone(first.url, situation)) ? gatewayGone(first) : undefined;
}

/** Whether the gateway should be on this computer, and nothing listens there. Sends nothing. */
async function isGone(url: string, { network }: Situation): Promise<boolean> {
  if (!URL.canParse(url)) return true;
  const { hostname, port, protocol } = new URL(url);
  const isHere = isLoopback(hostname) || network.ownAddresses().some(({ address }) => address === hostname);
  if (!isHere) return false;
  const listening = await network.listenAddresses(Number(port || (protocol === 'https:' ? 443 : 80)));
  return listening?.length === 0;
}
