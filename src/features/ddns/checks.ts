import { t } from '../../messages/index.ts';
import { lastResult } from '../../renewal/record.ts';
import {
  type CheckContext,
  type CheckFindings,
  type CheckGroup,
  NOTHING_TO_CHECK,
} from '../../situation/check.ts';
import { finding } from '../../situation/finding.ts';
import { scheduleFacts } from '../schedule/job.ts';
import { readDdnsRecord } from './record.ts';
import { DDNS } from './renew.ts';

/** Checks of the DDNS name, as far as possible without network requests. */
export const ddnsChecks: CheckGroup = {
  layer: 'internet',
  checks: [{ id: 'ddns', fine: () => t().ddns.checks.allFine, run: checkDdns }],
};

async function checkDdns({ situation, system }: CheckContext): Promise<CheckFindings> {
  const { exposeDir } = await situation.get('paths');
  const record = await readDdnsRecord(system.files, exposeDir);
  if (record === undefined) return NOTHING_TO_CHECK;
  const s = t().ddns.checks;
  const { name, addressFrom } = record;
  const last = await lastResult(system.files, exposeDir, DDNS);
  if (last?.status === 'failed')
    return [
      finding('warn', 'ddns-failing', { message: s.failing(name, last.message ?? ''), fix: s.failingFix }),
    ];
  const { installed } = await scheduleFacts(system, exposeDir);
  if (!installed && addressFrom !== 'given')
    return [finding('warn', 'ddns-unscheduled', { message: s.unscheduled(name), fix: s.unscheduledFix })];
  return [];
}
