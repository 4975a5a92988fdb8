import { applyVerified, recoverFirst, refuseSudo } from '../../command/change-command.ts';
import { initialConfig } from '../../command/initial-config.ts';
import { ExposeError, RefusedError } from '../../errors.ts';
import { loadFeatures } from '../../features/index.ts';
import { t } from '../../messages/index.ts';
import { isLoopback } from '../../net/listen-address.ts';
import { showFindings } from '../../output/findings.ts';
import type { CommandContext } from '../../output/output.ts';
import { wrappedTalk } from '../../output/output.ts';
import { showPlan } from '../../output/plan.ts';
import { waiting } from '../../output/spinner.ts';
import { preparePlan } from '../../plan/prepare.ts';
import type { Finding } from '../../situation/finding.ts';
import { readBack } from '../../situation/read-back.ts';
import { currentValue } from '../../situation/setting.ts';
import type { Situation } from '../../situation/situation.ts';
import { paint } from '../../system/colour.ts';
import type { System } from '../../system/system.ts';
import { ownVersion } from '../../system/version.ts';
import { askSteps } from '../../wizard/ask.ts';
import { type ComposedPlan, composePlan } from '../../wizard/compose.ts';
import type { InitFlags, InitRun } from '../../wizard/init-run.ts';
import { type Answers, answered, type StepContext } from '../../wizard/step.ts';
import { type OpenResolver, openResolver } from './answers.ts';
import { chosenSituation, introduce, learnWhatLinesHide } from './introduction.ts';
import { printQuestions } from './questions.ts';
import { verifyAfterInit } from './verify.ts';

/** `init`: the wizard. Detect, ask, plan, show, apply, verify. */
export async function runWizard(context: CommandContext, flags: InitFlags, here: Situation): Promise<number> {
  if (flags.questions) return printQuestions(context.talk);
  const { bold } = await paint(process.stderr, context.system.env);
  context.talk.say(bold(t().init.title(ownVersion())));
  await refuseSudo(here);
  refuseUnfit(context.system, flags);
  const { exposeDir } = await here.get('places');
  if (!flags.dryRun) await recoverFirst(context, exposeDir);
  const { resolver, canAsk, target } = await openResolver(context, flags);
  const wrapped = await wrappedTalk(context);
  try {
    if (canAsk) wrapped.say(t().init.promise);
    context.talk.say();
    const named = target === flags.target || target === undefined ? here : await here.withTarget(target);
    const situation = await chosenSituation(context, named, resolver, canAsk);
    await refuseUnreadable(situation);
    await learnWhatLinesHide(context, situation);
    await introduce(context, situation);
    const step: StepContext = {
      system: context.system,
      situation,
      options: { ...flags },
      announce: wrapped.say,
    };
    const steps = (await loadFeatures()).flatMap((parts) => parts.step ?? []);
    const answers = await askSteps(steps, step, {
      resolver,
      canAskAgain: canAsk,
      say: wrapped.warn,
    });
    const composed = await composePlan(steps, step, answers, () => initialConfig(context, situation));
    return await carryOut(context, flags, { resolver, canAsk }, step, answers, composed);
  } finally {
    resolver.close();
  }
}

/** From the plan to the end: show, confirm, apply, verify, tell. */
async function carryOut(
  context: CommandContext,
  flags: InitFlags,
  { resolver, canAsk }: Pick<OpenResolver, 'resolver' | 'canAsk'>,
  step: StepContext,
  answers: Answers,
  composed: ComposedPlan,
): Promise<number> {
  const { talk, system } = context;
  const { situation } = step;
  // What comes after the last question need not be there before the first.
  const { afterApply, tellOutcome } = await import('./report.ts');
  const prepared = await preparePlan(composed.plan, system);
  const unsaid = composed.remarks;
  const isUnsaid = ({ id }: { id: string }) => unsaid.some((one) => one.id === id);
  const remarks = resolver
    .remarks()
    .filter((one) => !isUnsaid(one))
    .map(({ id, text }): Finding => ({ id, status: 'warn', message: text }));
  const findings = [...unsaid, ...remarks];
  const run: InitRun = { context, flags, resolver, canAsk, answers, prepared, situation, applied: undefined };
  const outcome = { run, findings };

  if (prepared.changes.length === 0) {
    await resolver.finish();
    talk.say(t().init.alreadySo);
    const verify = () => verifyAfterInit(run);
    const issued = flags.dryRun ? [] : await afterApply(run);
    return tellOutcome({
      ...outcome,
      findings: [...issued, ...findings],
      untold: [...issued, ...unsaid],
      status: 'unchanged',
      ...(!flags.dryRun && { verify }),
    });
  }
  talk.say();
  await showPlan(context, prepared, flags.dryRun ? 'result' : 'talk');
  if (composed.notes.length + unsaid.length > 0) talk.say();
  composed.notes.forEach((await wrappedTalk(context)).warn);
  // What speaks against it is said before the yes. A weak password was talked about when it was typed.
  await showFindings(
    context,
    unsaid.filter(({ id }) => !(canAsk && id === 'password-weak')),
  );
  talk.say();
  if (flags.dryRun) {
    await resolver.finish();
    talk.say(t().init.dryRun);
    return tellOutcome({ ...outcome, untold: [], status: 'planned' });
  }
  const opens =
    !isLoopback(answered<string>(answers, 'ip') ?? 'localhost') && !(await isOpenAlready(situation));
  const confirmed = await resolver.confirm({
    label: t().init.confirmLabel,
    message: t().init.confirmMessage(opens),
    fallback: !opens,
    flag: '--yes',
  });
  await resolver.finish();
  if (!confirmed) throw new ExposeError('cancelled', t().init.declined);
  const { exposeDir } = await situation.get('places');
  const program = (await situation.get('target')).installed?.command;
  const verified = await applyVerified(context, prepared, exposeDir, async (signal) => {
    const now = await situation.afterApply();
    const read = () => readBack(now, composed.chosen, signal);
    return program === undefined ? read() : waiting(context, t().init.asking(program), read);
  });
  const applied = verified.run;
  const issued = await afterApply({ ...run, applied, situation: await situation.afterApply() });
  return tellOutcome({
    ...outcome,
    findings: [...verified.findings, ...issued, ...findings],
    untold: [...verified.findings, ...issued],
    status: 'applied',
    backup: applied.directory,
    verify: async () => verifyAfterInit({ ...run, applied, situation: await situation.afterApply() }),
  });
}

/** Does Jupyter answer other devices behind a password as it is set now? Then a yes opens no door. */
async function isOpenAlready(situation: Situation): Promise<boolean> {
  const [ip, password] = await Promise.all([
    currentValue(situation, 'ip'),
    currentValue(situation, 'password'),
  ]);
  return typeof ip === 'string' && !isLoopback(ip) && typeof password === 'string' && password !== '';
}

/**
 * What cannot end well is said before the first question: a file that Jupyter would not read by that name (it
 * looks for NAME.py and NAME.json whatever --config says), and a Jupyter that was told to read none at all.
 */
function refuseUnfit({ env }: System, { config }: Pick<InitFlags, 'config'>): void {
  if (config !== undefined && !/[^/\\]\.(py|json)$/.test(config)) {
    throw new ExposeError('usage', t().init.configName(config), t().init.configNameHint);
  }
  const noConfig = env.JUPYTER_NO_CONFIG;
  if (noConfig && !/^(0|no|n|false|off)$/i.test(noConfig)) {
    throw new ExposeError('environment', t().init.noConfig, t().init.noConfigHint);
  }
}

/** A config file that cannot be judged by its lines is said before anybody has typed five answers. */
async function refuseUnreadable(situation: Situation): Promise<void> {
  const { path } = await situation.get('configFile');
  const { files } = await situation.get('sources');
  const file = files.find((one) => one.path === path);
  if (file?.error instanceof RefusedError) {
    throw new RefusedError(file.error.reason, file.error.line, file.error.column, path);
  }
  if (file?.error) throw file.error;
}
