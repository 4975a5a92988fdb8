import { changeCommand } from '../../command/change-command.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { isLoopback } from '../../net/listen-address.ts';
import type { Network } from '../../net/network.ts';
import type { PortMapping } from '../../net/port-mapping.ts';
import { parsePort } from '../../net/ports.ts';
import type { CommandContext } from '../../output/output.ts';
import type { Finding } from '../../situation/finding.ts';
import { inForce, isSet } from '../../situation/setting.ts';
import { Situation } from '../../situation/situation.ts';
import { type AskedRouter, askOwnRouter, isHopeless, tellVerdict } from './ask.ts';
import type { RouterMapFlags } from './flags.ts';
import { isOurs, isSameMapping, mappingFor, planMapping, planUnmapping } from './mapping.ts';
import { ownMapping } from './record.ts';

/** `router map`: makes the router forward a port to Jupyter. */
export async function routerMap(context: CommandContext, flags: RouterMapFlags): Promise<number> {
  const { system, network, talk } = context;
  const s = t().routerStep;
  const situation = new Situation(context);
  return changeCommand(context, flags, {
    command: 'router map',
    situation,
    async plan(exposeDir) {
      const server = await readServer(situation, flags.port);
      const old = await ownMapping(system.files, exposeDir);
      const externalPort =
        flags.externalPort === undefined ? (old?.externalPort ?? server.port) : parsePort(flags.externalPort);
      const { router, verdict, outside } = await findWay(context, flags);
      const mapping = mappingFor({ router, internalPort: server.port, externalPort }, system);
      if (mapping === undefined) throw new ExposeError('environment', tellVerdict(verdict), s.byHand);
      talk.say(tellVerdict(verdict));
      const stands =
        old !== undefined &&
        isSameMapping(old, mapping) &&
        (await verifyMapping(network, old)).status === 'ok';
      const url = urlOf(server, outside, externalPort);
      const tellUrl = () => {
        if (url !== undefined) talk.result(url);
      };
      const plain = { ...s.plainConfirm, fallback: false, declined: s.confirm.declined };
      return {
        changes: stands ? [] : planMapping(exposeDir, mapping, old, { now: system.now(), outside }),
        alreadySo: async () => {
          talk.say(s.alreadySo(externalPort, server.port));
          tellUrl();
        },
        remarks: remarksOn(server),
        confirm: server.secure ? [s.confirm] : [s.confirm, plain],
        afterwards: async () => [await verifyMapping(network, mapping)],
        report: ({ findings }) => {
          if (findings.some(({ status }) => status === 'fail')) return talk.warn(s.byHand);
          talk.result(s.mapped(externalPort, mapping.internalAddress, server.port));
          tellUrl();
          talk.say(s.testHint);
          talk.say(s.leaseHint);
        },
        document: { mapping: shown(mapping), outside: outside ?? null, url: url ?? null },
      };
    },
  });
}

/**
 * The router, if a forwarded port can be reached. Throws ExposeError('environment') with the reason in one sentence.
 */
async function findWay(context: CommandContext, flags: RouterMapFlags): Promise<AskedRouter> {
  const s = t().routerStep;
  const asked = await askOwnRouter(context, flags);
  if (isHopeless(asked.verdict)) throw new ExposeError('environment', tellVerdict(asked.verdict), s.instead);
  if (asked.verdict.kind === 'silent')
    throw new ExposeError('environment', tellVerdict(asked.verdict), s.byHand);
  return asked;
}

interface Server {
  readonly port: number;
  readonly ip: string;
  readonly secure: boolean;
}

/** Jupyter's address settings. */
async function readServer(situation: Situation, given: string | undefined): Promise<Server> {
  const [ip, port, certfile] = await Promise.all([
    inForce(situation, 'ip'),
    inForce(situation, 'port'),
    inForce(situation, 'certfile'),
  ]);
  return {
    ip: String(ip.value ?? 'localhost'),
    port: given === undefined ? Number(port.value) : parsePort(given),
    secure: isSet(certfile.value),
  };
}

function remarksOn({ ip, port, secure }: Server): Finding[] {
  const s = t().routerStep;
  return [
    ...(isLoopback(ip)
      ? [{ id: 'router-only-here', status: 'warn' as const, message: s.onlyHere(port), fix: s.onlyHereFix }]
      : []),
    ...(secure
      ? []
      : [{ id: 'plain-http', status: 'warn' as const, message: s.plainWarning(port), fix: s.plainFix }]),
  ];
}

/** Whether the router's own list contains the mapping. */
async function verifyMapping(network: Network, mapping: PortMapping): Promise<Finding> {
  const s = t().routerStep;
  const id = 'router-mapping';
  const entry = await network.readMapping(mapping);
  if (entry === 'unreadable') return { id, status: 'unknown', message: s.mappedUnread };
  return isOurs(entry, mapping)
    ? { id, status: 'ok', message: s.mappedCheck }
    : { id, status: 'fail', message: s.mappedGone, fix: s.mappedGoneFix };
}

function urlOf({ secure }: Server, outside: string | undefined, port: number): string | undefined {
  return outside === undefined ? undefined : `${secure ? 'https' : 'http'}://${outside}:${port}/`;
}

/** Without the nonce: anyone who knows it can remove the mapping. */
function shown({ nonce: _hidden, control: _detail, ...rest }: PortMapping) {
  return rest;
}

/** `router unmap`: removes our own mapping and no other. */
export async function routerUnmap(context: CommandContext, flags: RouterMapFlags): Promise<number> {
  const { system, talk } = context;
  const s = t().routerStep;
  return changeCommand(context, flags, {
    command: 'router unmap',
    situation: new Situation(context, { lookOnly: true }),
    async plan(exposeDir) {
      const mapping = await ownMapping(system.files, exposeDir);
      const alreadySo = s.nothingOurs;
      if (mapping === undefined) return { changes: [], alreadySo };
      return {
        changes: planUnmapping(exposeDir, mapping, system.now()),
        alreadySo,
        announce: () => talk.say(s.asks(mapping.gateway)),
        confirm: [s.confirm],
        report: ({ findings }) => {
          if (findings.length === 0) talk.result(s.unmapped(mapping.externalPort));
        },
      };
    },
  });
}
