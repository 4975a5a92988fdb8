import { setTimeout as sleep } from 'node:timers/promises';
import { type ChangeOutcome, hasFailed, type PlannedChange } from '../../command/change-command.ts';
import { ExposeError } from '../../errors.ts';
import { openClient } from '../../jupyter/client/open-session.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import { showCode } from '../../output/qr-code.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import type { StartedProgram } from '../../system/system.ts';
import { planTunnelStart } from './plan.ts';
import { hostSettings } from './target.ts';
import type { ReadyTunnel, TunnelTarget } from './tunnels.ts';

/** Milliseconds until the program must have printed its URL. */
const LONGEST_START = 40_000;

interface StartTools {
  readonly context: CommandContext;
  readonly situation: Situation;
  readonly ready: ReadyTunnel;
  readonly target: TunnelTarget;
  /** The command line that is run. */
  readonly command: string;
}

export interface RunningTunnel {
  readonly planned: PlannedChange;
  /** Waits for Ctrl-C, the normal end. Throws ExposeError('environment') if the program ends earlier. */
  untilStopped(): Promise<void>;
  stop(): Promise<void>;
}

/** A tunnel that runs as long as this command. Jupyter's settings for it are known once it has printed its URL. */
export function runTunnel({ context, situation, ready, target, command }: StartTools): RunningTunnel {
  const { system, output } = context;
  const { tunnel, program } = ready;
  const s = t().tunnel;
  let child: StartedProgram | undefined;
  let url: string | undefined;
  const planned: PlannedChange = {
    changes: [],
    confirm: [s.confirm],
    async complete(signal) {
      const started = system.start(program, tunnel.start(target));
      child = started;
      const { readUrl } = tunnel;
      if (readUrl === undefined) return [];
      const readAddress = () => untilUrl(started, readUrl, program, signal);
      url = await output.wait(s.starting(program), readAddress);
      return hostSettings(situation, new URL(url).hostname);
    },
    afterwards: async () => (url === undefined ? [] : [await tryTunnel(context, url)]),
    async report({ status }) {
      output.result(url ?? s.sshRuns(target.remote ?? '', target.remotePort ?? target.port));
      if (url !== undefined) await showCode(context, url);
      if (status === 'applied') output.print(s.restart);
      output.print(s.untilCtrlC);
    },
    document: ({ status }: ChangeOutcome) =>
      status === 'planned'
        ? { tunnel: tunnel.id, command }
        : { status: 'applied', tunnel: tunnel.id, url: url ?? null },
  };
  return {
    planned,
    async untilStopped() {
      if (child === undefined) return;
      const { ended: programEnd } = child;
      const end = await context.interruptions.abortable((signal) =>
        Promise.race([programEnd, untilAborted(signal)]),
      );
      if (end !== 'stopped') throw ended(program, child);
      output.print(s.stopped);
    },
    stop: async () => child?.stop(),
  };
}

async function untilUrl(
  child: StartedProgram,
  readUrl: (readAddress: string) => string | undefined,
  program: string,
  signal: AbortSignal,
): Promise<string> {
  const limit = Date.now() + LONGEST_START;
  let isOver = child.pid === undefined;
  child.ended.then(() => {
    isOver = true;
  });
  while (Date.now() < limit) {
    const url = readUrl(child.log());
    if (url !== undefined) return url;
    if (isOver) throw ended(program, child);
    signal.throwIfAborted();
    await sleep(100);
  }
  throw new ExposeError('environment', t().tunnel.noUrl(program), lastWords(child));
}

function ended(program: string, child: StartedProgram): ExposeError {
  return new ExposeError('environment', t().tunnel.ended(program), lastWords(child));
}

/** The end of the program's output, for diagnosis. */
function lastWords(child: StartedProgram): string {
  return child.log().trim().split('\n').slice(-3).join(' ').slice(-300);
}

function untilAborted(signal: AbortSignal): Promise<'stopped'> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve('stopped');
    signal.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
}

/** A tunnel that its own program keeps running. `tunnel stop`, `close` and `undo` end it. */
export async function planSwitchOn(
  { context, situation, ready, target, command }: StartTools,
  exposeDir: string,
): Promise<PlannedChange> {
  const { tunnel, program, name = '' } = ready;
  const { output } = context;
  const s = t().tunnel;
  const url = `https://${name}/`;
  const settings = await hostSettings(situation, name);
  return {
    changes: [...settings, ...planTunnelStart(exposeDir, tunnel, program, target, url)],
    confirm: [s.confirm],
    afterwards: async () => [await tryTunnel(context, url)],
    async report(outcome) {
      if (hasFailed(outcome.findings)) return;
      output.result(url);
      await showCode(context, url);
      if (settings.length > 0) output.print(s.restart);
      output.print(s.goesOn);
    },
    document: (outcome: ChangeOutcome) =>
      outcome.status === 'planned'
        ? { tunnel: tunnel.id, command }
        : { tunnel: tunnel.id, url: hasFailed(outcome.findings) ? null : url },
  };
}

/** Whether Jupyter's login page opens under the tunnel's name, requested through the tunnel as from outside. */
async function tryTunnel({ network, output }: CommandContext, url: string): Promise<Finding> {
  const s = t().tunnel;
  const id = 'tunnel-reached';
  const client = openClient(network, { url });
  try {
    const reply = await output.wait(s.trying(url), () => client.request('GET', 'login'));
    if ('problem' in reply)
      return { id, status: 'unknown', message: s.notReached(url, reply.problem.text), fix: s.notReachedFix };
    const { status, text } = reply.value;
    const isJupyter = /jupyter/i.test(text) || status === 302;
    if (status === 403 || /allow_remote_access|local_hostnames/.test(text))
      return { id, status: 'warn', message: s.refusesName, fix: s.refusesNameFix };
    return status < 400 && isJupyter
      ? { id, status: 'ok', message: s.reached(url) }
      : { id, status: 'unknown', message: s.otherAnswer(url, status), fix: s.notReachedFix };
  } finally {
    client.close();
  }
}
