import { Situation } from '../situation.ts';
import type { CommandContext } from './context.ts';
import type { InitFlags } from './init-flags.ts';

/** `init`: asks the machine which Jupyters it has, and loads the wizard while that answer is on its way. */
export async function init(context: CommandContext, _args: string[], flags: InitFlags): Promise<number> {
  const here = new Situation(context.system, {
    target: flags.target,
    configFile: flags.config,
    lookOnly: flags.dryRun,
  });
  // Whoever needs the answer gets its error as well.
  if (!flags.questions) here.get('installations').catch(() => undefined);
  const { runWizard } = await import('./init.ts');
  return runWizard(context, flags, here);
}
