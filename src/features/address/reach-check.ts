import { cmd } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import {
  type Check,
  type CheckContext,
  type CheckFindings,
  NOTHING_TO_CHECK,
} from '../../situation/check.ts';
import { effectiveSetting, evidenceOfSetting } from '../../situation/effective-setting.ts';
import { finding } from '../../situation/finding.ts';
import { listensHereOnly } from '../../situation/listen-reach.ts';
import { listensForOthers, statedReach } from '../../situation/reach.ts';

/** Whether Jupyter listens for those whom the last set-up wanted to reach it. */
export const reachChecks: readonly Check[] = [
  { id: 'reach', needs: ['config-loads', 'ip'], fine: () => t().status.reachFine, run: checkReach },
];

async function checkReach({ situation }: CheckContext): Promise<CheckFindings> {
  const reach = await statedReach(situation);
  if (reach === undefined) return NOTHING_TO_CHECK;
  const setting = await effectiveSetting(situation, 'ip');
  const isHere = await listensHereOnly(situation, setting.value ?? 'localhost');
  const m = t().status;
  const evidence = evidenceOfSetting(setting);
  if (listensForOthers(reach) && isHere) {
    const words = { message: m.missed[reach], fix: m.missedFix(cmd('init', '--reach', reach)) };
    return [finding('fail', 'reach-missed', words, evidence)];
  }
  if (!listensForOthers(reach) && !isHere) {
    const words = { message: m.wider, fix: m.missedFix(cmd('init', '--reach', reach)) };
    return [finding('warn', 'reach-wider', words, evidence)];
  }
  return [];
}
