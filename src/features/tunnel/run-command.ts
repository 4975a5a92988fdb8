import { setTimeout as sleep } from 'node:timers/promises';
import { applyPrepared } from '../../command/change-command.ts';
import { EXIT_FINDING_FAILED, ExposeError } from '../../errors.ts';
import { openClient } from '../../jupyter/client/open.ts';
import { t } from '../../messages/index.ts';
import { showFindings } from '../../output/findings.ts';
import type { CommandContext } from '../../output/output.ts';
import { wrappedTalk } from '../../output/output.ts';
import { describeChanges, showPlan } from '../../output/plan.ts';
import { showCode } from '../../output/qr-code.ts';
import { waiting } from '../../output/spinner.ts';
import { preparePlan } from '../../plan/prepare.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import type { StartedProgram } from '../../system/system.ts';
import { planTunnelStart } from './plan.ts';
import { hostSettings } from './target.ts';
import type { ReadyTunnel, TunnelTarget } from './tunnels.ts';

/** Milliseconds until the program must have said its URL. */
const LONGEST_START = 40_000;

/** A tunnel that lives as long as this command: Ctrl-C ends both, and that is the good end. */
export async function whileItRuns(
  context: CommandContext,
  situation: Situation,
  { tunnel, program }: ReadyTunnel,
  target: TunnelTarget,
): Promise<number> {
  const { system, talk } = context;
  const s = t().tunnel;
  const child = system.start(program, tunnel.start(target));
  try {
    const { readUrl } = tunnel;
    const url =
      readUrl === undefined
        ? undefined
        : await waiting(context, s.starting(program), () => untilUrl(child, readUrl, program));
    const changes = url === undefined ? [] : await tellJupyter(context, situation, new URL(url).hostname);
    const findings = url === undefined ? [] : [await tryTunnel(context, url)];
    await showFindings(context, findings);
    talk.result(url ?? s.sshRuns(target.remote ?? '', target.remotePort ?? target.port));
    if (url !== undefined) await showCode(context, url);
    const { say } = await wrappedTalk(context);
    if (changes.length > 0) say(s.restart);
    say(s.untilCtrlC);
    talk.document({ schema: 1, status: 'applied', tunnel: tunnel.id, url: url ?? null, changes, findings });
    const end = await context.interruptions.critical((signal) =>
      Promise.race([child.ended, untilAborted(signal)]),
    );
    if (end !== 'stopped') throw ended(program, child);
    talk.say(s.stopped);
    return 0;
  } finally {
    await child.stop();
  }
}

async function untilUrl(
  child: StartedProgram,
  readUrl: (said: string) => string | undefined,
  program: string,
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
    await sleep(100);
  }
  throw new ExposeError('environment', t().tunnel.noUrl(program), lastWords(child));
}

/** One plan of its own, undone by `undo`: the name of this start. */
async function tellJupyter(context: CommandContext, situation: Situation, name: string) {
  const changes = await hostSettings(situation, name);
  if (changes.length === 0) return [];
  const { exposeDir } = await situation.get('places');
  const prepared = await preparePlan({ command: 'tunnel start', changes }, context.system);
  if (prepared.changes.length === 0) return [];
  await showPlan(context, prepared);
  await applyPrepared(context, prepared, exposeDir);
  return describeChanges(prepared);
}

function ended(program: string, child: StartedProgram): ExposeError {
  return new ExposeError('environment', t().tunnel.ended(program), lastWords(child));
}

/** What it said last, for whoever has to find out why. */
function lastWords(child: StartedProgram): string {
  return child.log().trim().split('\n').slice(-3).join(' ').slice(-300);
}

function untilAborted(signal: AbortSignal): Promise<'stopped'> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve('stopped');
    signal.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
}

/** A tunnel that its own program keeps on: one plan with what Jupyter has to know of it. `tunnel stop`, `close` and `undo` end it. */
export async function switchOn(
  context: CommandContext,
  situation: Situation,
  { tunnel, program, name = '' }: ReadyTunnel,
  target: TunnelTarget,
): Promise<number> {
  const { system, talk } = context;
  const s = t().tunnel;
  const { exposeDir } = await situation.get('places');
  const url = `https://${name}/`;
  const settings = await hostSettings(situation, name);
  const started = planTunnelStart(exposeDir, tunnel, program, target, url);
  const prepared = await preparePlan({ command: 'tunnel start', changes: [...settings, ...started] }, system);
  await showPlan(context, prepared);
  const findings = await applyPrepared(context, prepared, exposeDir);
  await showFindings(context, findings);
  const changes = await describeChanges(prepared);
  if (findings.length > 0) {
    talk.document({ schema: 1, status: 'applied', tunnel: tunnel.id, url: null, changes, findings });
    return EXIT_FINDING_FAILED;
  }
  const tried = await tryTunnel(context, url);
  await showFindings(context, [tried]);
  talk.result(url);
  await showCode(context, url);
  const { say } = await wrappedTalk(context);
  if (settings.length > 0) say(s.restart);
  say(s.goesOn);
  talk.document({ schema: 1, status: 'applied', tunnel: tunnel.id, url, changes, findings: [tried] });
  return 0;
}

/** Does Jupyter's own door open under the tunnel's name? Asks through the tunnel, as anybody outside would. */
async function tryTunnel(context: CommandContext, url: string): Promise<Finding> {
  const s = t().tunnel;
  const id = 'tunnel-reached';
  const client = openClient({ url });
  try {
    const reply = await waiting(context, s.trying(url), () => client.request('GET', 'login'));
    if ('trouble' in reply)
      return { id, status: 'unknown', message: s.notReached(url, reply.trouble.text), fix: s.notReachedFix };
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
