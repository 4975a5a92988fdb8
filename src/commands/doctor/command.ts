import type { CommandContext } from '../../output/output.ts';
import { Situation } from '../../situation/situation.ts';
import { assertFlags, type DoctorFlags } from './flags.ts';

/** `doctor`: queries Jupyter for its effective settings and loads the rest of the code meanwhile. */
export async function doctor(context: CommandContext, flags: DoctorFlags, names: string[]): Promise<number> {
  assertFlags(flags, names);
  if (flags.listChecks) return (await import('./checks.ts')).listChecks(context.output);
  const situation = new Situation(context, { target: flags.target, configFile: flags.config });
  // With --fix an interrupted run is rolled back before anything is read. Errors surface when the fact is read.
  if (flags.url === undefined && !flags.fix) situation.get('effective').catch(() => undefined);
  const { runDoctor } = await import('./doctor.ts');
  return runDoctor(context, flags, situation, names);
}
