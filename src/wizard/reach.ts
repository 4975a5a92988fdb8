import type { AnswerSource } from '../prompt/question.ts';
import { isReach, listensForOthers, type Reach } from '../situation/reach.ts';
import { type Answers, answered, isExposed } from './step.ts';

/** A reach that was kept from an earlier set-up is no decision of this run. */
const KEPT: readonly AnswerSource[] = ['current', 'default'];

/** The reach that was decided in this run; undefined without one. Each other answer still beats what it presets. */
export function chosenReach(answers: Answers): Reach | undefined {
  const answer = answers.get('reach');
  return answer !== undefined && !KEPT.includes(answer.source) && isReach(answer.value)
    ? answer.value
    : undefined;
}

/** The reach that these answers lead to: the wish, unless other answers contradict it. */
export function settledReach(answers: Answers): Reach {
  const wish = answered(answers, 'reach');
  const router = answered<string>(answers, 'router');
  const isForwarded = router === 'map' || router === 'manual';
  const fits = isReach(wish) && listensForOthers(wish) === isExposed(answers);
  const isLess = wish === 'network' && isForwarded && chosenReach(answers) === undefined;
  if (fits && !isLess) return wish;
  if (!isExposed(answers)) return 'computer';
  return isForwarded ? 'anywhere' : 'network';
}
