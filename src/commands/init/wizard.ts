import { deadGateway } from '../../checks/host/gateway.ts';
import { requireAccepted } from '../../command/accept-openings.ts';
import { askJupyter } from '../../command/apply-changes.ts';
import { changeCommand, type PlannedChange } from '../../command/change-command.ts';
import { initialConfig } from '../../command/initial-config.ts';
import { ExposeError, RefusedError } from '../../errors.ts';
import { loadFeatures } from '../../features/index.ts';
import { t } from '../../messages/index.ts';
import { isLoopback } from '../../net/listen-address.ts';
import { showFindings } from '../../output/findings.ts';
import type { CommandContext } from '../../output/output.ts';
import { currentValue } from '../../situation/effective-setting.ts';
import type { Finding } from '../../situation/finding.ts';
import { listensHereOnly } from '../../situation/listen-reach.ts';
import type { Situation } from '../../situation/situation.ts';
import type { System } from '../../system/system.ts';
import { ownVersion } from '../../system/version.ts';
import { askSteps } from '../../wizard/ask-steps.ts';
import { type ComposedPlan, composePlan } from '../../wizard/compose-plan.ts';
import type { InitFlags, InitRun } from '../../wizard/init-run.ts';
import { type Answers, answered, type StepContext } from '../../wizard/step.ts';
import { type OpenResolver, openResolver } from './answers.ts';
import { chosenSituation, introduce, readHiddenSettings } from './introduction.ts';
import { printQuestions } from './questions.ts';

/** `init`: the wizard. Detects, asks, plans, shows, applies, verifies. */
export async function runWizard(context: CommandContext, flags: InitFlags, here: Situation): Promise<number> {
  if (flags.questions) return printQuestions(context.output);
  context.output.print(t().init.title(ownVersion()), { style: 'bold' });
  let open: OpenResolver | undefined;
  try {
    return await changeCommand(context, flags, {
      command: 'init',
      situation: here,
      async plan() {
        preflight(context.system, flags);
        open = await openResolver(context, flags);
        return planSetUp(context, flags, here, open);
      },
    });
  } finally {
    open?.resolver.close();
  }
}

/** Asks the questions and plans the changes. */
async function planSetUp(
  context: CommandContext,
  flags: InitFlags,
  here: Situation,
  { resolver, canAsk, onTerminal, target }: OpenResolver,
): Promise<PlannedChange> {
  const { output, system } = context;
  if (canAsk) output.print(t().init.promise);
  output.print();
  const named = target === flags.target || target === undefined ? here : await here.withTarget(target);
  const situation = await chosenSituation(context, named, resolver, canAsk);
  await assertReadable(situation);
  await assertLoads(context, situation);
  await assertKernels(situation, flags);
  await readHiddenSettings(context, situation);
  await introduce(context, situation);
  const step: StepContext = {
    system,
    situation,
    options: { ...flags },
    announce: output.print,
  };
  const steps = (await loadFeatures()).flatMap((parts) => parts.step ?? []);
  const answers = await askSteps(steps, step, { resolver, canAskAgain: canAsk, print: output.warn });
  const composed = await composePlan(steps, step, answers, () => initialConfig(context, situation), {
    accepted: flags.accept ?? [],
  });
  await requireAccepted(context, composed.refused, flags, resolver);
  const { linesWithoutEffect } = await import('../../checks/config-files/broken-file.ts');
  const remarks = [...composed.remarks, ...(await linesWithoutEffect(situation, composed.chosen))];
  const asking = { resolver, canAsk, onTerminal };
  return planned(context, flags, asking, step, answers, { ...composed, remarks });
}

/** The steps after the plan: show, confirm, verify, report. */
async function planned(
  context: CommandContext,
  flags: InitFlags,
  { resolver, canAsk, onTerminal }: Omit<OpenResolver, 'target'>,
  step: StepContext,
  answers: Answers,
  composed: ComposedPlan,
): Promise<PlannedChange> {
  const { output } = context;
  const { situation } = step;
  // Loaded after the last question, so that it does not delay the first.
  const [{ afterApply, reportOutcome }, { verifyAfterInit }] = await Promise.all([
    import('./report.ts'),
    import('./verify.ts'),
  ]);
  const unreported = composed.remarks;
  const isUnreported = ({ id }: { id: string }) => unreported.some((one) => one.id === id);
  const remarks = resolver
    .remarks()
    .filter((one) => !isUnreported(one))
    .map(({ id, text }): Finding => ({ id, status: 'warn', message: text }));
  const opens =
    !isLoopback(answered<string>(answers, 'ip') ?? 'localhost') && !(await isOpenAlready(situation));
  return {
    changes: composed.plan.changes,
    whenUnchanged: t().init.alreadySo,
    async present(show) {
      output.print();
      await show();
      if (composed.notes.length + unreported.length > 0) output.print();
      composed.notes.forEach(output.warn);
      // Objections come before the confirmation. A weak password was already discussed when it was typed.
      showFindings(
        context,
        unreported.filter(({ id }) => !(canAsk && id === 'password-weak')),
      );
      output.print();
    },
    confirm: [
      {
        label: t().init.confirmLabel,
        message: t().init.confirmMessage(opens),
        fallback: !opens,
        declined: t().init.declined,
      },
    ],
    resolver,
    verify: (signal) => askJupyter(context, situation, composed, signal),
    async finish({ status, prepared, findings, run: applied }) {
      const run: InitRun = {
        context,
        flags,
        resolver,
        canAsk,
        onTerminal,
        answers,
        prepared,
        situation,
        applied: undefined,
      };
      const now = status === 'applied' ? { ...run, applied, situation: await situation.afterApply() } : run;
      const issued = status === 'planned' || flags.dryRun ? [] : await afterApply(now);
      const later = [...findings, ...issued];
      return reportOutcome({
        run,
        status,
        findings: [...later, ...unreported, ...remarks],
        unreported: status === 'planned' ? [] : status === 'applied' ? later : [...later, ...unreported],
        ...(applied && { backup: applied.directory }),
        ...(!flags.dryRun && {
          verify: async () =>
            verifyAfterInit(status === 'applied' ? { ...now, situation: await situation.afterApply() } : run),
        }),
      });
    },
  };
}

/** True when Jupyter already answers other devices with the current password, so a yes grants no new access. */
async function isOpenAlready(situation: Situation): Promise<boolean> {
  const [ip, password] = await Promise.all([
    currentValue(situation, 'ip'),
    currentValue(situation, 'password'),
  ]);
  if (typeof ip !== 'string' || typeof password !== 'string' || password === '') return false;
  return !(await listensHereOnly(situation, ip));
}

/**
 * Rejects what cannot work before the first question: a file name that Jupyter would not read (it looks for NAME.py
 * and NAME.json whatever --config says), and a Jupyter that is set to read no config file.
 */
function preflight({ env }: System, { config }: Pick<InitFlags, 'config'>): void {
  if (config !== undefined && !/[^/\\]\.(py|json)$/.test(config)) {
    throw new ExposeError('usage', t().init.configName(config), t().init.configNameHint);
  }
  const noConfig = env.JUPYTER_NO_CONFIG;
  if (noConfig && !/^(0|no|n|false|off)$/i.test(noConfig)) {
    throw new ExposeError('environment', t().init.noConfig, t().init.noConfigHint);
  }
}

/** Rejects a set-up whose kernels all run on a server that does not answer: a page would open, and nothing in it run. */
async function assertKernels(
  situation: Situation,
  { accept = [] }: Pick<InitFlags, 'accept'>,
): Promise<void> {
  const dead = accept.includes('gateway-unreachable') ? undefined : await deadGateway(situation);
  if (dead === undefined) return;
  const hint = t().access.doors.refusedHint(dead.fix ?? '', dead.id);
  throw new ExposeError('environment', dead.message, hint);
}

/** Rejects a config file that cannot be parsed before the user answers any question. */
async function assertReadable(situation: Situation): Promise<void> {
  const { path } = await situation.get('configFile');
  const { files } = await situation.get('sources');
  const file = files.find((one) => one.path === path);
  if (file?.error instanceof RefusedError) {
    const { reason, line, column } = file.error;
    throw new RefusedError(reason, line, column, path, t().init.brokenHint);
  }
  if (file?.error) throw file.error;
}

/**
 * Rejects a config file that Jupyter drops, or does not start with, for a reason that the plan does not remove. Asks
 * Jupyter only if the lines do not show that the file loads.
 */
async function assertLoads(context: CommandContext, situation: Situation): Promise<void> {
  const { findBrokenFile } = await import('../../checks/config-files/broken-file.ts');
  const broken = await findBrokenFile(situation, (ask) =>
    situation
      .get('target')
      .then(({ installed }) => context.output.wait(t().init.asking(installed?.command ?? ''), ask)),
  );
  if (broken === undefined) return;
  const { message, evidence: { file, line } = {}, fix, repair } = broken;
  const where = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `;
  throw new ExposeError(
    'environment',
    `${where}${message}`,
    repair === undefined ? fix : t().init.brokenHint,
  );
}
