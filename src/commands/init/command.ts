import type { CommandContext } from '../../output/output.ts';
import { Situation } from '../../situation/situation.ts';
import type { System } from '../../system/system.ts';
import type { InitFlags } from '../../wizard/init-run.ts';

/** `init`: queries the machine for its Jupyters and loads the wizard meanwhile. */
export async function init(context: CommandContext, flags: InitFlags): Promise<number> {
  const { system, asked } = watchFirstRun(context.system);
  const here = new Situation(
    { ...context, system },
    {
      target: flags.target,
      configFile: flags.config,
      readOnly: flags.dryRun,
    },
  );
  if (!flags.questions) {
    // Loading uses the CPU, so the query starts first. Code that needs the answer gets its error.
    const known = here.get('installations').catch(() => undefined);
    await Promise.race([asked, known]);
  }
  const { runWizard } = await import('./wizard.ts');
  return runWizard(context, flags, here);
}

/** Wraps the system so that `asked` settles when its first program has started. */
function watchFirstRun(system: System): { readonly system: System; readonly asked: Promise<void> } {
  let signalStart = () => {};
  const asked = new Promise<void>((resolve) => {
    signalStart = resolve;
  });
  const run: System['run'] = (...question) => {
    const answer = system.run(...question);
    // The program is running a moment later.
    setImmediate(signalStart);
    return answer;
  };
  return { system: { ...system, run }, asked };
}
