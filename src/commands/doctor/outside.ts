import { ipv6Exposed } from '../../checks/access/ipv6.ts';
import { evaluateChecks } from '../../checks/access/outside.ts';
import { seenFromOutside } from '../../command/outside-address.ts';
import { ExposeError } from '../../errors.ts';
import { loadFeatures } from '../../features/index.ts';
import { t } from '../../messages/index.ts';
import { parsePort } from '../../net/parse-port.ts';
import { CHECKERS, type Checked, checkerAt } from '../../net/port-checkers.ts';
import { ECHO_SERVICES, hostsOf } from '../../net/public-address.ts';
import { userAgent } from '../../net/user-agent.ts';
import type { CommandContext } from '../../output/output.ts';
import { showCode } from '../../output/qr-code.ts';
import { effectiveSetting } from '../../situation/effective-setting.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import type { OutsideName } from '../../wizard/init-run.ts';
import type { DoctorFlags } from './flags.ts';
import { agreed } from './live.ts';

/** `doctor --outside`: asks external services whether the port is reachable, after announcing their names. */
export async function checkFromOutside(
  context: CommandContext,
  flags: DoctorFlags,
  situation: Situation,
): Promise<readonly Finding[]> {
  const { output } = context;
  const s = t().outside.check;
  const [parts, port, certfile, ip] = await Promise.all([
    loadFeatures(),
    effectiveSetting(situation, 'port'),
    effectiveSetting(situation, 'certfile'),
    effectiveSetting(situation, 'ip'),
  ]);
  const names = await Promise.all(parts.map(({ outsideName }) => outsideName?.(situation)));
  const known: OutsideName = Object.assign({}, ...names);
  const { name } = known;
  const outer =
    flags.externalPort === undefined ? (known.port ?? Number(port.value)) : parsePort(flags.externalPort);
  const secure = typeof certfile.value === 'string' && certfile.value !== '';
  const checkers =
    flags.checker === undefined ? CHECKERS : flags.checker.map((url) => checkerAt(checked(url)));
  const echo = flags.echo ?? ECHO_SERVICES[4];
  const { print } = context.output;
  const hosts = new Set([...hostsOf(echo).split(', '), ...checkers.map(({ host }) => host)]);
  print(s.willAsk([...hosts].join(', '), outer));
  print(s.unverified);
  if ((await agreed(context, s.ask)) === false) {
    return [{ id: 'outside-not-asked', status: 'unknown', message: s.notAsked, fix: s.tryPhone }];
  }
  const address = await seenFromOutside(context, { outside: true, echo });
  const findings: Finding[] = [];
  if (address === undefined)
    findings.push({ id: 'outside-no-address', status: 'unknown', message: s.noAddress, fix: s.tryPhone });
  else {
    findings.push(await askCheckers(context, checkers, { address, port: outer, secure }));
    if (name !== undefined) findings.push(await compareName(context, name, address));
  }
  const ipv6 = await ipv6Exposed(situation, String(ip.value ?? 'localhost'));
  if (ipv6) findings.push(ipv6);
  const host = name ?? address;
  if (host !== undefined) {
    const url = `${secure ? 'https' : 'http'}://${host}:${outer}/`;
    output.print();
    print(s.phone);
    output.result(url);
    await showCode(context, url);
  }
  print(s.whyNotInside);
  return findings;
}

async function askCheckers(
  context: CommandContext,
  checkers: readonly (typeof CHECKERS)[number][],
  wish: { readonly address: string; readonly port: number; readonly secure: boolean },
): Promise<Finding> {
  const s = t().outside.check;
  const all = await context.interruptions.abortable((signal) =>
    context.output.wait(s.waiting, () =>
      Promise.all(
        checkers.map(
          async ({ host, url, check }): Promise<Checked> => ({
            host,
            ...(await check(url, { ...wish, network: context.network, userAgent: userAgent(), signal })),
          }),
        ),
      ),
    ),
  );
  return evaluateChecks(all, wish.port);
}

async function compareName(context: CommandContext, name: string, address: string): Promise<Finding> {
  const s = t().outside.check;
  const found = await context.output.wait(t().ddns.waiting('DNS'), () => context.network.lookup(name));
  const ipv4 = 'problem' in found ? [] : found.ipv4;
  if (ipv4.includes(address)) return { id: 'outside-name', status: 'ok', message: s.nameHere(name, address) };
  const where = ipv4.join(', ') || s.nowhere;
  const words = { message: s.nameElsewhere(name, where, address), fix: s.nameFix };
  return finding('fail', 'outside-name-elsewhere', words);
}

/** Accepts http as well: public services use TLS, but the user's own service may not. */
function checked(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new ExposeError('answer', t().outside.check.badChecker(text));
  return text;
}
