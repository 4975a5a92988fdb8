import { t } from '../../messages/index.ts';
import { lastResult } from '../../renewal/record.ts';
import {
  type CheckContext,
  type CheckFindings,
  type CheckGroup,
  NOTHING_TO_CHECK,
} from '../../situation/check.ts';
import { effectiveSetting } from '../../situation/effective-setting.ts';
import type { Finding } from '../../situation/finding.ts';
import { scheduleFacts } from '../schedule/job.ts';
import { ownMapping } from './record.ts';
import { MAPPING } from './renew.ts';

/** Checks of the port forwarding, as far as possible without asking the router again. */
export const routerChecks: CheckGroup = {
  layer: 'internet',
  checks: [
    {
      id: 'router-mapping',
      needs: ['config-loads'],
      fine: () => t().router.forward.checks.fine,
      run: checkMapping,
    },
  ],
};

async function checkMapping({ situation, system }: CheckContext): Promise<CheckFindings> {
  const { exposeDir } = await situation.get('paths');
  const mapping = await ownMapping(system.files, exposeDir);
  if (mapping === undefined) return NOTHING_TO_CHECK;
  const s = t().router.forward.checks;
  const { externalPort, internalPort, internalAddress } = mapping;
  const port = Number((await effectiveSetting(situation, 'port')).value);
  const own = await situation.get('addresses');
  const last = await lastResult(system.files, exposeDir, MAPPING);
  const { installed } = await scheduleFacts(system, exposeDir);
  const warn = (id: string, message: string, fix: string): Finding => ({ id, status: 'warn', message, fix });
  return [
    ...(own.some(({ address }) => address === internalAddress)
      ? []
      : [warn('router-address-moved', s.moved(externalPort, internalAddress), s.movedFix)]),
    ...(port === internalPort
      ? []
      : [warn('router-other-port', s.otherPort(externalPort, internalPort, port), s.otherPortFix)]),
    ...(last?.status === 'failed'
      ? [warn('router-renewal-failing', s.failing(last.message ?? ''), s.failingFix)]
      : []),
    ...(installed ? [] : [warn('router-unscheduled', s.unscheduled(externalPort), s.unscheduledFix)]),
  ];
}
