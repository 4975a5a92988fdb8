import type { CommandContext } from '../../output/output.ts';
import { Situation } from '../../situation/situation.ts';
import { type DoctorFlags, refuseFlags } from './flags.ts';

/** `doctor`: asks Jupyter what it makes of its config, and loads everything else while that answer is on its way. */
export async function doctor(context: CommandContext, names: string[], flags: DoctorFlags): Promise<number> {
  refuseFlags(flags, names);
  if (flags.listChecks) return (await import('./checks.ts')).listChecks(context.talk);
  const situation = new Situation(context, { target: flags.target, configFile: flags.config });
  // What a run that was cut off left half done is taken back before --fix reads anything. Errors come back to who reads.
  if (flags.url === undefined && !flags.fix) situation.get('effective').catch(() => undefined);
  const { runDoctor } = await import('./doctor.ts');
  return runDoctor(context, flags, situation, names);
}
