import { closeOpenings, findOpenings } from '../checks/access/close-doors.ts';
import { KEEPING_OUT, type Opening } from '../checks/access/doors.ts';
import { fingerprint } from '../checks/access/known-password.ts';
import { ExposeError } from '../errors.ts';
import { describeTarget } from '../jupyter/choose-target.ts';
import { formatOf } from '../jupyter/settings/config-file.ts';
import { overrides } from '../jupyter/settings/overrides.ts';
import { keyOf, type Trait } from '../jupyter/target.ts';
import { t } from '../messages/index.ts';
import { ANY, isLoopback } from '../net/listen-address.ts';
import type { EditSettings, Plan } from '../plan/change.ts';
import { mergeSettings, type SettingsPart } from '../plan/merge.ts';
import { isSecretName } from '../python-config/secret-names.ts';
import type { PythonValue } from '../python-config/value.ts';
import { linesDecide } from '../situation/effective-setting.ts';
import { type Finding, finding } from '../situation/finding.ts';
import type { Situation } from '../situation/situation.ts';
import { keepAnswers } from '../state/last-answers.ts';
import { requireServablePair } from '../state/server-pem.ts';
import { settledReach } from './reach.ts';
import type { Answers, Step, StepContext, StepPlan, WantedSetting } from './step.ts';

/** What will be changed, and what must be true afterwards. */
export interface ComposedPlan {
  readonly plan: Plan;
  /** The chosen values by trait: what Jupyter must report after apply. */
  readonly chosen: Readonly<Partial<Record<Trait, PythonValue>>>;
  /** Sentences for the user next to the plan. */
  readonly notes: readonly string[];
  /** Objections, shown before the confirmation. */
  readonly remarks: readonly Finding[];
  /** Ways in that the plan cannot close. */
  readonly refused: readonly Opening[];
}

/** What the plan does about ways in beside the password. */
export interface DoorPolicy {
  /** The ids of those that the user leaves open. */
  readonly accepted: readonly string[];
}

/** A file with a password hash is readable only by its owner. */
const PRIVATE = 0o600;

/**
 * Combines the steps' settings: one edit of the target's own file and one of each stronger file that overrides it,
 * after all changes that are not settings. Throws ExposeError('environment') when a stronger file is not writable.
 */
export async function composePlan(
  steps: readonly Step[],
  context: StepContext,
  answers: Answers,
  initial: () => Promise<EditSettings['initial']>,
  doors?: DoorPolicy,
): Promise<ComposedPlan> {
  const { situation } = context;
  const [target, file] = await Promise.all([situation.get('target'), situation.get('configFile')]);
  const plans: [string, StepPlan][] = [];
  for (const step of steps) plans.push([step.id, await step.plan(context, answers)]);

  const isSet = plans.some(([, { settings }]) => settings.length > 0);
  const start = file.exists || !isSet ? undefined : await initial();
  const format = formatOf(file.path);
  const chosen: Partial<Record<Trait, PythonValue>> = {};
  const ownPart = (step: string, settings: readonly WantedSetting[]): SettingsPart => {
    const keyed = settings.flatMap((wanted) => {
      if ('key' in wanted) return [[wanted.key, wanted.value] as const];
      const { trait, value } = wanted;
      const key = keyOf(target, trait);
      if (key === undefined) return [];
      chosen[trait] = value;
      return [[key, value] as const];
    });
    return {
      step,
      path: file.path,
      format,
      settings: Object.fromEntries(keyed),
      secret: keyed.map(([key]) => key).filter(isSecretName),
      mode: PRIVATE,
      ...(start && { initial: start }),
    };
  };
  const parts = plans.map(([step, { settings }]) => ownPart(step, settings));
  const closing = doors && (await closeDoors(situation, chosen, doors));
  if (closing) {
    const settings = Object.entries(closing.chosen) as [Trait, PythonValue][];
    parts.push(
      ownPart(
        'doors',
        settings.map(([trait, value]) => ({ trait, value })),
      ),
      ...closing.parts,
    );
  }

  const sources = await situation.get('sources');
  const traits = Object.keys(chosen) as Trait[];
  const before = linesDecide(sources, ...traits) ? undefined : await situation.get('effective');
  const { edits, blocked } = overrides(target, sources, file.path, chosen, before);
  const [blocker] = blocked;
  if (blocker)
    throw new ExposeError(
      'environment',
      t().init.blocked(blocker.file, blocker.line, blocker.key),
      t().init.blockedHint,
    );
  const stronger = edits.map((edit): SettingsPart => {
    const secret = Object.keys(edit.settings).filter(isSecretName);
    const { path, settings } = edit;
    return {
      step: 'overrides',
      path,
      format: edit.format,
      settings,
      secret,
      overrides: true,
      ...(secret.length > 0 && { mode: PRIVATE }),
    };
  });

  const others = plans.flatMap(([, { changes }]) => changes);
  // Without a setting there is no reason to create the file or to touch its mode.
  const settings = [...parts, ...stronger].filter(
    (part) => Object.keys(part.settings).length + (part.remove?.length ?? 0) > 0,
  );
  requireServablePair(others, (await situation.get('paths')).exposeDir);
  const plan = {
    command: 'init',
    // The certificate comes before the settings that name it: a crash in between leaves a working config.
    changes: [
      ...others,
      ...mergeSettings(settings),
      await savedAnswers(context, answers, plans),
      ...plans.flatMap(([, { afterwards = [] }]) => afterwards),
    ],
  };
  const because = edits.flatMap((edit) =>
    edit.because.map(({ file: at, line, key }) => t().init.because(at, line, key)),
  );
  const closed = (closing?.closed ?? []).map(({ setting, words }) =>
    t().access.doors.closed(setting.where, words.message),
  );
  return {
    plan,
    chosen,
    notes: [...because, ...closed, ...plans.flatMap(([, one]) => one.notes)],
    remarks: [...plans.flatMap(([, { remarks = [] }]) => remarks), ...(closing?.remarks ?? [])],
    refused: closing?.refused ?? [],
  };
}

/**
 * Closes the ways in that these values leave open. On localhost nobody else comes in by them, so only what keeps this
 * computer out as well is closed.
 */
async function closeDoors(
  situation: Situation,
  chosen: Readonly<Partial<Record<Trait, PythonValue>>>,
  { accepted }: DoorPolicy,
) {
  const isHere = isLoopback(typeof chosen.ip === 'string' ? chosen.ip : ANY);
  const found = await findOpenings(situation, chosen);
  const openings = isHere
    ? found.filter(({ id, setting }) => KEEPING_OUT.includes(id) && setting.lines.length > 0)
    : found;
  const closing = await closeOpenings(
    situation,
    openings.filter(({ id }) => !accepted.includes(id)),
  );
  const remarks = openings
    .filter(({ status, id }) => status === 'remark' || status === 'running' || accepted.includes(id))
    .map(({ id, words, setting: { evidence } }) => finding('warn', id, words, { evidence }));
  return { ...closing, remarks };
}

async function savedAnswers(
  { situation }: StepContext,
  answers: Answers,
  plans: readonly (readonly [string, StepPlan])[],
) {
  const { exposeDir } = await situation.get('paths');
  const file = await situation.get('configFile');
  const kept = [...answers]
    .filter(([, { secret }]) => !secret)
    .map(([id, { value }]) => [id, value] as const);
  const [hash] = plans.flatMap(([, { examinedHash = [] }]) => examinedHash);
  const examinedHash =
    hash === undefined ? (await situation.get('lastAnswers'))?.examinedHash : fingerprint(hash);
  return keepAnswers(exposeDir, {
    schema: 1,
    target: describeTarget(await situation.get('target')),
    ...(file.named && { configFile: file.path }),
    ...(examinedHash !== undefined && { examinedHash }),
    answers: { ...Object.fromEntries(kept), reach: settledReach(answers) },
  });
}
