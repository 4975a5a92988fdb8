import type { RunningServer } from '../../jupyter/server/running.ts';
import type { StartTrouble } from '../../jupyter/server/start-troubles.ts';
import { t } from '../../messages/index.ts';
import { isLoopback, isWildcard } from '../../net/listen-address.ts';
import { listenAddresses } from '../../net/port-holder.ts';
import { maskHashes } from '../../plan/masking.ts';
import type { Check } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import type { PathContext, Wanted } from './session.ts';

/** Milliseconds: Jupyter reads its config a moment after its process begins, and clocks of files are coarse. */
const TOLERANCE = 1000;

const SECONDS = 60;

/** Does Jupyter listen where its settings say? */
export const listens: Check<PathContext> = {
  id: 'listens',
  needs: ['config-loads'],
  fine: () => '',
  async look({ wanted, reach, startCommand }) {
    const reached = await reach();
    if ('stale' in reached) return blocked(restartNeeded(reached.stale, startCommand));
    if ('absent' in reached) return blocked(notRunning(startCommand));
    if ('trouble' in reached) return [didNotStart(reached.trouble, wanted)];
    const { port } = reached.server;
    if (port !== wanted.port) return [moved(wanted.port, port, reached.log())];
    const m = t().hops;
    const real = await listenAddresses(port);
    const where = isWildcard(wanted.ip) ? m.everywhere : wanted.ip;
    if (real !== undefined && real.length > 0 && !isThere(wanted.ip, real))
      return [
        {
          id: 'listens-elsewhere',
          status: 'fail',
          message: m.listensElsewhere(where, real.join(', ')),
          fix: m.listensElsewhereFix,
        },
      ];
    return [{ id: 'listens', status: 'ok', message: m.listens(where, port) }];
  },
};

/** A Jupyter that was started before its settings were changed last. */
function restartNeeded({ pid, port }: RunningServer, startCommand: string): Finding {
  const m = t().hops;
  return {
    id: 'restart-needed',
    status: 'warn',
    message: m.restart(pid, port),
    fix: m.restartFix(pid, startCommand),
  };
}

function notRunning(startCommand: string): Finding {
  const m = t().hops;
  return { id: 'not-running', status: 'unknown', message: m.notRunning, fix: m.notRunningFix(startCommand) };
}

/** Nothing is broken, and yet there is nothing to walk on. */
function blocked(reason: Finding): Finding[] {
  const blockedBy = reason.id;
  return [reason, { id: 'listens', status: 'unknown', message: t().doctor.notReached(blockedBy), blockedBy }];
}

function isThere(ip: string, real: readonly string[]): boolean {
  if (isWildcard(ip)) return real.some((address) => isWildcard(address));
  if (ip === 'localhost') return real.some((address) => isLoopback(address));
  // A name cannot be compared without asking for its address.
  return real.includes(ip) || real.some((address) => isWildcard(address)) || !/^[\d.]+$|:/.test(ip);
}

function didNotStart(trouble: StartTrouble | 'slow', { ip, port }: Wanted): Finding {
  const m = t().hops;
  if (trouble === 'slow')
    return { id: 'server-slow', status: 'fail', message: m.slow(SECONDS), fix: m.slowFix };
  const { id, line, what } = trouble;
  const named =
    what ?? { 'ip-foreign': ip, 'port-held': String(port), 'port-privileged': String(port) }[String(id)];
  const words = m.start[id];
  return {
    id,
    status: 'fail',
    message: words.what(named ?? ''),
    ...(line !== '' && { evidence: { text: maskHashes(line) } }),
    fix: words.fix(named ?? ''),
  };
}

function moved(wanted: number, port: number, log: string): Finding {
  const line = log.split(/\r?\n/).find((text) => text.includes(String(wanted)) && /port/i.test(text));
  const m = t().hops;
  return {
    id: 'port-moved',
    status: 'fail',
    message: m.moved(wanted, port),
    ...(line !== undefined && { evidence: { text: maskHashes(line.trim()) } }),
    fix: m.movedFix(wanted),
  };
}

/** Was the server started before one of its config files was changed last? No Jupyter reads them again. */
export async function isStale(server: RunningServer, situation: Situation): Promise<boolean> {
  const { files } = await situation.get('sources');
  const existing = files.filter(({ exists }) => exists).map(({ path }) => path);
  const changed = Math.max(0, ...(await Promise.all(existing.map((path) => timeOf(path, situation)))));
  const started = situation.system.startedAt(server.pid) ?? Number.POSITIVE_INFINITY;
  // It wrote its own file when it was up: what lies behind that is no time of its start (a container's clock).
  const up = (await timeOf(server.file, situation)) || started;
  return changed > Math.min(started, up) + TOLERANCE;
}

/** When a file was changed last; 0 where nothing tells. */
async function timeOf(path: string, { system }: Situation): Promise<number> {
  const facts = await system.files.facts(path).catch(() => undefined);
  return facts?.mtimeMs ?? 0;
}
