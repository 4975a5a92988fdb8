import { loadFeatures } from '../../features/index.ts';
import { t } from '../../messages/index.ts';
import { ownGateway } from '../../net/gateway.ts';
import { marks, pad, widthOf, wrap } from '../../output/layout.ts';
import type { CommandContext } from '../../output/output.ts';
import type { Finding } from '../../situation/finding.ts';
import { type Paint, paint } from '../../system/colour.ts';
import { readTerminal } from '../../system/terminal.ts';
import type { Hop, InitRun } from '../../wizard/init-run.ts';
import { answered } from '../../wizard/step.ts';

/** From the internet down to Jupyter. */
const ORDER: readonly Hop['hop'][] = ['internet', 'address', 'router', 'computer', 'jupyter'];

/** The way from the internet to Jupyter, as far as it is known; nothing is sent for it. Empty without a router. */
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
  const isTried = findings.some(({ id }) => id === 'kernel' || id === 'login');
  if (isBroken) return { hop: 'jupyter', status: 'closed', what, note: m.seeAbove };
  return { hop: 'jupyter', status: isTried ? 'open' : 'unknown', what, note: isTried ? m.tried : m.startIt };
}

/** The path as a diagram in text: each hop with its mark, from the internet down to Jupyter. */
export async function showDiagram({ talk, system }: CommandContext, hops: readonly Hop[]): Promise<void> {
  if (hops.length === 0) return;
  const { columns, unicode } = readTerminal(system.env);
  const colours = await paint(process.stderr, system.env);
  const signs = marks(unicode);
  const looks: Record<Hop['status'], [string, keyof Paint]> = {
    open: [signs.ok, 'green'],
    closed: [signs.fail, 'red'],
    unknown: ['?', 'yellow'],
  };
  const width = Math.max(...hops.map(({ what }) => widthOf(what)));
  talk.say();
  talk.say(colours.bold(t().outside.picture));
  hops.forEach(({ status, what, note }, at) => {
    if (at > 0) talk.say(colours.dim(`  ${unicode ? '↓' : '|'}`));
    const [sign, colour] = looks[status];
    const [first = '', ...rest] = wrap(note, columns, `  ${sign} ${pad(what, width)}  `);
    talk.say(first.replace(sign, colours[colour](sign)));
    for (const line of rest) talk.say(line);
  });
}
