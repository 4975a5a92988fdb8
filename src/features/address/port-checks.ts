import { accountOf, startsJupyter } from '../../checks/host/server-account.ts';
import { findRunningServers, type RunningServer } from '../../jupyter/server/running-servers.ts';
import { t } from '../../messages/index.ts';
import type { PortHolder } from '../../net/network.ts';
import { FIRST_FREE_PORT, isBlockedByBrowsers, isPort } from '../../net/parse-port.ts';
import { changeSetting } from '../../situation/change-setting.ts';
import {
  type Check,
  type CheckContext,
  type CheckFindings,
  type CheckGroup,
  NOTHING_TO_CHECK,
} from '../../situation/check.ts';
import { effectiveSetting, evidenceOfSetting } from '../../situation/effective-setting.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { listensHereOnly } from '../../situation/listen-reach.ts';
import { readProcess } from '../../system/process-info.ts';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';
import { ipChecks, ipNameChecks } from './ip-checks.ts';
import { outOfRange, portRangeChecks, usualPort } from './port-range-checks.ts';
import { nameOf } from './questions.ts';
import { reachChecks } from './reach-check.ts';
import { socketChecks } from './socket-check.ts';

const FIRST_FREE_FILE = '/proc/sys/net/ipv4/ip_unprivileged_port_start';

/** https://man7.org/linux/man-pages/man7/capabilities.7.html */
const NET_BIND_SERVICE = 10n;

/** Whether the server gets the configured port and no other. */
const portChecks: readonly Check[] = [
  { id: 'port', needs: ['config-loads'], fine: () => t().address.checks.portFine, run: checkPort },
  {
    id: 'port-retries',
    needs: ['config-loads', 'port'],
    fine: () => t().address.checks.retriesFine,
    run: checkRetries,
  },
];

/** Checks of the listen address and port. */
export const addressChecks: readonly CheckGroup[] = [
  { layer: 'files', checks: [...ipNameChecks, ...portRangeChecks] },
  { layer: 'listening', checks: [...socketChecks, ...ipChecks, ...reachChecks, ...portChecks] },
];

async function checkPort({ situation, system }: CheckContext): Promise<readonly Finding[]> {
  const setting = await effectiveSetting(situation, 'port');
  const { value: port, source, variable } = setting;
  const { value: ip } = await effectiveSetting(situation, 'ip');
  if (typeof port !== 'number') return [];
  const m = t().address.checks;
  const evidence = evidenceOfSetting(setting);
  if (port === 0) {
    // For this computer alone a port that changes is a choice: Jupyter prints its address.
    if (await listensHereOnly(situation, ip)) return [];
    const words = { message: m.random, fix: m.outOfRangeFix };
    return [finding('fail', 'port-random', words, { ...evidence, ...(await usualPort(situation)) })];
  }
  if (!isPort(port)) return [await outOfRange(situation, port, evidence)];
  const running = await situation.get('runningServers');
  const served = running.some((server) => server.port === port);
  if (isBlockedByBrowsers(port)) {
    const words = { message: m.blocked(port), why: m.blockedWhy, fix: m.blockedFix };
    return [finding('fail', 'port-blocked-by-browsers', words, evidence)];
  }
  if (port < FIRST_FREE_PORT && !served && port < (await firstOrdinaryPort(system)))
    return [
      finding(
        'fail',
        'port-privileged',
        { message: m.privileged(port), fix: m.privilegedFix(port) },
        evidence,
      ),
    ];
  if (system.platform !== 'linux') return [{ id: 'port', status: 'unknown', message: m.portNotSeen }];
  // If no port is configured, Jupyter may take the next free one: it prints its address.
  if (source === undefined && variable === undefined && (await listensHereOnly(situation, ip))) return [];
  const story = await readPortStory({ situation, system }, port);
  const retries = (await effectiveSetting(situation, 'port_retries')).value;
  const stays = retries === 0 ? {} : await changeSetting(situation, { port_retries: 0 });
  const place = { ...evidence, ...stays };
  switch (story.kind) {
    case 'quiet':
      return [];
    case 'stale': {
      const { holder, moved } = story;
      const message = moved
        ? m.staleMoved(holder.pid, port, moved.pid, moved.port)
        : m.stale(holder.pid, port);
      return [finding('fail', 'stale-server', { message, fix: m.staleFix(holder.pid) }, place)];
    }
    case 'moved': {
      const who = story.holder && nameOf(story.holder);
      const message = m.moved(story.server.pid, story.server.port, port, who);
      return [finding('fail', 'port-moved', { message, fix: m.movedFix(port, who) }, place)];
    }
    case 'held': {
      const who = nameOf(story.holder);
      const starts = retries !== 0;
      const message = starts ? m.heldMoves(port, who) : m.held(port, who);
      return [finding(starts ? 'warn' : 'fail', 'port-held', { message, fix: m.heldFix }, place)];
    }
  }
}

async function checkRetries({ situation }: CheckContext): Promise<CheckFindings> {
  const [ip, retries, port] = await Promise.all([
    effectiveSetting(situation, 'ip'),
    effectiveSetting(situation, 'port_retries'),
    effectiveSetting(situation, 'port'),
  ]);
  if (typeof retries.value !== 'number') return NOTHING_TO_CHECK;
  const m = t().address.checks;
  const isNegative = retries.value < 0;
  if (!isNegative && (await listensHereOnly(situation, ip.value))) return NOTHING_TO_CHECK;
  if (retries.value === 0) return [];
  const place = { ...evidenceOfSetting(retries), ...(await changeSetting(situation, { port_retries: 0 })) };
  if (isNegative) {
    const words = { message: m.retriesNegative(retries.value), fix: m.retriesNegativeFix };
    return [finding('fail', 'port-retries-negative', words, place)];
  }
  const words = { message: m.retries(Number(port.value)), fix: m.retriesFix };
  return [finding('warn', 'port-retries', words, place)];
}

/** The state of the configured port. */
type PortStory =
  | { readonly kind: 'quiet' }
  /** An old Jupyter server of the user holds the port; `moved` is the newer one that had to use another. */
  | { readonly kind: 'stale'; readonly holder: RunningServer; readonly moved: RunningServer | undefined }
  /** A server of the target's kind (classic or not) uses another port, because this one was, or still is, in use. */
  | { readonly kind: 'moved'; readonly server: RunningServer; readonly holder: PortHolder | undefined }
  /** Another program holds the port, and no server of the target's kind runs. */
  | { readonly kind: 'held'; readonly holder: PortHolder };

/** Reads who listens on the port and which Jupyter servers run. Sends nothing. */
async function readPortStory(context: CheckContext, port: number): Promise<PortStory> {
  const { situation, system } = context;
  const [holder, installations, running] = await Promise.all([
    situation.network.portHolder(port),
    situation.get('installations'),
    situation.get('runningServers'),
  ]);
  const all = await findRunningServers(installations, system);
  const elsewhere: RunningServer[] = [];
  for (const server of running) {
    if (server.port !== port && (await hadToMove(context, server))) elsewhere.push(server);
  }
  const moved = elsewhere.toSorted((a, b) => a.pid - b.pid).at(-1);
  const jupyter = all.find((server) => server.port === port);
  const isTheirs = jupyter !== undefined && running.some(({ pid }) => pid === jupyter.pid);
  if (jupyter !== undefined)
    return isTheirs && !moved ? { kind: 'quiet' } : { kind: 'stale', holder: jupyter, moved };
  if (moved !== undefined) return { kind: 'moved', server: moved, holder };
  if (holder === undefined || running.length > 0 || (await isJupyter(context, holder)))
    return { kind: 'quiet' };
  return { kind: 'held', holder };
}

/** The server uses the settings of the files, but another port. */
async function hadToMove(context: CheckContext, server: RunningServer): Promise<boolean> {
  const { otherConfig, options, changedSince } = await accountOf(context, server);
  return (
    otherConfig === undefined && changedSince === undefined && !options.some(({ trait }) => trait === 'port')
  );
}

/**
 * A Jupyter without a server file where we look belongs to another user or another config; 'other-config' reports it.
 */
async function isJupyter({ system }: CheckContext, { pid }: PortHolder): Promise<boolean> {
  const facts = pid === undefined ? undefined : await readProcess(pid, system.files);
  return facts !== undefined && startsJupyter(facts.args);
}

/** The lowest port that this user may listen on; 1 if all ports are allowed. */
async function firstOrdinaryPort(system: System): Promise<number> {
  if (system.platform !== 'linux') return system.uid === 0 || system.uid === undefined ? 1 : FIRST_FREE_PORT;
  const [limit, status] = await Promise.all([
    readText(FIRST_FREE_FILE, system.files),
    readText('/proc/self/status', system.files),
  ]);
  const rights = /^CapEff:\s*([0-9a-f]+)$/im.exec(status ?? '')?.[1];
  const isEntitled =
    rights === undefined ? system.uid === 0 : ((BigInt(`0x${rights}`) >> NET_BIND_SERVICE) & 1n) === 1n;
  if (isEntitled) return 1;
  return limit !== undefined && /^\d+\s*$/.test(limit) ? Number(limit) : FIRST_FREE_PORT;
}
