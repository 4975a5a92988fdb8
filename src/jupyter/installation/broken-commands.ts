import { pathsOf } from '../../system/paths.ts';
import type { System } from '../../system/system.ts';
import { commandDirectories } from './executables.ts';
import { APPS, type App } from './find-installations.ts';
import { findInterpreter } from './interpreter.ts';
import { probeInterpreter } from './probe.ts';

/** A command that exists but cannot run. */
export interface BrokenCommand {
  readonly app: App;
  readonly path: string;
  /** `interpreter-*`: the Python in its first line is missing or broken; `package-gone`: Python lacks the package. */
  readonly why: 'dangling-link' | 'interpreter-gone' | 'interpreter-broken' | 'package-gone';
  /** The missing or broken Python, the link's target, or the missing package. */
  readonly wants: string;
}

/** The Jupyter commands on PATH that cannot run, each with the cause. Used when no Jupyter was found. */
export async function findBrokenCommands(system: System): Promise<BrokenCommand[]> {
  const { join } = pathsOf(system);
  const candidates = commandDirectories(system).flatMap((directory) =>
    APPS.map(({ app, command, package: name }) => ({ app, name, command, directory })),
  );
  const found = await Promise.all(
    candidates.map(async ({ app, name, command, directory }): Promise<BrokenCommand | undefined> => {
      const names = await system.files.list(directory).catch(() => []);
      if (!names.some((one) => one === command)) return undefined;
      const path = join(directory, command);
      if ((await system.files.facts(path).catch(() => undefined)) === undefined)
        return { app, path, why: 'dangling-link', wants: await system.files.realPath(path) };
      const wants = (await findInterpreter(path, system))?.path;
      if (wants === undefined) return undefined;
      // An unreadable path (another user's home) exists but does not run for this user.
      const there = await system.files.facts(wants).catch(() => 'hidden' as const);
      if (there === undefined) return { app, path, why: 'interpreter-gone', wants };
      const answer = await probeInterpreter(wants, system);
      if (answer === undefined) return { app, path, why: 'interpreter-broken', wants };
      return answer.versions[name] ? undefined : { app, path, why: 'package-gone', wants: name };
    }),
  );
  return found.filter((one) => one !== undefined);
}
