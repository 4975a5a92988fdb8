import type { QuestionSpec } from '../prompt/question.ts';
import { address } from './address/index.ts';
import { ddns } from './ddns/index.ts';
import type { Feature, FeatureParts } from './feature.ts';
import { firewall } from './firewall/index.ts';
import { password } from './password/index.ts';
import { router } from './router/index.ts';
import { schedule } from './schedule/index.ts';
import { tls } from './tls/index.ts';
import { tunnel } from './tunnel/index.ts';

export type { FeatureParts } from './feature.ts';

/** Every feature, in the order in which a terminal asks. */
export const FEATURES: readonly Feature[] = [
  password,
  address,
  tls,
  schedule,
  firewall,
  router,
  ddns,
  tunnel,
];

/** Every question there is, in the order in which a terminal asks; the machine is asked nothing for it. */
export async function loadQuestions(): Promise<readonly QuestionSpec[]> {
  return (await Promise.all(FEATURES.map((feature) => feature.questions()))).flat();
}

/** The heavy half of each, in the same order. */
export function loadFeatures(): Promise<FeatureParts[]> {
  return Promise.all(FEATURES.map((feature) => feature.load()));
}
