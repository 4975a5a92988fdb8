import type { BuildUndo } from '../plan/undo-command.ts';
import type { QuestionSpec } from '../prompt/question.ts';
import { address } from './address/index.ts';
import { ddns } from './ddns/index.ts';
import type { Feature, FeatureParts } from './feature.ts';
import { firewall } from './firewall/index.ts';
import { password } from './password/index.ts';
import { router } from './router/index.ts';
import { schedule } from './schedule/index.ts';
import { ssh } from './ssh/index.ts';
import { tls } from './tls/index.ts';
import { tunnel } from './tunnel/index.ts';

export type { FeatureParts } from './feature.ts';

/** All features, in the order of the questions. */
export const FEATURES: readonly Feature[] = [
  password,
  address,
  tls,
  schedule,
  firewall,
  router,
  ddns,
  tunnel,
  ssh,
];

/** All questions, in order, without looking at the computer. */
export async function loadQuestions(): Promise<readonly QuestionSpec[]> {
  return (await Promise.all(FEATURES.map((feature) => feature.questions()))).flat();
}

/** The heavy part of each feature, in the same order. */
export function loadFeatures(): Promise<FeatureParts[]> {
  return Promise.all(FEATURES.map((feature) => feature.load()));
}

/** The command by which the feature that ran a recorded task rolls it back. */
export const buildUndo: BuildUndo = async (task, place) => {
  for (const { undoTask } of await loadFeatures()) {
    const undo = await undoTask?.(task, place);
    if (undo !== undefined) return undo;
  }
  return undefined;
};
