import type { RunningServer } from '../../jupyter/server/running-servers.ts';
import { startingJupyter } from '../../jupyter/server/service-units.ts';
import { t } from '../../messages/index.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../situation/check.ts';
import { effectiveSetting } from '../../situation/effective-setting.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { readProcess } from '../../system/process-info.ts';
import {
  accountOf,
  type OtherConfig,
  otherConfigOf,
  type ServerAccount,
  startsJupyter,
} from './server-account.ts';

/** Why the settings of a running server differ from the current config files. */
export async function checkRunning(context: CheckContext): Promise<CheckFindings> {
  const running = await context.situation.get('runningServers');
  const accounts = await Promise.all(running.map((server) => accountOf(context, server)));
  // A missing config file named in a systemd unit is reported by the services check.
  const units = accounts.some(({ otherConfig }) => otherConfig?.isMissing)
    ? await startingJupyter(await context.situation.get('serviceUnits'))
    : [];
  const ofServices = (because: string) =>
    units.some(({ lines }) => lines.some(({ value }) => value.includes(because)));
  const findings = [
    ...accounts
      .filter(({ otherConfig: other }) => !(other?.isMissing && ofServices(other.because)))
      .flatMap(explain),
    ...(await otherServerOnPort(context, running)),
  ];
  return running.length + findings.length === 0 ? NOTHING_TO_CHECK : findings;
}

function explain({
  server: { pid },
  isSuspended,
  otherConfig,
  changedSince,
  options,
}: ServerAccount): Finding[] {
  const m = t().host;
  if (isSuspended) return [suspended(pid)];
  if (otherConfig !== undefined) return [readsOther(pid, otherConfig)];
  const overruled = options.map(({ text, trait }) => {
    const words = { message: m.commandLine(pid, text, trait), fix: m.commandLineFix(text) };
    return finding('warn', 'command-line-wins', words, { evidence: { text } });
  });
  if (changedSince === undefined) return overruled;
  const words = { message: m.restartNeeded(pid, changedSince), fix: m.restartFix(pid) };
  return [finding('warn', 'restart-needed', words, { evidence: { file: changedSince } }), ...overruled];
}

/** A server that is stopped where it stands. */
export function suspended(pid: number): Finding {
  const m = t().host;
  const words = { message: m.suspended(pid), fix: m.suspendedFix(pid) };
  return finding('fail', 'server-suspended', words);
}

/** A Jupyter without a runtime file among those of this user holds the configured port. */
async function otherServerOnPort(
  context: CheckContext,
  running: readonly RunningServer[],
): Promise<Finding[]> {
  const { value: port, source } = await effectiveSetting(context.situation, 'port');
  // If no port is configured, it does not matter who holds Jupyter's default one.
  if (source === undefined || typeof port !== 'number' || running.some((server) => server.port === port))
    return [];
  const pid = (await context.situation.network.portHolder(port))?.pid;
  const facts = pid === undefined ? undefined : await readProcess(pid, context.system.files);
  if (pid === undefined || facts === undefined || !startsJupyter(facts.args)) return [];
  if (facts.isSuspended) return [suspended(pid)];
  const other = await otherConfigOf(context, facts);
  return other === undefined ? [] : [readsOther(pid, other)];
}

function readsOther(pid: number, { because, isMissing = false }: OtherConfig): Finding {
  const m = t().host;
  const evidence = { text: because };
  const missing = { message: m.configMissing(pid, because), fix: m.configMissingFix };
  const other = { message: m.otherConfig(pid, because), fix: m.otherConfigFix };
  return isMissing
    ? finding('warn', 'config-argument-missing', missing, { evidence })
    : finding('warn', 'other-config', other, { evidence });
}
