import { requireNobodyElse } from '../../command/accept-openings.ts';
import { changeCommand } from '../../command/change-command.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { isLoopback } from '../../net/listen-address.ts';
import type { Network } from '../../net/network.ts';
import { parseBrowserPort, parsePort } from '../../net/parse-port.ts';
import type { PortMapping } from '../../net/port-mapping.ts';
import type { CommandContext } from '../../output/output.ts';
import { effectiveSetting, isSet } from '../../situation/effective-setting.ts';
import type { Finding } from '../../situation/finding.ts';
import { Situation } from '../../situation/situation.ts';
import type { RouterMapFlags } from './flags.ts';
import { isOurs, isSameMapping, mappingFor, planMapping, planUnmapping } from './mapping.ts';
import { type AskedRouter, askOwnRouter, describeVerdict, isHopeless } from './outside-verdict.ts';
import { ownMapping } from './record.ts';

/** `router map`: makes the router forward a port to Jupyter. */
export async function routerMap(context: CommandContext, flags: RouterMapFlags): Promise<number> {
  const { system, network, output } = context;
  const s = t().router.forward;
  const situation = new Situation(context);
  return changeCommand(context, flags, {
    command: 'router map',
    situation,
    async plan(exposeDir) {
      await requireNobodyElse(context, situation, flags);
      const server = await readServer(situation, flags.port);
      const old = await ownMapping(system.files, exposeDir);
      const externalPort =
        flags.externalPort === undefined
          ? (old?.externalPort ?? server.port)
          : parseBrowserPort(flags.externalPort);
      const { router, verdict, outside } = await findWay(context, flags);
      const mapping = mappingFor({ router, internalPort: server.port, externalPort }, system);
      if (mapping === undefined) throw new ExposeError('environment', describeVerdict(verdict), s.byHand);
      output.print(describeVerdict(verdict));
      const isMapped =
        old !== undefined &&
        isSameMapping(old, mapping) &&
        (await verifyMapping(network, old)).status === 'ok';
      const url = urlOf(server, outside, externalPort);
      const printUrl = () => {
        if (url !== undefined) output.result(url);
      };
      const plain = { ...s.plainConfirm, fallback: false, declined: s.confirm.declined };
      return {
        changes: isMapped ? [] : planMapping(exposeDir, mapping, old, { now: system.now(), outside }),
        whenUnchanged: async () => {
          output.print(s.alreadySo(externalPort, server.port));
          printUrl();
        },
        remarks: remarksOn(server),
        confirm: server.secure ? [s.confirm] : [s.confirm, plain],
        afterwards: async () => [await verifyMapping(network, mapping)],
        report: ({ findings }) => {
          if (findings.some(({ status }) => status === 'fail')) return output.warn(s.byHand);
          output.result(s.mapped(externalPort, mapping.internalAddress, server.port));
          printUrl();
          output.print(s.testHint);
          output.print(s.leaseHint);
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
  const s = t().router.forward;
  const asked = await askOwnRouter(context, flags);
  if (isHopeless(asked.verdict))
    throw new ExposeError('environment', describeVerdict(asked.verdict), s.instead);
  if (asked.verdict.kind === 'silent')
    throw new ExposeError('environment', describeVerdict(asked.verdict), s.byHand);
  return asked;
}

interface Server {
  readonly port: number;
  readonly ip: string;
  readonly secure: boolean;
}

/** Jupyter's address settings. */
async function readServer(situation: Situation, flag: string | undefined): Promise<Server> {
  const [ip, port, certfile] = await Promise.all([
    effectiveSetting(situation, 'ip'),
    effectiveSetting(situation, 'port'),
    effectiveSetting(situation, 'certfile'),
  ]);
  return {
    ip: String(ip.value ?? 'localhost'),
    port: flag === undefined ? Number(port.value) : parsePort(flag),
    secure: isSet(certfile.value),
  };
}

function remarksOn({ ip, port, secure }: Server): Finding[] {
  const s = t().router.forward;
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
  const s = t().router.forward;
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
  const { system, output } = context;
  const s = t().router.forward;
  return changeCommand(context, flags, {
    command: 'router unmap',
    situation: new Situation(context, { readOnly: true }),
    async plan(exposeDir) {
      const mapping = await ownMapping(system.files, exposeDir);
      const whenUnchanged = s.nothingOurs;
      if (mapping === undefined) return { changes: [], whenUnchanged };
      return {
        changes: planUnmapping(exposeDir, mapping, system.now()),
        whenUnchanged,
        announce: () => output.print(s.asks(mapping.gateway)),
        confirm: [s.confirm],
        report: ({ findings }) => {
          if (findings.length === 0) output.result(s.unmapped(mapping.externalPort));
        },
      };
    },
  });
}
