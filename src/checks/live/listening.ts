import { isAbsolute } from 'node:path';
import type { RunningServer } from '../../jupyter/server/running-servers.ts';
import type { StartProblem } from '../../jupyter/server/start-problems.ts';
import { t } from '../../messages/index.ts';
import { isLoopback, isWildcard } from '../../net/listen-address.ts';
import { maskHashes } from '../../plan/masking.ts';
import type { Check } from '../../situation/check.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { findObstacle, type Use } from '../../system/obstacle.ts';
import { readProcess } from '../../system/process-info.ts';
import { suspended } from '../host/running-server.ts';
import { openFix } from '../host/server-directories.ts';
import type { LocalContext, ServerSettings } from './local-context.ts';

/** Milliseconds: Jupyter reads its config a moment after its process starts, and file times are coarse. */
const TOLERANCE = 1000;

const SECONDS = 60;

/** The problems whose log line names a path, and what the server wanted of it. */
const ABOUT_PATHS: Partial<Record<StartProblem['id'], Use>> = {
  'no-permission': 'write',
  'not-a-directory': 'write',
  'tls-file-missing': 'read',
  'root-dir-missing': 'list',
};

/** Does Jupyter listen where its settings say? */
export const listens: Check<LocalContext> = {
  id: 'listens',
  needs: ['config-loads'],
  fine: () => '',
  async run({ situation, settings, reach, startCommand }) {
    const reached = await reach();
    if ('stale' in reached) return blocked(restartNeeded(reached.stale, startCommand));
    if ('absent' in reached) return blocked(notRunning(startCommand));
    if ('problem' in reached) return [await didNotStart(reached.problem, settings, situation)];
    const { port, socket, pid } = reached.server;
    if ((await readProcess(pid, situation.system.files))?.isSuspended) return [suspended(pid)];
    const m = t().live;
    if (socket !== undefined) {
      const message = m.listensElsewhere(settings.ip, socket);
      return [finding('fail', 'listens-elsewhere', { message, fix: m.socketFix })];
    }
    const wanted = reached.beside?.port ?? settings.port;
    if (port !== wanted) return [moved(wanted, port, reached.log())];
    const real = await situation.network.listenAddresses(port);
    const where = isWildcard(settings.ip) ? m.everywhere : settings.ip;
    if (real !== undefined && real.length > 0 && !includesAddress(settings.ip, real)) {
      const message = m.listensElsewhere(where, real.join(', '));
      return [finding('fail', 'listens-elsewhere', { message, fix: m.listensElsewhereFix })];
    }
    const stale = reached.beside && [restartNeeded(reached.beside.stale, startCommand)];
    return [...(stale ?? []), { id: 'listens', status: 'ok', message: m.listens(where, port) }];
  },
};

/** For a Jupyter that was started before its settings were last changed. */
function restartNeeded({ pid, port }: RunningServer, startCommand: string): Finding {
  const m = t().live;
  const words = { message: m.restart(pid, port), fix: m.restartFix(pid, startCommand) };
  return finding('warn', 'restart-needed', words);
}

function notRunning(startCommand: string): Finding {
  const m = t().live;
  return { id: 'not-running', status: 'unknown', message: m.notRunning, fix: m.notRunningFix(startCommand) };
}

/** Nothing is broken, but there is no server to test. */
function blocked(reason: Finding): Finding[] {
  const blockedBy = reason.id;
  return [reason, { id: 'listens', status: 'unknown', message: t().doctor.notReached(blockedBy), blockedBy }];
}

function includesAddress(ip: string, real: readonly string[]): boolean {
  if (isWildcard(ip)) return real.some((address) => isWildcard(address));
  if (ip === 'localhost') return real.some((address) => isLoopback(address));
  // A name cannot be compared without resolving it.
  return real.includes(ip) || real.some((address) => isWildcard(address)) || !/^[\d.]+$|:/.test(ip);
}

async function didNotStart(
  problem: StartProblem | 'slow',
  { ip, port }: ServerSettings,
  { system }: Situation,
): Promise<Finding> {
  const m = t().live;
  if (problem === 'slow')
    return { id: 'server-slow', status: 'fail', message: m.slow(SECONDS), fix: m.slowFix };
  const { id, line, what } = problem;
  const subject =
    what ?? { 'ip-foreign': ip, 'port-held': String(port), 'port-privileged': String(port) }[String(id)];
  const { what: message, fix } = m.start[id];
  // What the log names may lie behind a directory that is closed, which Jupyter takes for a file that is not there.
  const use = ABOUT_PATHS[id];
  const obstacle =
    use !== undefined && what !== undefined && isAbsolute(what)
      ? ((await findObstacle(what, 'read', system)) ?? (await findObstacle(what, use, system)))
      : undefined;
  const words =
    obstacle === undefined
      ? { message: message(subject ?? ''), fix: fix(subject ?? '') }
      : {
          message: `${t().host.directories.closed(what ?? '', obstacle)} ${m.start['server-ends'].what('')}`,
          fix: openFix(obstacle, system),
        };
  return finding('fail', id, words, line === '' ? {} : { evidence: { text: maskHashes(line) } });
}

function moved(configured: number, port: number, log: string): Finding {
  const line = log.split(/\r?\n/).find((text) => text.includes(String(configured)) && /port/i.test(text));
  const m = t().live;
  const words = { message: m.moved(configured, port), fix: m.movedFix(configured) };
  const evidence = line === undefined ? {} : { evidence: { text: maskHashes(line.trim()) } };
  return finding('fail', 'port-moved', words, evidence);
}

/** Did the server start before one of its config files was last changed? Jupyter never rereads them. */
export async function isStale(server: RunningServer, situation: Situation): Promise<boolean> {
  const { files } = await situation.get('sources');
  const existing = files.filter(({ exists }) => exists).map(({ path }) => path);
  const changed = Math.max(0, ...(await Promise.all(existing.map((path) => modifiedAt(path, situation)))));
  const started = situation.system.startedAt(server.pid) ?? Number.POSITIVE_INFINITY;
  // The server writes its runtime file when it is up. A later start time is wrong (the clock of a container).
  const up = (await modifiedAt(server.file, situation)) || started;
  return changed > Math.min(started, up) + TOLERANCE;
}

/** When a file was last changed; 0 if unknown. */
async function modifiedAt(path: string, { system }: Situation): Promise<number> {
  const facts = await system.files.facts(path).catch(() => undefined);
  return facts?.mtimeMs ?? 0;
}
