import type { System } from './system.ts';

/** Longer words (such as a script for `python -c`) are not readable and are shortened. */
const LONGEST_WORD = 60;

/** Wraps a system to log what is run, read and written, for --verbose. Logs no contents, so it reveals no secret. */
export function tellingSystem(system: System, tell: (line: string) => void): System {
  const { files } = system;
  const told =
    <A extends readonly unknown[], R>(what: string, work: (path: string, ...rest: A) => R) =>
    (path: string, ...rest: A): R => {
      tell(`${what} ${path}`);
      return work(path, ...rest);
    };
  return {
    ...system,
    async run(command, args, options) {
      const started = performance.now();
      const result = await system.run(command, args, options);
      const milliseconds = Math.round(performance.now() - started);
      tell(`run ${asTold(command, args)} → ${result.trouble ?? result.code} (${milliseconds} ms)`);
      return result;
    },
    start(command, args, options) {
      const program = system.start(command, args, options);
      tell(`start ${asTold(command, args)} → process ${program.pid}`);
      return program;
    },
    files: {
      ...files,
      async read(path) {
        const bytes = await files.read(path);
        if (bytes) tell(`read ${path}`);
        return bytes;
      },
      writeAtomic: told('write', files.writeAtomic),
      changeMode: told('chmod', files.changeMode),
      remove: told('remove', files.remove),
    },
  };
}

function asTold(command: string, args: readonly string[]): string {
  return [command, ...args]
    .map((word) => (word.length > LONGEST_WORD || /\n/.test(word) ? '…' : word))
    .join(' ');
}
