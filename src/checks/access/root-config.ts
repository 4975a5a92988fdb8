import { t } from '../../messages/index.ts';
import type { CheckContext } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { unsetInForce } from '../../situation/set-setting.ts';
import { evidenceAt, inForce } from '../../situation/setting.ts';

/** With allow_root in the config a `sudo jupyter lab` starts without a word. */
export async function lookForRoot({ situation }: CheckContext): Promise<readonly Finding[]> {
  const { value, source } = await inForce(situation, 'allow_root');
  if (value !== true) return [];
  const m = t().access;
  return [
    {
      id: 'allow-root-config',
      status: 'warn',
      message: m.allowRoot,
      ...evidenceAt(source),
      fix: m.allowRootFix,
      ...(await unsetInForce(situation, 'allow_root', (one) => one === true)),
    },
  ];
}
