import { resolve } from 'node:path';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import { Situation } from '../../situation/situation.ts';
import type { DoctorFlags } from './flags.ts';

/** `doctor`: queries Jupyter for its effective settings and loads the rest of the code meanwhile. */
export async function doctor(context: CommandContext, flags: DoctorFlags, names: string[]): Promise<number> {
  assertFlags(flags, names);
  if (flags.config !== undefined) await assertExists(context, flags.config);
  if (flags.listChecks) return (await import('./checks.ts')).listChecks(context.output);
  const situation = new Situation(context, { target: flags.target, configFile: flags.config });
  // With --fix an interrupted run is rolled back before anything is read. Errors surface when the fact is read.
  if (flags.url === undefined && !flags.fix) situation.get('effective').catch(() => undefined);
  const { runDoctor } = await import('./doctor.ts');
  return runDoctor(context, flags, situation, names);
}

/** Throws an error for a named config file that does not exist. */
async function assertExists({ system }: CommandContext, file: string): Promise<void> {
  const path = resolve(system.cwd, file);
  if (file === '') throw new ExposeError('usage', t().doctor.emptyConfig);
  if ((await system.files.facts(path)) === undefined)
    throw new ExposeError('answer', t().config.noFile(path), t().system.missingHint);
}

/** Flags that require another one. */
const NEEDS: readonly (readonly [keyof DoctorFlags, string, keyof DoctorFlags, string])[] = [
  ['start', '--start', 'live', '--live'],
  ['passwordStdin', '--password-stdin', 'live', '--live'],
  ['passwordFile', '--password-file', 'live', '--live'],
  ['passwordOverHttp', '--password-over-http', 'live', '--live'],
  ['ca', '--ca', 'url', '--url'],
  ['externalPort', '--external-port', 'outside', '--outside'],
  ['checker', '--checker', 'outside', '--outside'],
  ['echo', '--echo', 'outside', '--outside'],
  ['dryRun', '--dry-run', 'fix', '--fix'],
  ['yes', '--yes', 'fix', '--fix'],
];

/** Flags that cannot be combined with named checks. */
const WITHOUT_CHECKS: readonly (readonly [keyof DoctorFlags, string])[] = [
  ['url', '--url'],
  ['outside', '--outside'],
  ['live', '--live'],
  ['listChecks', '--list-checks'],
];

/** Throws ExposeError('usage') for flags and check names that cannot be combined. */
function assertFlags(flags: DoctorFlags, [name]: readonly string[]): void {
  for (const [flag, flagName] of WITHOUT_CHECKS)
    if (name !== undefined && flags[flag] !== undefined)
      throw new ExposeError('usage', t().cli.conflict(name, flagName));
  for (const [flag, name, needed, neededName] of NEEDS)
    if (flags[flag] !== undefined && flags[needed] === undefined)
      throw new ExposeError('usage', t().cli.needs(name, neededName));
}
