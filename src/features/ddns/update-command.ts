import { applyPrepared, confirmChange, recoverFirst, refuseSudo } from '../../command/change-command.ts';
import { givenSecret } from '../../command/secret-input.ts';
import type { DdnsService } from '../../dns/provider.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { readGateways } from '../../net/gateway.ts';
import { ECHO_SERVICES, hostsOf } from '../../net/public-address.ts';
import { userAgent } from '../../net/user-agent.ts';
import type { CommandContext } from '../../output/output.ts';
import { wrappedTalk } from '../../output/output.ts';
import { describeChanges } from '../../output/plan.ts';
import { waiting } from '../../output/spinner.ts';
import { preparePlan } from '../../plan/prepare.ts';
import { readRenewalRecord } from '../../renewal/record.ts';
import { keepReport } from '../../renewal/report.ts';
import { Situation } from '../../situation/situation.ts';
import { keepToken, readToken } from '../../state/tokens.ts';
import type { Secret } from '../../system/secret.ts';
import type { DdnsUpdateFlags } from './flags.ts';
import { inadynConfig } from './inadyn.ts';
import { type DdnsRecord, keepDdnsRecord, readDdnsRecord } from './record.ts';
import { DDNS } from './renew.ts';
import { findAddress, tellService } from './update.ts';
import { ddnsRecordOf, givenIpv4, givenIpv6 } from './wanted-record.ts';

/** `ddns update`: finds the public address and tells the name service, if it is a new one. */
export async function ddnsUpdate(
  context: CommandContext,
  _args: string[],
  flags: DdnsUpdateFlags,
): Promise<number> {
  const { system, talk } = context;
  const s = t().ddns;
  const situation = new Situation(system, { lookOnly: true });
  await refuseSudo(situation);
  const { exposeDir } = await situation.get('places');
  const { record, service } = ddnsRecordOf(flags, await readDdnsRecord(system.files, exposeDir));
  const [ipv4Given, ipv6Given] = [givenIpv4(flags), givenIpv6(flags)];
  if (flags.emit !== undefined) return emit(context, flags.emit, record, service);
  if (!flags.dryRun) await recoverFirst(context, exposeDir);
  const given = await givenSecret(context, flags);
  const secret = given ?? (await readToken(system.files, exposeDir, service.id));
  if (secret === undefined) throw new ExposeError('answer', s.noToken(service.name), s.noTokenHint);
  const ipv4 = ipv4Given ?? (await askAddress(context, record));
  const ipv6 = ipv6Given ?? record.last?.ipv6;
  const { name, last } = record;
  const document = { schema: 1, name, service: service.id, address: ipv4 };
  if (last?.ipv4 === ipv4 && last.ipv6 === ipv6 && given === undefined) {
    talk.say(s.same(name, ipv4));
    talk.document({ ...document, status: 'unchanged', changes: [] });
    return 0;
  }
  const { host } = new URL(record.server ?? service.url ?? '');
  const { say } = await wrappedTalk(context);
  say(s.willTell(service.name, host, name, [ipv4, ...(ipv6 === undefined ? [] : [ipv6])].join(', ')));
  if (!service.verified) say(s.unverified(service.name));
  if (flags.dryRun) {
    talk.say(t().init.dryRun);
    talk.document({ ...document, status: 'planned', changes: [] });
    return 0;
  }
  await confirmChange(context, flags.yes ?? false, s.confirm);
  const told = await context.interruptions.critical((signal) =>
    waiting(context, s.waiting(host), () =>
      tellService({ record, secret, ipv4, ipv6, userAgent: userAgent(), now: system.now(), signal }),
    ),
  );
  const changes = await keep(context, exposeDir, told.record, given);
  const done = told.changed ? s.updated(name, ipv4) : s.unchanged(name, ipv4);
  const earlier = await readRenewalRecord(system.files, exposeDir);
  // What the service refused before is settled, and the schedule may go on.
  const settled = { what: DDNS, status: 'due' as const, message: done, done: () => done };
  await keepReport(context, exposeDir, [settled], { scheduled: false, earlier });
  talk.result(done);
  say(record.addressFrom === 'given' ? s.nextGiven : s.next);
  talk.document({ ...document, status: told.changed ? 'applied' : 'unchanged', changes });
  return 0;
}

/** Says whom it asks, and asks. */
async function askAddress(context: CommandContext, record: DdnsRecord): Promise<string> {
  const { system } = context;
  const s = t().ddns;
  const { say } = await wrappedTalk(context);
  const gateway = (await readGateways(system)).find(({ family }) => family === 4);
  if (record.addressFrom === 'outside') say(s.asksOutside(hostsOf(record.echo ?? ECHO_SERVICES[4])));
  else if (gateway !== undefined) say(s.asksRouter(gateway.address));
  const whom = record.addressFrom === 'outside' ? hostsOf(record.echo ?? ECHO_SERVICES[4]) : gateway?.address;
  return context.interruptions.critical((signal) =>
    waiting(context, s.waiting(whom ?? ''), () =>
      findAddress(record, { system, userAgent: userAgent(), signal }),
    ),
  );
}

async function keep(
  context: CommandContext,
  exposeDir: string,
  record: DdnsRecord,
  given: Secret | undefined,
) {
  const { files } = context.system;
  const token = given === undefined ? [] : [await keepToken(files, exposeDir, record.service, given)];
  const plan = { command: 'ddns update', changes: [...token, keepDdnsRecord(exposeDir, record)] };
  const prepared = await preparePlan(plan, context.system);
  if (prepared.changes.length > 0) await applyPrepared(context, prepared, exposeDir);
  return describeChanges(prepared);
}

/** `--emit inadyn`. */
function emit({ talk }: CommandContext, program: string, record: DdnsRecord, service: DdnsService): number {
  const s = t().ddns;
  if (program !== 'inadyn') throw new ExposeError('answer', s.noProgram(program));
  const text = inadynConfig(record, service);
  talk.result(text.trimEnd(), 'raw');
  talk.say(s.emitHint);
  if (service.url === undefined) talk.say(s.emitUnverified);
  talk.document({ schema: 1, program, text });
  return 0;
}
