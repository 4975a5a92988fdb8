import { ipv6Exposed } from '../../checks/access/ipv6.ts';
import { addressSettings, type Trait } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import { sameAddress } from '../../net/ip.ts';
import { ANY, isLoopback, isWildcard } from '../../net/listen-address.ts';
import type { PortHolder } from '../../net/network.ts';
import { isBlockedByBrowsers, isPort } from '../../net/parse-port.ts';
import type { StepQuestion } from '../../prompt/question.ts';
import { currentValue } from '../../situation/effective-setting.ts';
import type { Finding } from '../../situation/finding.ts';
import { resolveListenAddress } from '../../situation/listen-reach.ts';
import { isReach, listensForOthers, type Reach } from '../../situation/reach.ts';
import type { Situation } from '../../situation/situation.ts';
import { chosenReach } from '../../wizard/reach.ts';
import { answered, type Step, type StepPlan, type WantedSetting } from '../../wizard/step.ts';
import { browserQuestion, ipQuestion, portQuestion, reachQuestion } from './questions.ts';

/** The listen address and port, and whether Jupyter opens a browser. */
export const addressStep: Step = {
  id: 'address',

  async questions({ situation }, answers) {
    const [ip, port, openBrowser] = await Promise.all([
      currentValue(situation, 'ip'),
      currentValue(situation, 'port'),
      currentValue(situation, 'open_browser'),
    ]);
    const { reach } = (await situation.get('lastAnswers'))?.answers ?? {};
    return [
      reachQuestion(isReach(reach) ? reach : undefined),
      await askIp(situation, typeof ip === 'string' ? ip : undefined, chosenReach(answers)),
      portQuestion(isPort(port) && !isBlockedByBrowsers(port) ? port : undefined, (wanted) =>
        foreignHolder(situation, wanted),
      ),
      browserQuestion(typeof openBrowser === 'boolean' ? openBrowser : undefined),
    ];
  },

  async plan({ situation }, answers): Promise<StepPlan> {
    const ip = answered<string>(answers, 'ip') ?? 'localhost';
    const listening = Object.entries(addressSettings(await situation.get('target'), ip));
    const settings: WantedSetting[] = [
      ...listening.map(([trait, value]) => ({ trait: trait as Trait, value })),
      { trait: 'port', value: answered<number>(answers, 'port') ?? null },
      // Clients could not find a server that moves to another port.
      { trait: 'port_retries', value: 0 },
      { trait: 'open_browser', value: answered<boolean>(answers, 'open_browser') ?? false },
    ];
    return { settings, changes: [], notes: [], remarks: await remarksOn(situation, ip) };
  },
};

async function remarksOn(situation: Situation, ip: string): Promise<Finding[]> {
  const ipv6 = await ipv6Exposed(situation, ip);
  const findings: Finding[] = ipv6 === undefined ? [] : [ipv6];
  if ((await situation.get('user')).isRoot) {
    findings.push({ id: 'root', status: 'warn', message: t().address.root, fix: t().address.rootFix });
  }
  return findings;
}

/** After `close`, the default is the address that was used before. */
async function askIp(
  situation: Situation,
  ip: string | undefined,
  reach: Reach | undefined,
): Promise<StepQuestion<string>> {
  const own = await situation.get('addresses');
  const { closed_ip: before, ip: chosen } = (await situation.get('lastAnswers'))?.answers ?? {};
  // '::' takes IPv6 only, which few people know who write it.
  const isKept = ip !== undefined && (ip !== '::' || chosen === ip) && (await isUsable(situation, ip));
  const isWide = reach === undefined || listensForOthers(reach);
  const fits = reach === undefined || (ip !== undefined && isLoopback(ip) !== isWide);
  const question = ipQuestion(isKept && fits ? ip : undefined, own, isWide ? ANY : 'localhost');
  if (reach !== undefined && !isWide) return question;
  if (typeof before !== 'string' || ip === undefined || !isLoopback(ip)) return question;
  return { ...question, current: { value: before, shown: t().close.asBefore(before), origin: '' } };
}

/** Whether a server listens on every address that this `ip` leads to, and not on loopback by an accident of names. */
async function isUsable(situation: Situation, ip: string): Promise<boolean> {
  if (isWildcard(ip) || isLoopback(ip)) return true;
  const own = await situation.get('addresses');
  const reach = await resolveListenAddress(situation, ip);
  return (
    'addresses' in reach &&
    !reach.addresses.every(isLoopback) &&
    reach.addresses.every((one) => isLoopback(one) || own.some(({ address }) => sameAddress(address, one)))
  );
}

/** The process that holds the port, unless it is the Jupyter server being set up. */
async function foreignHolder(situation: Situation, port: number): Promise<PortHolder | undefined> {
  const holder = await situation.network.portHolder(port);
  if (!holder) return undefined;
  const running = await situation.get('runningServers');
  return running.some((server) => server.pid === holder.pid) ? undefined : holder;
}
