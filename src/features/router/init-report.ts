import { cmd } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import { type Gateway, ownGateway } from '../../net/gateway.ts';
import { hostInUrl } from '../../net/ip.ts';
import { isLoopback } from '../../net/listen-address.ts';
import { DEFAULT_PORT } from '../../net/parse-port.ts';
import type { LabelledRow } from '../../output/layout.ts';
import { effectiveSetting, isSet } from '../../situation/effective-setting.ts';
import type { Way } from '../../situation/reach.ts';
import type { Situation } from '../../situation/situation.ts';
import type { Hop, InitRun, NextStep, OutsideName, ServerUrls } from '../../wizard/init-run.ts';
import { answered } from '../../wizard/step.ts';
import { describeMenu, menuValues } from './models/menu.ts';
import { findModel, variantOf } from './models/recognise.ts';
import type { RouterAnswer } from './questions.ts';
import { ownMapping, readMappingRecord } from './record.ts';

/** For manual forwarding: what to enter in the router's menu, and what has to change there since the last run. */
export async function routerMenu({ context, situation, answers }: InitRun): Promise<LabelledRow[]> {
  const { network, output, interruptions } = context;
  if (answered<RouterAnswer>(answers, 'router') !== 'manual') return [];
  const gateway = await ownGateway(network);
  if (gateway === undefined) {
    output.warn(t().router.forward.noGateway);
    return [];
  }
  const internalPort = answered<number>(answers, 'port') ?? DEFAULT_PORT;
  const externalPort = answered<number>(answers, 'external_port') ?? internalPort;
  const values = menuValues(gateway, await situation.get('addresses'), { externalPort, internalPort });
  const shown = (outer: number, inner: number) => `${outer} → ${values.lanIp}:${inner}`;
  const last = (await situation.get('lastAnswers'))?.answers;
  const [oldPort, oldOuter] = [last?.port, last?.external_port];
  if (last?.router === 'manual' && typeof oldPort === 'number' && typeof oldOuter === 'number')
    if (oldPort !== internalPort || oldOuter !== externalPort)
      output.warn(t().outside.changeByHand(shown(oldOuter, oldPort), shown(externalPort, internalPort)));
  output.print(t().router.asks(gateway.address));
  const found = await interruptions.abortable((signal) =>
    output.wait(t().router.forward.waiting(gateway.address), () => findModel(network, gateway, { signal })),
  );
  const router = found.router ?? found.routers.at(-1);
  if (router === undefined) return [];
  if (found.router === undefined) output.print(t().router.unsure);
  return describeMenu(router, variantOf(router, found.evidence), values);
}

/** The URL for access from the internet, if the port is forwarded. */
export async function internetSteps(
  { answers, situation }: InitRun,
  { here, lan }: ServerUrls,
): Promise<NextStep[]> {
  const m = t().init.next;
  const about = 'opening';
  if (isLoopback(answered<string>(answers, 'ip') ?? 'localhost')) return [];
  const { exposeDir } = await situation.get('paths');
  const record = await readMappingRecord(situation.system.files, exposeDir);
  const router = answered<RouterAnswer>(answers, 'router') ?? 'leave';
  const [url = ''] = [...lan, ...here];
  const host = answered<string>(answers, 'domain') || record?.outside;
  if (record?.mapping && host !== undefined && URL.canParse(url)) {
    const open = new URL(url);
    open.hostname = host;
    open.port = String(record.mapping.externalPort);
    return [{ about, label: m.internet, value: open.href, whole: true }];
  }
  return [{ about, label: m.internet, value: router === 'leave' ? m.internetNotYet : m.internetByHand }];
}

/** The router's part of the path from the internet: the external address and the port forwarding. */
export async function routerHops({ situation, answers }: InitRun, gateway: Gateway): Promise<Hop[]> {
  const m = t().outside.hops;
  const { exposeDir } = await situation.get('paths');
  const record = await readMappingRecord(situation.system.files, exposeDir);
  const port = answered<number>(answers, 'port') ?? DEFAULT_PORT;
  const external = record?.mapping?.externalPort ?? answered<number>(answers, 'external_port') ?? port;
  const outside = record?.outside;
  const what = m.router(gateway.address);
  const isByHand = answered<RouterAnswer>(answers, 'router') === 'manual';
  return [
    {
      hop: 'address',
      status: outside === undefined ? 'unknown' : 'open',
      what: `${outside ?? m.publicAddress}:${external}`,
      note: outside === undefined ? m.notAsked : m.routerSays,
    },
    record?.mapping
      ? { hop: 'router', status: 'open', what, note: m.passesOn(external) }
      : isByHand
        ? { hop: 'router', status: 'unknown', what, note: m.byHand(external) }
        : { hop: 'router', status: 'closed', what, note: m.notPassed },
  ];
}

/** What is known of the router's part, without asking it. */
export async function routerWays(situation: Situation, port: number): Promise<readonly Way[]> {
  const m = t().status.router;
  const { exposeDir } = await situation.get('paths');
  const record = await readMappingRecord(situation.system.files, exposeDir);
  const mapping = record?.mapping;
  const place = 'internet';
  if (mapping?.internalPort !== port)
    return [{ place, seen: 'unknown', note: m.nothing, command: cmd('router map') }];
  const { value: certfile } = await effectiveSetting(situation, 'certfile');
  const scheme = isSet(certfile) ? 'https' : 'http';
  const { domain } = (await situation.get('lastAnswers'))?.answers ?? {};
  const host = isSet(domain) ? domain : record?.outside;
  const url = host === undefined ? {} : { url: `${scheme}://${hostInUrl(host)}:${mapping.externalPort}/` };
  return [{ place, seen: 'yes', note: '', ...url }];
}

/** The external port, if it is mapped. */
export async function mappedPort(situation: Situation): Promise<OutsideName> {
  const { exposeDir } = await situation.get('paths');
  const mapping = await ownMapping(situation.system.files, exposeDir);
  return mapping === undefined ? {} : { port: mapping.externalPort };
}
