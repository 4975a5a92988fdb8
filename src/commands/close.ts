import { dirname, join } from 'node:path';
import { findOpenings } from '../checks/access/close-doors.ts';
import { isServerKey } from '../checks/access/doors.ts';
import { readStarts } from '../checks/access/launch-settings.ts';
import { askJupyter } from '../command/apply-changes.ts';
import { type ChangeFlags, changeCommand } from '../command/change-command.ts';
import { initialConfig } from '../command/initial-config.ts';
import { ExposeError, RefusedError } from '../errors.ts';
import { loadFeatures } from '../features/index.ts';
import { addressSettings, type Trait } from '../jupyter/target.ts';
import { t } from '../messages/index.ts';
import { isLoopback } from '../net/listen-address.ts';
import type { CommandContext, CommonFlags } from '../output/output.ts';
import type { Change } from '../plan/change.ts';
import { isAction, preparePlan } from '../plan/prepare.ts';
import { currentValue, effectiveSetting } from '../situation/effective-setting.ts';
import type { Finding } from '../situation/finding.ts';
import { listensHereOnly } from '../situation/listen-reach.ts';
import { Situation } from '../situation/situation.ts';
import type { System } from '../system/system.ts';
import { type ComposedPlan, composePlan } from '../wizard/compose-plan.ts';
import type { Answers, Step, WantedSetting } from '../wizard/step.ts';

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
      const { composed, changes, openings, problems } = await planClose(context, situation);
      const running = [...(await stillOpen(situation)), ...(await opensAgain(situation))];
      return {
        changes,
        async whenUnchanged() {
          output.print(problems.length === 0 ? s.already : s.alreadyOurs);
          return [...problems, ...running];
        },
        notes: composed.notes,
        remarks: problems,
        confirm: [s.confirm],
        verify: async (signal, applied) => [
          ...(await askJupyter(context, situation, composed, signal, applied)),
          ...running,
        ],
        async report({ findings }) {
          output.result(findings.some(({ status }) => status === 'fail') ? s.partly : s.closed);
          const { print } = context.output;
          if (openings === 0 && problems.length === 0) print(s.noOpenings);
          print(s.again);
        },
        document: ({ status }) => (status === 'planned' ? { findings: [...problems, ...running] } : {}),
      };
    },
  });
}

/**
 * The changes that close what the features opened, last opened first, and that set the loopback address. `openings`: the
 * number of openings of ours. `problems`: why the config stays as it is; the rest is closed all the same.
 */
async function planClose(context: CommandContext, situation: Situation) {
  const { system } = context;
  const [target, last, ip, written] = await Promise.all([
    situation.get('target'),
    situation.get('lastAnswers'),
    effectiveSetting(situation, 'ip'),
    currentValue(situation, 'ip'),
  ]);
  const openings: Change[] = [];
  for (const { close } of (await loadFeatures()).reverse())
    openings.push(...((await close?.(situation)) ?? []));
  // Also an address in a file that Jupyter ignores now, because an exception ends it.
  const open = [ip.value, written].find((one) => !isLoopback(String(one ?? HERE)));
  const compose = (settings: readonly WantedSetting[]) => {
    const plan = async () => ({ settings, changes: openings, notes: [] });
    const step: Step = { id: 'close', questions: async () => [], plan };
    const kept = {
      ...last?.answers,
      ...(settings.length > 0 && { ip: HERE, closed_ip: String(open) }),
    };
    const answers: Answers = new Map(
      Object.entries(kept).map(([id, value]) => [id, { value, source: 'current' as const }]),
    );
    return composePlan([step], { system, situation, options: {} }, answers, () =>
      initialConfig(context, situation),
    );
  };
  const problems = await unreadFiles(situation);
  const listening = Object.entries(addressSettings(target, HERE));
  const wanted = listening.map(([trait, value]) => ({ trait: trait as Trait, value }));
  const closing =
    open === undefined
      ? undefined
      : await compose(wanted)
          .then((composed) => assertEditable(composed, system))
          .catch((error: unknown) => {
            if (!(error instanceof ExposeError) || error.code === 'internal') throw error;
            if (problems.length === 0) problems.push(configProblem(error, String(open)));
          });
  const composed = closing ?? (await compose([]));
  // Without earlier answers, none are saved.
  const changes = composed.plan.changes.filter(
    (change) => last !== undefined || isAction(change) || !change.path.endsWith('answers.json'),
  );
  return { composed, changes, openings: openings.filter(isAction).length, problems };
}

/** Throws ExposeError if a config file of the plan cannot be edited, before anything else is closed. */
async function assertEditable(composed: ComposedPlan, system: System): Promise<ComposedPlan> {
  const changes = composed.plan.changes.filter((change) => change.kind === 'edit-settings');
  for (const { path, realPath } of (await preparePlan({ command: 'close', changes }, system)).changes) {
    // A safe write needs a new file beside it.
    if (await system.files.isWritable(join(dirname(realPath), '.jupyter-expose'))) continue;
    const { directoryNotWritable, directoryNotWritableHint } = t().system;
    const directory = dirname(realPath);
    throw new ExposeError(
      'environment',
      directoryNotWritable(path, directory),
      directoryNotWritableHint(directory),
    );
  }
  return composed;
}

/** The config files that have an error, and what Jupyter does because of it. */
async function unreadFiles(situation: Situation): Promise<Finding[]> {
  const [{ files }, { failure }, ip] = await Promise.all([
    situation.get('sources'),
    situation.get('effective'),
    effectiveSetting(situation, 'ip'),
  ]);
  const s = t().close.config;
  const value = String(ip.value ?? HERE);
  const known = isLoopback(value) ? s.ignored : s.listens(value);
  return files.flatMap(({ path, error }) => {
    if (error === undefined) return [];
    if (!(error instanceof RefusedError)) return [configFinding(error.message, s.unknown, s.fix(path))];
    const { message } = new RefusedError(error.reason, error.line, error.column, path);
    return [configFinding(message, failure === undefined ? known : s.unless, s.fix(path))];
  });
}

function configProblem({ message, hint = '' }: ExposeError, ip: string): Finding {
  return configFinding(message, t().close.config.listens(ip), hint);
}

function configFinding(reason: string, state: string, fix: string): Finding {
  const message = `${t().close.config.unchanged(reason)} ${state}`;
  return { id: 'close-config', status: 'fail', message, ...(fix !== '' && { fix }) };
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

/** What closes nothing here: a command line with an address of its own, and kernels that listen past the server. */
async function opensAgain(situation: Situation): Promise<Finding[]> {
  const s = t().close;
  const found: Finding[] = [];
  for (const { pid, where, settings } of await situation.once('starts', () => readStarts(situation))) {
    const ip = settings.findLast(
      ({ key, name }) => name === 'ip' && (isServerKey(key) || !key.includes('.')),
    );
    if (pid !== undefined || ip === undefined) continue;
    if (ip.value !== undefined && (await listensHereOnly(situation, ip.value))) continue;
    const { evidence } = ip;
    const [message, fix] = [s.startsOpen(ip.where || where), s.startsOpenFix];
    found.push({ id: 'close-starts-open', status: 'warn', message, fix, evidence });
  }
  const openings = await findOpenings(situation, { ip: HERE });
  for (const { id, words, setting } of openings.filter((one) => one.id === 'kernel-ports'))
    found.push({ id, status: 'warn', ...words, evidence: setting.evidence });
  return found;
}
