import { readFirewall } from '../../features/firewall/facts.ts';
import type { RouterAnswer } from '../../features/router/questions.ts';
import { ownMapping, readMappingRecord } from '../../features/router/record.ts';
import { t } from '../../messages/index.ts';
import { ownGateway } from '../../net/gateway.ts';
import { marks, pad, widthOf, wrap } from '../../output/layout.ts';
import type { CommandContext } from '../../output/output.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { type Paint, paint } from '../../system/colour.ts';
import { readTerminal } from '../../system/terminal.ts';

/** `open`: seen to be so. `closed`: seen not to be. `unknown`: nobody looked, or nobody here can. */
export interface Hop {
  readonly hop: 'internet' | 'address' | 'router' | 'computer' | 'jupyter';
  readonly status: 'open' | 'closed' | 'unknown';
  readonly what: string;
  readonly note: string;
}

interface PathWish {
  readonly port: number;
  readonly externalPort: number;
  readonly router: RouterAnswer;
  readonly secure: boolean;
  /** What was found out in this run. */
  readonly findings: readonly Finding[];
}

/** The way from the internet to Jupyter, as far as it is known; nothing is sent for it. Empty without a router. */
export async function pathHops(situation: Situation, wish: PathWish): Promise<Hop[]> {
  const { system } = situation;
  const m = t().outside.hops;
  const gateway = await ownGateway(system);
  if (gateway === undefined) return [];
  const { exposeDir } = await situation.get('places');
  const record = await readMappingRecord(system.files, exposeDir);
  const mapping = await ownMapping(system.files, exposeDir);
  const external = mapping?.externalPort ?? wish.externalPort;
  const outside = record?.outside;
  return [
    { hop: 'internet', status: 'unknown', what: m.internet, note: m.tryIt },
    {
      hop: 'address',
      status: outside === undefined ? 'unknown' : 'open',
      what: `${outside ?? m.publicAddress}:${external}`,
      note: outside === undefined ? m.notAsked : m.routerSays,
    },
    routerHop(gateway.address, mapping !== undefined, external, wish),
    await computerHop(situation, gateway.ownAddress ?? '', wish.port),
    jupyterHop(wish),
  ];
}

function routerHop(gateway: string, isMapped: boolean, external: number, { router }: PathWish): Hop {
  const m = t().outside.hops;
  const what = m.router(gateway);
  if (isMapped) return { hop: 'router', status: 'open', what, note: m.passesOn(external) };
  if (router === 'manual') return { hop: 'router', status: 'unknown', what, note: m.byHand(external) };
  return { hop: 'router', status: 'closed', what, note: m.notPassed };
}

async function computerHop(situation: Situation, address: string, port: number): Promise<Hop> {
  const m = t().outside.hops;
  const what = m.computer(`${address}:${port}`);
  const { facts } = await readFirewall(situation, port);
  const [status, note] = (
    {
      yes: ['open', facts.kind === 'none' ? m.noFirewall : m.firewallLets],
      lan: ['closed', m.firewallLan],
      no: ['closed', m.firewallDenies],
      unknown: ['unknown', m.firewallUnknown],
    } as const
  )[facts.letsIn];
  return { hop: 'computer', status, what, note };
}

function jupyterHop({ secure, findings }: PathWish): Hop {
  const m = t().outside.hops;
  const what = secure ? m.jupyterHttps : m.jupyterHttp;
  const isBroken = findings.some(({ status, id }) => status === 'fail' && id !== 'router-map');
  const isTried = findings.some(({ id }) => id === 'kernel' || id === 'login');
  if (isBroken) return { hop: 'jupyter', status: 'closed', what, note: m.seeAbove };
  return { hop: 'jupyter', status: isTried ? 'open' : 'unknown', what, note: isTried ? m.tried : m.startIt };
}

/** The path as a picture in text: each hop with its mark, from the internet down to Jupyter. */
export async function showPicture({ talk, system }: CommandContext, hops: readonly Hop[]): Promise<void> {
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
