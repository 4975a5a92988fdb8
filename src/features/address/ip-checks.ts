import { isIP } from 'node:net';
import { describeTarget } from '../../jupyter/choose-target.ts';
import { winnerOf } from '../../jupyter/settings/sources.ts';
import { addressSettings, keyOf } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import { lanAddresses, type OwnAddress } from '../../net/addresses.ts';
import { sameAddress } from '../../net/ip.ts';
import { ANY, isLoopback, isWildcard } from '../../net/listen-address.ts';
import { changeSetting } from '../../situation/change-setting.ts';
import {
  type Check,
  type CheckContext,
  type CheckFindings,
  NOTHING_TO_CHECK,
} from '../../situation/check.ts';
import { type EffectiveSetting, effectiveSetting, evidenceAt } from '../../situation/effective-setting.ts';
import { type Evidence, type Finding, finding } from '../../situation/finding.ts';
import {
  HOSTS_FILE,
  isName,
  listensHereOnly,
  resolveListenAddress,
  resolveOffline,
} from '../../situation/listen-reach.ts';
import type { Situation } from '../../situation/situation.ts';

/** Names that everybody gives to loopback addresses, unlike the computer's own name. */
const LOCALHOST = /^(?:localhost|localhost\d?\.localdomain\d?|ip6-(?:localhost|loopback)|.+\.localhost)$/i;

/** How resolvers say that a name has no address. */
const LEADS_NOWHERE =
  /\[Errno -?\d+\] (?:Name or service not known|Temporary failure in name resolution|No address associated|nodename nor servname)/;

/** 'config-loads' depends on it: some versions of Jupyter fail to load their config if the name cannot be resolved. */
export const ipNameChecks: readonly Check[] = [
  { id: 'ip-name', fine: () => t().address.checks.ipFine, run: checkIpName },
];

/** Whether the server can listen on the configured address, and whether that is the address chosen in the set-up. */
export const ipChecks: readonly Check[] = [
  { id: 'ip', needs: ['config-loads'], fine: () => t().address.checks.ipFine, run: checkIp },
  {
    id: 'ip-reach',
    needs: ['config-loads', 'ip'],
    fine: () => t().address.checks.reachFine,
    run: checkReach,
  },
];

async function checkIp({ situation, system }: CheckContext): Promise<readonly Finding[]> {
  const { value, source } = await effectiveSetting(situation, 'ip');
  if (typeof value !== 'string') return [];
  if (value === '::') return ipv6Only(situation, source);
  if (isWildcard(value)) return starCrash(situation, { value, source });
  const own = await situation.get('addresses');
  const [bare = value] = value.split('%');
  if (!isName(value))
    return isOurs(bare, own) ? [] : [await foreign(situation, own, value, evidenceAt(source))];
  if (isLoopback(value)) return astray(situation, value, own);
  const m = t().address.checks;
  const reach = await resolveListenAddress(situation, value);
  if ('problem' in reach)
    return reach.unanswered
      ? [{ id: 'ip', status: 'unknown', message: m.nameUnanswered(value) }]
      : [await unresolvable(situation, { value, source }, reach.problem)];
  const { addresses } = reach;
  const known = await resolveOffline(value, system.files);
  const hosts =
    known.kind === 'addresses' ? { file: HOSTS_FILE, line: known.line, text: known.text } : undefined;
  const wrong = addresses.find((address) => !isOurs(address, own));
  if (wrong !== undefined) {
    const at = hosts === undefined ? evidenceAt(source) : { evidence: hosts };
    const found = await foreign(situation, own, wrong, at);
    return [hosts === undefined ? found : { ...found, fix: m.hostsFix(value) }];
  }
  if (!addresses.every(isLoopback))
    return [{ id: 'ip', status: 'ok', message: m.nameFine(value, addresses.join(', ')) }];
  return LOCALHOST.test(value) ? [] : [await nameOfLoopback(situation, { value, source }, addresses, hosts)];
}

/** A slip in the hosts file, 172.0.0.1 for 127.0.0.1, leads even localhost elsewhere. */
async function astray(situation: Situation, name: string, own: readonly OwnAddress[]): Promise<Finding[]> {
  const known = await resolveOffline(name, situation.system.files);
  const wrong =
    known.kind === 'addresses' &&
    known.addresses.find((address) => isIP(address) === 4 && !isOurs(address, own));
  if (!wrong) return [];
  const evidence = { file: HOSTS_FILE, line: known.line, text: known.text };
  const found = await foreign(situation, own, wrong, { evidence });
  return [{ ...found, fix: t().address.checks.localhostFix(wrong) }];
}

/** The name leads to a loopback address, as Debian's installer writes the computer's own name into /etc/hosts. */
async function nameOfLoopback(
  situation: Situation,
  { value, source }: EffectiveSetting,
  addresses: readonly string[],
  hosts: Evidence | undefined,
): Promise<Finding> {
  const m = t().address.checks;
  const where = hosts && m.nameInHosts(`${hosts.file}:${hosts.line}`, hosts.text ?? '');
  const words = {
    message: m.nameOfLoopback(String(value), addresses.join(', ')),
    ...(where !== undefined && { why: where }),
    fix: m.nameOfLoopbackFix,
  };
  const wanted = await chosenBefore(situation);
  const target = await situation.get('target');
  const repair = wanted === undefined ? {} : await changeSetting(situation, addressSettings(target, wanted));
  return finding('fail', 'ip-name-loopback', words, { ...evidenceAt(source), ...repair });
}

/** The address that the last set-up of this Jupyter chose. */
async function chosenBefore(situation: Situation): Promise<string | undefined> {
  const last = await situation.get('lastAnswers');
  const ip = last?.answers.ip;
  const isSame = last?.target === describeTarget(await situation.get('target'));
  return isSame && typeof ip === 'string' && (!isName(ip) || isLoopback(ip)) ? ip : undefined;
}

/** For '::' Jupyter's web server opens a socket that takes IPv6 only, whatever the system's default is. */
async function ipv6Only(
  situation: Situation,
  source: EffectiveSetting['source'],
): Promise<readonly Finding[]> {
  if ((await chosenBefore(situation)) === '::') return [];
  const m = t().address.checks;
  const repair = await changeSetting(situation, addressSettings(await situation.get('target'), ANY));
  const words = { message: m.ipv6Only, fix: m.ipv6OnlyFix };
  return [finding('fail', 'ip-ipv6-only', words, { ...evidenceAt(source), ...repair })];
}

/**
 * Detects a name that leads nowhere, from the lines of the config files: some versions of Jupyter resolve the name while
 * loading them. For a name that code makes, what Jupyter says about that is all that is known.
 */
async function checkIpName({ situation }: CheckContext): Promise<CheckFindings> {
  const source = winnerOf(await situation.get('sources'), 'ip');
  const name = source?.conditional === false ? source.value : undefined;
  if (source !== undefined && source.value === undefined) {
    const { problems } = await situation.get('effective');
    if (!problems.some(({ text }) => LEADS_NOWHERE.test(text))) return NOTHING_TO_CHECK;
    return [await unresolvable(situation, { value: source.text, source }, 'ENOTFOUND')];
  }
  if (typeof name !== 'string' || !isName(name) || isLoopback(name)) return NOTHING_TO_CHECK;
  const reach = await resolveListenAddress(situation, name);
  if (!('problem' in reach) || reach.unanswered) return NOTHING_TO_CHECK;
  return [await unresolvable(situation, { value: name, source }, reach.problem)];
}

async function unresolvable(
  situation: Situation,
  { value, source }: EffectiveSetting,
  problem: string,
): Promise<Finding> {
  const m = t().address.checks;
  const repair = await changeSetting(situation, addressSettings(await situation.get('target'), ANY));
  const words = { message: m.unresolvable(String(value)), fix: m.unresolvableFix };
  // The resolver of the network does not answer now; the name itself may be right.
  const isOffline = problem === 'EAI_AGAIN' ? { why: m.resolverAway } : {};
  return finding('fail', 'ip-unresolvable', { ...words, ...isOffline }, { ...evidenceAt(source), ...repair });
}

/** Every 127.x address belongs to this computer, but ::1 only if IPv6 is enabled. */
function isOurs(address: string, own: readonly OwnAddress[]): boolean {
  const isAny4 = isIP(address) === 4 && (isLoopback(address) || isWildcard(address));
  return isAny4 || isWildcard(address) || own.some((one) => sameAddress(one.address, address));
}

async function foreign(
  situation: Situation,
  own: readonly OwnAddress[],
  ip: string,
  at: Pick<Finding, 'evidence'>,
): Promise<Finding> {
  const m = t().address.checks;
  const present = lanAddresses(own);
  // With a single LAN address, that one must be meant: the router assigned a new one.
  const [only, second] = present;
  const one = second === undefined ? only : undefined;
  const isInHosts = at.evidence?.file === HOSTS_FILE;
  const repair = isInHosts || one === undefined ? {} : await changeSetting(situation, { ip: one });
  const words = { message: m.foreign(ip, present.join(', ')), fix: m.foreignFix(one) };
  return finding('fail', 'ip-foreign', words, { ...at, ...repair });
}

/** Some versions resolve '*' as a host name and crash unless allow_remote_access is set. */
async function starCrash(situation: Situation, ip: EffectiveSetting): Promise<readonly Finding[]> {
  const target = await situation.get('target');
  const instead = addressSettings(target, String(ip.value));
  const remote = await effectiveSetting(situation, 'allow_remote_access');
  if (!('allow_remote_access' in instead) || typeof remote.value === 'boolean') return [];
  const m = t().address.checks;
  const words = {
    message: m.starCrash(`${target.app} ${target.serverVersion}`),
    fix: m.starCrashFix(keyOf(target, 'ip') ?? 'ip', keyOf(target, 'allow_remote_access') ?? ''),
  };
  const repair = await changeSetting(situation, instead);
  return [finding('fail', 'ip-star-crash', words, { ...evidenceAt(ip.source), ...repair })];
}

async function checkReach({ situation }: CheckContext): Promise<CheckFindings> {
  const last = await situation.get('lastAnswers');
  const wanted = last?.answers.ip;
  const { value, source } = await effectiveSetting(situation, 'ip');
  const target = await situation.get('target');
  if (typeof wanted !== 'string' || typeof value !== 'string' || last?.target !== describeTarget(target))
    return NOTHING_TO_CHECK;
  if (isLoopback(wanted) || !(await listensHereOnly(situation, value))) return [];
  const m = t().address.checks;
  const repair = await changeSetting(situation, addressSettings(target, wanted));
  const words = { message: m.loopbackOnly(value, wanted), fix: m.loopbackOnlyFix };
  return [finding('fail', 'ip-loopback-only', words, { ...evidenceAt(source), ...repair })];
}
