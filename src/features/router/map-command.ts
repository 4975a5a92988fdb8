import {
  applyPrepared,
  applyVerified,
  confirmChange,
  recoverFirst,
  refuseSudo,
} from '../../command/change-command.ts';
import { seenFromOutside } from '../../command/outside-address.ts';
import { EXIT_FINDING_FAILED, ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { ownGateway } from '../../net/gateway.ts';
import { isLoopback } from '../../net/listen-address.ts';
import { readMapping } from '../../net/port-mapping/index.ts';
import type { PortMapping } from '../../net/port-mapping/mapping.ts';
import { parsePort } from '../../net/ports.ts';
import { showFindings } from '../../output/findings.ts';
import type { CommandContext } from '../../output/output.ts';
import { wrappedTalk } from '../../output/output.ts';
import { describeChanges, showPlan } from '../../output/plan.ts';
import { waiting } from '../../output/spinner.ts';
import { preparePlan } from '../../plan/prepare.ts';
import type { Finding } from '../../situation/finding.ts';
import { inForce } from '../../situation/setting.ts';
import { Situation } from '../../situation/situation.ts';
import { type AskedRouter, askRouter, isHopeless, noGateway, tellVerdict } from './ask.ts';
import type { RouterMapFlags } from './flags.ts';
import { isSameMapping, mappingFor, planMapping, planUnmapping } from './mapping.ts';
import { ownMapping } from './record.ts';

/** `router map`: the router passes a port on to Jupyter. */
export async function routerMap(
  context: CommandContext,
  _args: string[],
  flags: RouterMapFlags,
): Promise<number> {
  const { system, talk } = context;
  const s = t().routerStep;
  const situation = new Situation(system);
  await refuseSudo(situation);
  const { exposeDir } = await situation.get('places');
  if (!flags.dryRun) await recoverFirst(context, exposeDir);
  const server = await readServer(situation, flags.port);
  const old = await ownMapping(system.files, exposeDir);
  const externalPort =
    flags.externalPort === undefined ? (old?.externalPort ?? server.port) : parsePort(flags.externalPort);
  const { say, warn } = await wrappedTalk(context);
  const asked = await findWay(context, flags);
  const mapping = mappingFor({ router: asked.router, internalPort: server.port, externalPort }, system);
  if (mapping === undefined) throw new ExposeError('environment', tellVerdict(asked.verdict), s.byHand);
  say(tellVerdict(asked.verdict));
  const url = urlOf(server, asked.outside, externalPort);
  const document = { schema: 1, mapping: shown(mapping), outside: asked.outside ?? null, url: url ?? null };
  if (old !== undefined && isSameMapping(old, mapping) && (await verifyMapping(old)).status === 'ok') {
    talk.say(s.alreadySo(externalPort, server.port));
    if (url !== undefined) talk.result(url);
    talk.document({ ...document, status: 'unchanged', changes: [], findings: [] });
    return 0;
  }
  const now = system.now();
  const changes = planMapping(exposeDir, mapping, old, { now, outside: asked.outside });
  const prepared = await preparePlan({ command: 'router map', changes }, system);
  await showPlan(context, prepared, flags.dryRun ? 'result' : 'talk');
  const remarks = remarksOn(server);
  await showFindings(context, remarks);
  if (flags.dryRun) {
    talk.say(t().init.dryRun);
    const planned = await describeChanges(prepared);
    talk.document({ ...document, status: 'planned', changes: planned, findings: remarks });
    return 0;
  }
  const yes = flags.yes ?? false;
  await confirmChange(context, yes, s.confirm);
  if (!server.secure)
    await confirmChange(context, yes, { ...s.plainConfirm, fallback: false, declined: s.confirm.declined });
  const { findings } = await applyVerified(context, prepared, exposeDir, async () => []);
  const verified = findings.length === 0 ? [await verifyMapping(mapping)] : [];
  const all = [...findings, ...verified];
  await showFindings(context, all);
  const failed = all.some(({ status }) => status === 'fail');
  if (!failed) {
    talk.result(s.mapped(externalPort, mapping.internalAddress, server.port));
    if (url !== undefined) talk.result(url);
    say(s.testHint);
    say(s.leaseHint);
  } else warn(s.byHand);
  const applied = await describeChanges(prepared);
  talk.document({ ...document, status: 'applied', changes: applied, findings: [...remarks, ...all] });
  return failed ? EXIT_FINDING_FAILED : 0;
}

/** The router, if a forwarded port can be of any use. Throws ExposeError('environment') with the state in one sentence. */
async function findWay(context: CommandContext, flags: RouterMapFlags): Promise<AskedRouter> {
  const s = t().routerStep;
  const gateway = await ownGateway(context.system);
  if (gateway === undefined) throw await noGateway(context.system);
  const seenAs = await seenFromOutside(context, flags);
  const { say } = await wrappedTalk(context);
  const asked = await context.interruptions.critical((signal) =>
    waiting(context, s.waiting(gateway.address), () => askRouter(gateway, say, { signal, seenAs })),
  );
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

/** Where Jupyter listens, as it is set. */
async function readServer(situation: Situation, given: string | undefined): Promise<Server> {
  const [ip, port, certfile] = await Promise.all([
    inForce(situation, 'ip'),
    inForce(situation, 'port'),
    inForce(situation, 'certfile'),
  ]);
  return {
    ip: String(ip.value ?? 'localhost'),
    port: given === undefined ? Number(port.value) : parsePort(given),
    secure: typeof certfile.value === 'string' && certfile.value !== '',
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

/** Does the router's own list show it? */
async function verifyMapping(mapping: PortMapping): Promise<Finding> {
  const s = t().routerStep;
  const id = 'router-mapping';
  const entry = await readMapping(mapping);
  if (entry === 'unreadable') return { id, status: 'unknown', message: s.mappedUnread };
  const isOurs =
    entry?.internalAddress === mapping.internalAddress && entry.internalPort === mapping.internalPort;
  return isOurs
    ? { id, status: 'ok', message: s.mappedCheck }
    : { id, status: 'fail', message: s.mappedGone, fix: s.mappedGoneFix };
}

function urlOf({ secure }: Server, outside: string | undefined, port: number): string | undefined {
  return outside === undefined ? undefined : `${secure ? 'https' : 'http'}://${outside}:${port}/`;
}

/** Without the nonce, which lets whoever knows it take the port away. */
function shown({ nonce: _hidden, control: _detail, ...rest }: PortMapping) {
  return rest;
}

/** `router unmap`: takes our own mapping away, and nobody else's. */
export async function routerUnmap(
  context: CommandContext,
  _args: string[],
  flags: RouterMapFlags,
): Promise<number> {
  const { system, talk } = context;
  const s = t().routerStep;
  const situation = new Situation(system, { lookOnly: true });
  await refuseSudo(situation);
  const { exposeDir } = await situation.get('places');
  if (!flags.dryRun) await recoverFirst(context, exposeDir);
  const mapping = await ownMapping(system.files, exposeDir);
  if (mapping === undefined) {
    talk.say(s.nothingOurs);
    talk.document({ schema: 1, status: 'unchanged', changes: [] });
    return 0;
  }
  const changes = planUnmapping(exposeDir, mapping, system.now());
  const prepared = await preparePlan({ command: 'router unmap', changes }, system);
  await showPlan(context, prepared, flags.dryRun ? 'result' : 'talk');
  if (flags.dryRun) {
    talk.say(t().init.dryRun);
    talk.document({ schema: 1, status: 'planned', changes: await describeChanges(prepared) });
    return 0;
  }
  const { say } = await wrappedTalk(context);
  say(s.asks(mapping.gateway));
  await confirmChange(context, flags.yes ?? false, s.confirm);
  const findings = await applyPrepared(context, prepared, exposeDir);
  await showFindings(context, findings);
  if (findings.length === 0) talk.result(s.unmapped(mapping.externalPort));
  talk.document({ schema: 1, status: 'applied', changes: await describeChanges(prepared), findings });
  return findings.length === 0 ? 0 : EXIT_FINDING_FAILED;
}
