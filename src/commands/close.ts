import { askJupyter } from '../command/apply-changes.ts';
import { type ChangeFlags, changeCommand } from '../command/change-command.ts';
import { initialConfig } from '../command/initial-config.ts';
import { loadFeatures } from '../features/index.ts';
import { addressSettings, type Trait } from '../jupyter/target.ts';
import { t } from '../messages/index.ts';
import { isLoopback } from '../net/listen-address.ts';
import type { CommandContext, CommonFlags } from '../output/output.ts';
import type { Change } from '../plan/change.ts';
import { isAction } from '../plan/prepare.ts';
import { effectiveSetting } from '../situation/effective-setting.ts';
import type { Finding } from '../situation/finding.ts';
import { Situation } from '../situation/situation.ts';
import { composePlan } from '../wizard/compose-plan.ts';
import type { Answers, Step } from '../wizard/step.ts';

interface CloseFlags extends CommonFlags, ChangeFlags {}

const HERE = 'localhost';

/** `close`: ends access from outside. Closes first what we opened, then makes Jupyter listen on this computer only. */
export function close(context: CommandContext, flags: CloseFlags): Promise<number> {
  const { output } = context;
  const s = t().close;
  const situation = new Situation(context);
  return changeCommand(context, flags, {
    command: 'close',
    situation,
    async plan() {
      const { composed, changes, openings } = await planClose(context, situation);
      const running = await stillOpen(situation);
      return {
        changes,
        async whenUnchanged() {
          output.print(s.already);
          return running;
        },
        notes: composed.notes,
        confirm: [s.confirm],
        verify: async (signal) => [...(await askJupyter(context, situation, composed, signal)), ...running],
        async report({ findings }) {
          output.result(findings.some(({ status }) => status === 'fail') ? s.partly : s.closed);
          const { print } = context.output;
          if (openings === 0) print(s.noOpenings);
          print(s.again);
        },
        document: ({ status }) => (status === 'planned' ? { findings: running } : {}),
      };
    },
  });
}

/**
 * The changes that close what the features opened, last opened first, and that set the loopback address. `openings`: the
 * number of openings of ours.
 */
async function planClose(context: CommandContext, situation: Situation) {
  const { system } = context;
  const [target, last, ip] = await Promise.all([
    situation.get('target'),
    situation.get('lastAnswers'),
    effectiveSetting(situation, 'ip'),
  ]);
  const openings: Change[] = [];
  for (const { close } of (await loadFeatures()).reverse())
    openings.push(...((await close?.(situation)) ?? []));
  const isOpen = !isLoopback(String(ip.value ?? HERE));
  const listening = Object.entries(addressSettings(target, HERE));
  const step: Step = {
    id: 'close',
    questions: async () => [],
    plan: async () => ({
      settings: isOpen ? listening.map(([trait, value]) => ({ trait: trait as Trait, value })) : [],
      changes: openings,
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
  // Without earlier answers, none are saved.
  const changes = composed.plan.changes.filter(
    (change) => last !== undefined || isAction(change) || !change.path.endsWith('answers.json'),
  );
  return { composed, changes, openings: openings.filter(isAction).length };
}

/** A running Jupyter keeps listening on the address it started with. */
async function stillOpen(situation: Situation): Promise<Finding[]> {
  const s = t().close;
  const found: Finding[] = [];
  for (const { pid, port, hostname } of await situation.get('runningServers')) {
    // Its runtime file says 'localhost' even if it listens on all addresses.
    const addresses = (await situation.network.listenAddresses(port)) ?? [hostname];
    if (addresses.every(isLoopback)) continue;
    const [message, fix] = [s.stillRuns(pid, port), s.stillRunsFix(pid)];
    found.push({ id: 'close-still-running', status: 'warn', message, fix });
  }
  return found;
}
