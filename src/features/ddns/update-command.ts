import { changeCommand, type PlannedChange } from '../../command/change-command.ts';
import { suppliedSecret } from '../../command/secret-input.ts';
import type { AddressProvider } from '../../dns/provider.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { ECHO_SERVICES, hostsOf } from '../../net/public-address.ts';
import { userAgent } from '../../net/user-agent.ts';
import type { CommandContext } from '../../output/output.ts';
import { findRenewalRecord } from '../../renewal/record.ts';
import { keepReport } from '../../renewal/report.ts';
import { Situation } from '../../situation/situation.ts';
import { keepToken, readToken } from '../../state/tokens.ts';
import type { DdnsUpdateFlags } from './flags.ts';
import { inadynConfig } from './inadyn.ts';
import { type DdnsRecord, keepDdnsRecord, readDdnsRecord } from './record.ts';
import { DDNS } from './renew.ts';
import { findAddress, recordAfter, updateService } from './update.ts';
import { ddnsRecordOf, givenAddresses } from './wanted-record.ts';

/** `ddns update`: finds the public IP address and sends it to the DDNS service if it is new. */
export async function ddnsUpdate(context: CommandContext, flags: DdnsUpdateFlags): Promise<number> {
  const { system } = context;
  const situation = new Situation(context, { readOnly: true });
  const wanted = async (exposeDir: string) =>
    ddnsRecordOf(flags, await readDdnsRecord(system.files, exposeDir));
  if (flags.emit !== undefined) {
    const { exposeDir } = await situation.get('paths');
    const { record, service } = await wanted(exposeDir);
    return emit(context, record, service);
  }
  return changeCommand(context, flags, {
    command: 'ddns update',
    situation,
    plan: async (exposeDir) => planUpdate(context, flags, exposeDir, await wanted(exposeDir)),
  });
}

async function planUpdate(
  context: CommandContext,
  flags: DdnsUpdateFlags,
  exposeDir: string,
  { record, service }: ReturnType<typeof ddnsRecordOf>,
): Promise<PlannedChange> {
  const { system, network, output } = context;
  const { files } = system;
  const s = t().ddns;
  const fixed = givenAddresses(flags);
  const supplied = await suppliedSecret(context, flags);
  const secret = supplied ?? (await readToken(files, exposeDir, service.id));
  if (secret === undefined) throw new ExposeError('answer', s.noToken(service.name), s.noTokenHint);
  const ipv4 = fixed.address ?? (await askAddress(context, record));
  const ipv6 = fixed.ipv6 ?? record.last?.ipv6;
  const { name, last } = record;
  const document = { name, service: service.id, address: ipv4 };
  if (last?.ipv4 === ipv4 && last.ipv6 === ipv6 && supplied === undefined)
    return { changes: [], whenUnchanged: s.same(name, ipv4), document };
  const { host } = new URL(record.server ?? service.url ?? '');
  output.print(
    s.willTell(service.name, host, name, [ipv4, ...(ipv6 === undefined ? [] : [ipv6])].join(', ')),
  );
  if (!service.verified) output.print(s.unverified(service.name));
  const request = { network, record, secret, ipv4, ipv6, userAgent: userAgent(), now: system.now() };
  const token = supplied === undefined ? [] : [await keepToken(files, exposeDir, record.service, supplied)];
  let isNew = true;
  const done = () => (isNew ? s.updated(name, ipv4) : s.unchanged(name, ipv4));
  return {
    changes: [...token, keepDdnsRecord(exposeDir, recordAfter(request))],
    confirm: [s.confirm],
    async complete(signal) {
      const update = () => updateService({ ...request, signal });
      const updated = await output.wait(s.waiting(host), update);
      isNew = updated.changed;
      return [...token, keepDdnsRecord(exposeDir, updated.record)];
    },
    async afterwards() {
      const earlier = await findRenewalRecord(files, exposeDir);
      // Clears an earlier refusal, so that scheduled renewals continue.
      const settled = { what: DDNS, status: 'due' as const, message: done(), done };
      await keepReport(context, exposeDir, [settled], { scheduled: false, earlier });
      return [];
    },
    report: () => {
      output.result(done());
      output.print(record.addressFrom === 'given' ? s.nextGiven : s.next);
    },
    document: () => ({ ...document, ...(!isNew && { status: 'unchanged' }) }),
  };
}

/** Announces whom it asks, and asks. */
async function askAddress(context: CommandContext, record: DdnsRecord): Promise<string> {
  const { network, output } = context;
  const s = t().ddns;
  const gateway = (await network.gateways()).find(({ family }) => family === 4);
  const isOutside = record.addressFrom === 'outside';
  const whom = isOutside ? hostsOf(record.echo ?? ECHO_SERVICES[4]) : gateway?.address;
  if (whom !== undefined) output.print(isOutside ? s.asksOutside(whom) : s.asksRouter(whom));
  return context.interruptions.abortable((signal) =>
    output.wait(s.waiting(whom ?? ''), () =>
      findAddress(record, { network, userAgent: userAgent(), signal }),
    ),
  );
}

/** `--emit inadyn`. */
function emit({ output }: CommandContext, record: DdnsRecord, service: AddressProvider): number {
  const s = t().ddns;
  const text = inadynConfig(record, service);
  output.result(text.trimEnd(), { raw: true });
  output.print(s.emitHint);
  if (service.url === undefined) output.print(s.emitUnverified);
  output.json({ schema: 1, program: 'inadyn', text });
  return 0;
}
