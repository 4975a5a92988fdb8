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
import { type Finding, finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { readText } from '../../system/read-text.ts';
import type { Files } from '../../system/system.ts';

/** The file that resolvers read first. */
const HOSTS_FILE = '/etc/hosts';

/** Digits and dots only, like an address; no host in DNS has such a name. */
const LIKE_AN_ADDRESS = /^[\d.]+$/;

/** Characters that a host name cannot contain: a URL's colon and slash, spaces, `*`. */
const NOT_IN_A_NAME = /[^\p{L}\p{N}._-]/u;

/** RFC 6761: this name never exists. */
const NEVER = /(?:^|\.)invalid\.?$/i;

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
  if (isWildcard(value)) return starCrash(situation, { value, source });
  const own = await situation.get('addresses');
  const [bare = value] = value.split('%');
  if (isIP(bare) !== 0)
    return isOurs(bare, own) ? [] : [await foreign(situation, own, value, evidenceAt(source))];
  const known = await resolveOffline(value, system.files);
  const m = t().address.checks;
  if (known.kind === 'addresses') {
    const wrong = known.addresses.find((address) => !isOurs(address, own));
    if (wrong === undefined) return [];
    const evidence = { file: HOSTS_FILE, line: known.line, text: known.text };
    return [{ ...(await foreign(situation, own, wrong, { evidence })), fix: m.hostsFix(value) }];
  }
  // Resolvers know 'localhost' without a hosts file.
  return isLoopback(value) ? [] : [{ id: 'ip', status: 'unknown', message: m.nameNotAsked(value) }];
}

/**
 * Detects a name that cannot be resolved. Uses only the lines of the config files: some versions of Jupyter resolve the
 * name while loading them.
 */
async function checkIpName({ situation, system }: CheckContext): Promise<CheckFindings> {
  const source = winnerOf(await situation.get('sources'), 'ip');
  const name = source?.conditional === false ? source.value : undefined;
  if (typeof name !== 'string' || isWildcard(name) || isIP(name.split('%')[0] ?? '') !== 0)
    return NOTHING_TO_CHECK;
  if ((await resolveOffline(name, system.files)).kind !== 'impossible') return NOTHING_TO_CHECK;
  const m = t().address.checks;
  const repair = await changeSetting(situation, addressSettings(await situation.get('target'), ANY));
  const words = { message: m.unresolvable(name), fix: m.unresolvableFix };
  return [finding('fail', 'ip-unresolvable', words, { ...evidenceAt(source), ...repair })];
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
  if (isLoopback(wanted) || !isLoopback(value)) return [];
  const m = t().address.checks;
  const repair = await changeSetting(situation, addressSettings(target, wanted));
  const words = { message: m.loopbackOnly(value, wanted), fix: m.loopbackOnlyFix };
  return [finding('fail', 'ip-loopback-only', words, { ...evidenceAt(source), ...repair })];
}

/** What is known about a name without network access. */
type NameKnown =
  | {
      readonly kind: 'addresses';
      readonly addresses: readonly string[];
      readonly line: number;
      readonly text: string;
    }
  /** Cannot be resolved anywhere. */
  | { readonly kind: 'impossible' }
  | { readonly kind: 'unknown' };

/** Looks a name up in the hosts file. Uses no network, so most names stay unknown. */
export async function resolveOffline(name: string, files: Pick<Files, 'read'>): Promise<NameKnown> {
  const lines = ((await readText(HOSTS_FILE, files)) ?? '').split('\n');
  const found = lines.flatMap((text, index) => {
    const [address = '', ...names] = text.replace(/#.*/, '').trim().split(/\s+/);
    const named = names.some((one) => one.toLowerCase() === name.toLowerCase());
    return named && isIP(address) !== 0 ? [{ address, line: index + 1, text: text.trim() }] : [];
  });
  const [first] = found;
  if (first) {
    const { line, text } = first;
    return { kind: 'addresses', addresses: found.map(({ address }) => address), line, text };
  }
  const impossible = LIKE_AN_ADDRESS.test(name)
    ? !isShortForm(name)
    : NOT_IN_A_NAME.test(name) || NEVER.test(name);
  return { kind: impossible ? 'impossible' : 'unknown' };
}

/**
 * '127.1' and '3232235777' are addresses for the C library: up to four numbers, the last one fills the remaining bytes.
 */
function isShortForm(text: string): boolean {
  const parts = text.split('.');
  if (parts.length > 4 || parts.some((part) => part === '')) return false;
  const numbers = parts.map(Number);
  const last = numbers.pop() ?? 0;
  return numbers.every((part) => part <= 255) && last < 256 ** (5 - parts.length);
}
