import { ExposeError } from '../errors.ts';
import { generateConfig } from '../jupyter/generate.ts';
import { starterConfig } from '../jupyter/starter-config.ts';
import { t } from '../messages/index.ts';
import type { EditSettings } from '../plan/change.ts';
import { preparePlan } from '../plan/prepare.ts';
import { Situation } from '../situation.ts';
import { isLoopback } from '../steps/address/ip.ts';
import { askSteps } from '../steps/ask.ts';
import { linesTell } from '../steps/current-value.ts';
import { type ComposedPlan, composePlan } from '../steps/compose.ts';
import type { Finding } from '../steps/finding.ts';
import { STEPS } from '../steps/index.ts';
import { readBack } from '../steps/read-back.ts';
import { type Answers, answered, type StepContext } from '../steps/step.ts';
import type { Resolver } from '../wizard/resolve.ts';
import { applyVerified, recoverFirst } from './apply-plan.ts';
import type { CommandContext } from './context.ts';
import { openResolver } from './init-answers.ts';
import type { InitFlags } from './init-flags.ts';
import { printQuestions, targetQuestion } from './init-questions.ts';
import { describeSituation } from './init-summary.ts';
import { tellOutcome } from './init-tell.ts';
import { refuseSudo } from './refuse-sudo.ts';
import { showPlan } from './show-plan.ts';
import { waiting } from './waiting.ts';

/** `init`: the wizard. Detect, ask, plan, show, apply, verify. */
export async function init(context: CommandContext, _args: string[], flags: InitFlags): Promise<number> {
  if (flags.questions) return printQuestions(context.talk);
  const { bold } = await paint(process.stderr, context.system.env);
  context.talk.say(bold(t().init.title(ownVersion())));
  const here = new Situation(context.system, { target: flags.target, configFile: flags.config });
  await refuseSudo(here);
  const { exposeDir } = await here.get('places');
  if (!flags.dryRun) await recoverFirst(context, exposeDir);
  const { resolver, canAsk } = await openResolver(context, flags);
  try {
    const situation = await chosenSituation(here, resolver, canAsk);
    await learnWhatLinesHide(context, situation);
    await introduce(context, situation);
    const step: StepContext = {
      system: context.system,
      situation,
      options: flags.hash === undefined ? {} : { hash: flags.hash },
    };
    const answers = await askSteps(STEPS, step, {
      resolver,
      canAskAgain: canAsk,
      say: context.talk.warn,
    });
    const composed = await composePlan(STEPS, step, answers, () => initialConfig(context, situation));
    return await carryOut(context, flags, resolver, step, answers, composed);
  } finally {
    resolver.close();
  }
}

/** From the plan to the end: show, confirm, apply, verify, tell. */
async function carryOut(
  context: CommandContext,
  flags: InitFlags,
  resolver: Resolver,
  step: StepContext,
  answers: Answers,
  composed: ComposedPlan,
): Promise<number> {
  const { talk, system } = context;
  const { situation } = step;
  const prepared = await preparePlan(composed.plan, system);
  const findings: Finding[] = [];
  for (const one of STEPS) findings.push(...(await one.checks(step, answers)));
  const outcome = { context, situation, answers, findings, prepared };

  if (prepared.changes.length === 0) {
    await resolver.finish();
    talk.say(t().init.alreadySo);
    return tellOutcome({ ...outcome, status: 'unchanged' });
  }
  talk.say();
  await showPlan(context, prepared, composed.notes);
  if (flags.dryRun) {
    await resolver.finish();
    talk.say(t().init.dryRun);
    return tellOutcome({ ...outcome, status: 'planned' });
  }
  const exposed = !isLoopback(answered<string>(answers, 'ip') ?? 'localhost');
  const confirmed = await resolver.confirm({
    label: t().init.confirmLabel,
    message: t().init.confirmMessage(exposed),
    fallback: !exposed,
    flag: '--yes',
  });
  await resolver.finish();
  if (!confirmed) throw new ExposeError('cancelled', t().init.declined);
  const { exposeDir } = await situation.get('places');
  const verified = await applyVerified(context, prepared, exposeDir, async () =>
    readBack(await situation.afterApply(), composed.chosen),
  );
  return tellOutcome({
    ...outcome,
    findings: [...verified.findings, ...findings],
    status: 'applied',
    backup: verified.backup,
  });
}

/** Where several Jupyters are installed and nothing tells which one is meant, a person is asked. */
async function chosenSituation(here: Situation, resolver: Resolver, canAsk: boolean): Promise<Situation> {
  const { ambiguous } = await here.get('choice');
  if (!ambiguous || !canAsk) return here;
  const { value } = await resolver.answer(await targetQuestion(here));
  return here.withTarget(value);
}

/** Where a config file has code that must be run to be understood, Jupyter is asked, and that takes its time. */
async function learnWhatLinesHide(context: CommandContext, situation: Situation): Promise<void> {
  const { installed } = await situation.get('target');
  if (!installed || linesTell(await situation.get('sources'), 'password', 'ip', 'port', 'open_browser')) return;
  await waiting(context, t().init.asking(installed.command), () => situation.get('effective'));
}

async function introduce({ talk }: CommandContext, situation: Situation): Promise<void> {
  for (const line of await describeSituation(situation)) talk.say(line);
  for (const { port, pid } of await situation.get('runningServers')) talk.say(t().init.runsNow(port, pid));
  talk.say(t().init.promise);
  talk.say();
}

/** What a new config file starts from: the installed Jupyter's own default text, else a short one of ours. */
async function initialConfig(
  context: CommandContext,
  situation: Situation,
): Promise<EditSettings['initial']> {
  const target = await situation.get('target');
  const { path } = await situation.get('configFile');
  if (path.endsWith('.json')) return undefined;
  const command = target.installed?.command;
  const generated =
    command === undefined
      ? undefined
      : await waiting(context, t().init.generating(command), () => generateConfig(target, context.system));
  return generated
    ? { bytes: generated, from: 'generated' }
    : { bytes: new TextEncoder().encode(starterConfig(target)), from: 'own' };
}
