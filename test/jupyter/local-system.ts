import { nodeSystem } from '../../src/system/node-system.ts';
import { processRunner } from '../../src/system/run-program.ts';
import { programStarter } from '../../src/system/start-program.ts';
import type { System } from '../../src/system/system.ts';

/** This computer, with the test's environment, home and current directory. */
export function localSystem(options: { env: Record<string, string>; home: string; cwd?: string }): System {
  const { env, home, cwd = home } = options;
  const run = processRunner(env);
  return {
    ...nodeSystem(),
    env,
    home,
    cwd,
    start: programStarter(env),
    run: (command, args, more) => run(command, args, { cwd, ...more }),
  };
}
