import type { Reached, Wanted } from '../../checks/live/session.ts';
import { isStale } from '../../checks/live/stale.ts';
import { findStartTrouble } from '../../jupyter/server/start-troubles.ts';
import { startTemporaryServer, type TemporaryServer } from '../../jupyter/server/temporary.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/context.ts';
import { waiting } from '../../output/waiting.ts';
import type { Situation } from '../../situation/situation.ts';

export interface ReachOptions {
  readonly wanted: Wanted;
  readonly startTemporary: boolean;
  readonly signal: AbortSignal;
}

/** The way to the server: one that runs on the port, else one that is started for the walk. */
export interface Reach {
  /** Finds or starts it, once. */
  readonly reach: () => Promise<Reached>;
  /** Stops what was started. */
  readonly end: () => Promise<void>;
}

export function openReach(context: CommandContext, situation: Situation, options: ReachOptions): Reach {
  const { wanted, startTemporary, signal } = options;
  let reached: Promise<Reached> | undefined;
  let started: Promise<TemporaryServer> | undefined;

  async function find(): Promise<Reached> {
    const running = await situation.get('runningServers');
    const server = running.find(({ port }) => port === wanted.port);
    if (server !== undefined)
      return (await isStale(server, situation)) ? { stale: server } : { server, log: () => '' };
    return startTemporary ? start() : { absent: true };
  }

  async function start(): Promise<Reached> {
    const target = await situation.get('target');
    const file = await situation.get('configFile');
    const { isRoot } = await situation.get('person');
    signal.throwIfAborted();
    const program = target.installed?.command ?? '';
    started = waiting(context, t().hops.starting(program), () =>
      startTemporaryServer(target, situation.system, {
        configFile: file.named ? file.path : undefined,
        asRoot: isRoot,
        signal,
      }),
    );
    const { server, end, log } = await started;
    if (server !== undefined) return { server, log };
    return { trouble: end === undefined ? 'slow' : findStartTrouble(log()) };
  }

  return {
    reach() {
      reached ??= find();
      return reached;
    },
    async end() {
      // It may be about to start; one whose start was cut off has been stopped by then.
      await reached?.catch(() => undefined);
      const server = await started?.catch(() => undefined);
      if (server === undefined) return;
      const program = (await situation.get('target')).installed?.command ?? '';
      await waiting(context, t().hops.stopping(program), server.stop);
      if (server.server !== undefined && !signal.aborted) context.talk.say(t().hops.stopped(program));
    },
  };
}
