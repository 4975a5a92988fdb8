import type { System } from './system.ts';

/** Longer words (such as a script for `python -c`) are not readable and are shortened. */
const LONGEST_WORD = 60;

/** Wraps a system to log what is run, read and written, for --verbose. Logs no contents, so it reveals no secret. */
export function loggingSystem(system: System, log: (line: string) => void): System {
  const { files } = system;
  const logged =
    <A extends readonly unknown[], R>(what: string, work: (path: string, ...rest: A) => R) =>
    (path: string, ...rest: A): R => {
      log(`${what} ${path}`);
      return work(path, ...rest);
    };
  return {
    ...system,
    async run(command, args, options) {
      const started = performance.now();
      const result = await system.run(command, args, options);
      const milliseconds = Math.round(performance.now() - started);
      log(`run ${asLogged(command, args)} → ${result.failure ?? result.code} (${milliseconds} ms)`);
      return result;
    },
    start(command, args, options) {
      const program = system.start(command, args, options);
      log(`start ${asLogged(command, args)} → process ${program.pid}`);
      return program;
    },
    files: {
      ...files,
      async read(path) {
        const bytes = await files.read(path);
        if (bytes) log(`read ${path}`);
        return bytes;
      },
      stage: logged('write', files.stage),
      writeAtomic: logged('write', files.writeAtomic),
      changeMode: logged('chmod', files.changeMode),
      remove: logged('remove', files.remove),
    },
  };
}

function asLogged(command: string, args: readonly string[]): string {
  return [command, ...args]
    .map((word) => (word.length > LONGEST_WORD || /\n/.test(word) ? '…' : word))
    .join(' ');
}
