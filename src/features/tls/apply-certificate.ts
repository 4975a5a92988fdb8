import { applyVerified, confirmChange, recoverFirst, refuseSudo } from '../../command/change-command.ts';
import { initialConfig } from '../../command/initial-config.ts';
import { lookAtServed } from '../../command/served-certificate.ts';
import { describeTarget } from '../../jupyter/choose-target.ts';
import { t } from '../../messages/index.ts';
import { showFindings } from '../../output/findings.ts';
import type { CommandContext, CommonFlags } from '../../output/output.ts';
import { wrappedTalk } from '../../output/output.ts';
import { describeChanges, showPlan } from '../../output/plan.ts';
import { waiting } from '../../output/spinner.ts';
import type { Change } from '../../plan/change.ts';
import { isAction, preparePlan } from '../../plan/prepare.ts';
import type { PreparedPlan } from '../../plan/prepared.ts';
import { readBack } from '../../situation/read-back.ts';
import { Situation } from '../../situation/situation.ts';
import { statePaths } from '../../state/paths.ts';
import { requireServablePair } from '../../state/server-pem.ts';
import { type ComposedPlan, composePlan } from '../../wizard/compose.ts';
import type { Answers, Step } from '../../wizard/step.ts';
import type { CertificateKind } from './record.ts';
import { servingSettings } from './settings.ts';

/** The flags of the commands that put a certificate in place. */
export interface CertificateFlags extends CommonFlags {
  readonly target?: string;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** A certificate that is to be what Jupyter shows. */
export interface NewCertificate {
  /** 'cert create': for the journal. */
  readonly command: string;
  readonly kind: CertificateKind;
  /** server.pem and what belongs to it, the record too. */
  readonly changes: readonly Change[];
  /** Sentences for the person beside the plan. */
  readonly notes: readonly string[];
}

/** What every one of these commands begins with. */
export async function beginCertificate(
  context: CommandContext,
  { target, dryRun = false }: CertificateFlags,
): Promise<{ situation: Situation; exposeDir: string }> {
  const situation = new Situation(context.system, { target, lookOnly: dryRun });
  await refuseSudo(situation);
  const { exposeDir } = await situation.get('places');
  if (!dryRun) await recoverFirst(context, exposeDir);
  return { situation, exposeDir };
}

/**
 * Shows, asks, writes the files, names server.pem in the config where it is not named yet, and says whether a running
 * Jupyter shows it already.
 */
export async function putInForce(
  context: CommandContext,
  situation: Situation,
  wanted: NewCertificate,
  flags: CertificateFlags,
): Promise<number> {
  const { talk, system } = context;
  const { exposeDir } = await situation.get('places');
  requireServablePair(wanted.changes, exposeDir);
  const composed = await compose(context, situation, wanted);
  const prepared = await preparePlan(composed.plan, system);
  const certificate = { file: statePaths(exposeDir).server, kind: wanted.kind };
  if (prepared.changes.length === 0) {
    talk.say(t().certCommand.alreadySo);
    const findings = flags.dryRun ? [] : await lookAtServed(situation, exposeDir);
    await showFindings(context, findings);
    talk.document({ schema: 1, status: 'unchanged', changes: [], findings, certificate });
    return 0;
  }
  await showPlan(context, prepared, flags.dryRun ? 'result' : 'talk');
  const wrapped = await wrappedTalk(context);
  for (const note of composed.notes) wrapped.warn(note);
  const changes = await describeChanges(prepared);
  if (flags.dryRun) {
    talk.say(t().certCommand.dryRun);
    talk.document({ schema: 1, status: 'planned', changes, findings: [], certificate });
    return 0;
  }
  const { confirmLabel: label, confirm: message, declined } = t().certCommand;
  await confirmChange(context, flags.yes ?? false, { label, message, declined });
  const program = (await situation.get('target')).installed?.command;
  const { findings } = await applyVerified(context, prepared, exposeDir, async (signal) => {
    const now = await situation.afterApply();
    const read = () => readBack(now, composed.chosen, signal);
    const told = await (program === undefined ? read() : waiting(context, t().init.asking(program), read));
    return told.some(({ status }) => status === 'fail')
      ? told
      : [...told, ...(await lookAtServed(now, exposeDir, signal))];
  });
  talk.say(t().certCommand.done(certificate.file));
  await showFindings(context, findings);
  talk.document({ schema: 1, status: 'applied', changes, findings, certificate });
  return 0;
}

/** What would be done, as far as it is known. Throws where a config may not be written or cannot be edited. */
export async function rehearse(
  context: CommandContext,
  situation: Situation,
  wanted: NewCertificate,
): Promise<PreparedPlan> {
  return preparePlan((await compose(context, situation, wanted)).plan, context.system);
}

/** As `init` would: one edit of the deciding file each. The certificate's own files come first: no config names what is not there. */
async function compose(
  context: CommandContext,
  situation: Situation,
  { command, kind, changes, notes }: NewCertificate,
): Promise<ComposedPlan> {
  const { exposeDir } = await situation.get('places');
  const target = await situation.get('target');
  const last = await situation.get('lastAnswers');
  const isLast = last?.target === describeTarget(target);
  const before = isLast ? Object.entries(last?.answers ?? {}) : [];
  const answers: Answers = new Map(
    [...before, ['tls', kind] as const].map(([id, value]) => [id, { value, source: 'current' as const }]),
  );
  const step: Step = {
    id: 'tls',
    questions: async () => [],
    plan: async () => ({ settings: await servingSettings(situation), changes: [], notes: [] }),
  };
  const { system } = context;
  const composed = await composePlan([step], { system, situation, options: {} }, answers, () =>
    initialConfig(context, situation),
  );
  // Where nobody was ever asked, no answers are kept.
  const ours = composed.plan.changes.filter(
    (change) => isLast || isAction(change) || !change.path.startsWith(exposeDir),
  );
  return {
    ...composed,
    notes: [...composed.notes, ...notes],
    plan: { command, changes: [...changes, ...ours] },
  };
}
