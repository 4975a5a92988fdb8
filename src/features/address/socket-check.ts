import { keyOf } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import { DEFAULT_PORT } from '../../net/parse-port.ts';
import { changeSetting, resetSetting } from '../../situation/change-setting.ts';
import {
  type Check,
  type CheckContext,
  type CheckFindings,
  NOTHING_TO_CHECK,
} from '../../situation/check.ts';
import { effectiveSetting, evidenceAt, isSet } from '../../situation/effective-setting.ts';
import { finding } from '../../situation/finding.ts';

/** Whether Jupyter listens on the network at all. */
export const socketChecks: readonly Check[] = [
  { id: 'socket', needs: ['config-loads'], fine: () => t().address.checks.socketFine, run: checkSocket },
];

/** With `sock` the address and the port do not count; beside another port than the default, Jupyter does not start. */
async function checkSocket({ situation }: CheckContext): Promise<CheckFindings> {
  if (keyOf(await situation.get('target'), 'sock') === undefined) return NOTHING_TO_CHECK;
  const [{ value, source }, port] = await Promise.all([
    effectiveSetting(situation, 'sock'),
    effectiveSetting(situation, 'port'),
  ]);
  if (!isSet(value)) return [];
  const m = t().address.checks;
  const isStopped = port.value !== DEFAULT_PORT;
  const words = {
    message: isStopped ? m.socketAndPort(value, Number(port.value)) : m.socket(value),
    fix: m.socketFix(source?.key ?? 'sock'),
  };
  const reset = await resetSetting(situation, 'sock', (one) => one === undefined || isSet(one));
  const repair = reset.repair ? reset : await changeSetting(situation, { sock: '' });
  return [finding('fail', 'listens-on-socket', words, { ...evidenceAt(source), ...repair })];
}
