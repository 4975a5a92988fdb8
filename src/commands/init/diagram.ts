import { loadFeatures } from '../../features/index.ts';
import { t } from '../../messages/index.ts';
import { ownGateway } from '../../net/gateway.ts';
import { pad, widthOf } from '../../output/layout.ts';
import type { CommandContext } from '../../output/output.ts';
import type { Finding } from '../../situation/finding.ts';
import { readTerminal } from '../../system/terminal.ts';
import type { Hop, InitRun } from '../../wizard/init-run.ts';
import { answered } from '../../wizard/step.ts';

/** From the internet down to Jupyter. */
const ORDER: readonly Hop['hop'][] = ['internet', 'address', 'router', 'computer', 'jupyter'];

/** The path from the internet to Jupyter, as far as it is known; sends nothing. Empty without a router. */
export async function pathHops(run: InitRun, findings: readonly Finding[]): Promise<Hop[]> {
  const m = t().outside.hops;
  const gateway = await ownGateway(run.context.network);
  if (gateway === undefined) return [];
  const parts = await loadFeatures();
  const hops = (await Promise.all(parts.map((part) => part.hops?.(run, gateway) ?? []))).flat();
  hops.push(
    { hop: 'internet', status: 'unknown', what: m.internet, note: m.tryIt },
    jupyterHop(run, findings),
  );
  return ORDER.flatMap((name) => hops.filter(({ hop }) => hop === name));
}

function jupyterHop({ answers }: InitRun, findings: readonly Finding[]): Hop {
  const m = t().outside.hops;
  const secure = answered<string>(answers, 'tls') !== 'none';
  const what = secure ? m.jupyterHttps : m.jupyterHttp;
  const isBroken = findings.some(({ status, id }) => status === 'fail' && id !== 'router-map');
  const isTried = findings.some(({ id, status }) => id === 'loopback-answers' && status === 'ok');
  if (isBroken) return { hop: 'jupyter', status: 'closed', what, note: m.seeAbove };
  return { hop: 'jupyter', status: isTried ? 'open' : 'unknown', what, note: isTried ? m.tried : m.startIt };
}

const STATUS: Record<Hop['status'], Finding['status']> = { open: 'ok', closed: 'fail', unknown: 'unknown' };

/** Prints the path as a text diagram: each hop with its sign, from the internet down to Jupyter. */
export function showDiagram({ output, system }: CommandContext, hops: readonly Hop[]): void {
  if (hops.length === 0) return;
  const { unicode } = readTerminal(system.env);
  const width = Math.max(...hops.map(({ what }) => widthOf(what)));
  output.print();
  output.print(t().outside.diagram, { style: 'bold' });
  hops.forEach(({ status, what, note }, at) => {
    if (at > 0) output.print(`  ${unicode ? '↓' : '|'}`, { style: 'dim' });
    output.print(note, { first: '  ', status: STATUS[status], beside: pad(what, width) });
  });
}
