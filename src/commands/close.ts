import { applyVerified, confirmChange, recoverFirst, refuseSudo } from '../command/change-command.ts';
import { initialConfig } from '../command/initial-config.ts';
import { EXIT_FINDING_FAILED } from '../errors.ts';
import { loadFeatures } from '../features/index.ts';
import { addressSettings, type Trait } from '../jupyter/target.ts';
import { t } from '../messages/index.ts';
import { isLoopback } from '../net/listen-address.ts';
import { listenAddresses } from '../net/port-holder.ts';
import { showFindings } from '../output/findings.ts';
import type { CommandContext, CommonFlags } from '../output/output.ts';
import { wrappedTalk } from '../output/output.ts';
import { describeChanges, showPlan } from '../output/plan.ts';
import { waiting } from '../output/spinner.ts';
import type { Change } from '../plan/change.ts';
import { isAction, preparePlan } from '../plan/prepare.ts';
import type { Finding } from '../situation/finding.ts';
import { readBack } from '../situation/read-back.ts';
import { inForce } from '../situation/setting.ts';
import { Situation } from '../situation/situation.ts';
import { composePlan } from '../wizard/compose.ts';
import type { Answers, Step } from '../wizard/step.ts';

interface CloseFlags extends CommonFlags {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

const HERE = 'localhost';

/** `close`: no longer reachable from outside. What we opened is shut first, then Jupyter listens for this computer alone. */
export async function close(context: CommandContext, _args: string[], flags: CloseFlags): Promise<number> {
  const { system, talk } = context;
  const s = t().closing;
  const situation = new Situation(system);
  await refuseSudo(situation);
  const { exposeDir } = await situation.get('places');
  if (!flags.dryRun) await recoverFirst(context, exposeDir);
  const { composed, doors } = await planClosing(context, situation);
  const prepared = await preparePlan(composed.plan, system);
  const running = await stillOpen(situation);
  if (prepared.changes.length === 0) {
    talk.say(s.already);
    await showFindings(context, running);
    talk.document({ schema: 1, status: 'unchanged', changes: [], findings: running });
    return 0;
  }
  await showPlan(context, prepared, flags.dryRun ? 'result' : 'talk');
  const { say, warn } = await wrappedTalk(context);
  composed.notes.forEach(warn);
  if (flags.dryRun) {
    talk.say(t().init.dryRun);
    const changes = await describeChanges(prepared);
    talk.document({ schema: 1, status: 'planned', changes, findings: running });
    return 0;
  }
  await confirmChange(context, flags.yes ?? false, s.confirm);
  const program = (await situation.get('target')).installed?.command;
  const { findings } = await applyVerified(context, prepared, exposeDir, async (signal) => {
    const now = await situation.afterApply();
    const read = () => readBack(now, composed.chosen, signal);
    return program === undefined ? read() : waiting(context, t().init.asking(program), read);
  });
  const all = [...findings, ...running];
  await showFindings(context, all);
  const left = findings.filter(({ status }) => status === 'fail');
  talk.result(left.length === 0 ? s.closed : s.partly);
  if (doors === 0) say(s.noDoors);
  say(s.again);
  const changes = await describeChanges(prepared);
  talk.document({ schema: 1, status: 'applied', changes, findings: all });
  return left.length === 0 ? 0 : EXIT_FINDING_FAILED;
}

/**
 * What the features opened away, what was opened last first, and the address of this computer alone. `doors`: how many of
 * ours there were.
 */
async function planClosing(context: CommandContext, situation: Situation) {
  const { system } = context;
  const [target, last, ip] = await Promise.all([
    situation.get('target'),
    situation.get('lastAnswers'),
    inForce(situation, 'ip'),
  ]);
  const doors: Change[] = [];
  for (const { close } of (await loadFeatures()).reverse()) doors.push(...((await close?.(situation)) ?? []));
  const isOpen = !isLoopback(String(ip.value ?? HERE));
  const listening = Object.entries(addressSettings(target, HERE));
  const step: Step = {
    id: 'close',
    questions: async () => [],
    plan: async () => ({
      settings: isOpen ? listening.map(([trait, value]) => ({ trait: trait as Trait, value })) : [],
      changes: doors,
      notes: [],
    }),
  };
  const kept = { ...last?.answers, ...(isOpen && { ip: HERE, closed_ip: String(ip.value) }) };
  const answers: Answers = new Map(
    Object.entries(kept).map(([id, value]) => [id, { value, source: 'current' as const }]),
  );
  const composed = await composePlan([step], { system, situation, options: {} }, answers, () =>
    initialConfig(context, situation),
  );
  // Where nobody was ever asked, no answers are kept.
  const plan = {
    command: 'close',
    changes: composed.plan.changes.filter(
      (change) => last !== undefined || isAction(change) || !change.path.endsWith('answers.json'),
    ),
  };
  return { composed: { ...composed, plan }, doors: doors.filter(isAction).length };
}

/** A Jupyter that runs goes on listening where it did when it was started. */
async function stillOpen(situation: Situation): Promise<Finding[]> {
  const s = t().closing;
  const found: Finding[] = [];
  for (const { pid, port, hostname } of await situation.get('runningServers')) {
    // What it wrote down for itself says 'localhost' also where it listens everywhere.
    const addresses = (await listenAddresses(port)) ?? [hostname];
    if (addresses.every(isLoopback)) continue;
    const [message, fix] = [s.stillRuns(pid, port), s.stillRunsFix(pid)];
    found.push({ id: 'close-still-running', status: 'warn', message, fix });
  }
  return found;
}
