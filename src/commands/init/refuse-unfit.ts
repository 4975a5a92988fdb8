import { ExposeError, RefusedError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { Situation } from '../../situation/situation.ts';
import type { System } from '../../system/system.ts';
import type { InitFlags } from './flags.ts';

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

/** A config file that cannot be judged by its lines is said before anybody has typed five answers. */
export async function refuseUnreadable(situation: Situation): Promise<void> {
  const { path } = await situation.get('configFile');
  const { files } = await situation.get('sources');
  const file = files.find((one) => one.path === path);
  if (file?.error instanceof RefusedError) {
    throw new RefusedError(file.error.reason, file.error.line, file.error.column, path);
  }
  if (file?.error) throw file.error;
}
