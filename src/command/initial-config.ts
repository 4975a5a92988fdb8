import { generateConfig, starterConfig } from '../jupyter/new-config.ts';
import { t } from '../messages/index.ts';
import type { CommandContext } from '../output/output.ts';
import type { EditSettings } from '../plan/change.ts';
import type { Situation } from '../situation/situation.ts';

/** The initial text of a new config file: the installed Jupyter's own default config, else a short one of ours. */
export async function initialConfig(
  context: CommandContext,
  situation: Situation,
): Promise<EditSettings['initial']> {
  const target = await situation.get('target');
  const { path } = await situation.get('configFile');
  if (path.endsWith('.json')) return undefined;
  const command = target.installed?.command;
  const generated =
    command === undefined
      ? undefined
      : await context.output.wait(t().init.generating(command), () => generateConfig(target, context.system));
  return generated
    ? { bytes: generated, from: 'generated' }
    : { bytes: new TextEncoder().encode(starterConfig(target)), from: 'own' };
}
