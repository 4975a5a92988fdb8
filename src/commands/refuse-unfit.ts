import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { System } from '../system/system.ts';
import type { InitFlags } from './init-flags.ts';

/**
 * What cannot end well is said before the first question: a file that Jupyter would not read by that name (it
 * looks for NAME.py and NAME.json whatever --config says), and a Jupyter that was told to read none at all.
 */
export function refuseUnfit({ env }: System, { config }: Pick<InitFlags, 'config'>): void {
  if (config !== undefined && !/[^/\\]\.(py|json)$/.test(config)) {
    throw new ExposeError('usage', t().init.configName(config), t().init.configNameHint);
  }
  const noConfig = env.JUPYTER_NO_CONFIG;
  if (noConfig && !/^(0|no|n|false|off)$/i.test(noConfig)) {
    throw new ExposeError('environment', t().init.noConfig, t().init.noConfigHint);
  }
}
