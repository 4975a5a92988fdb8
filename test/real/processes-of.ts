import { readdirSync, readFileSync } from 'node:fs';

/** The processes of one home, watched from outside as any other program could. */
export interface ProcessWatch {
  /** The command lines of those that run now. */
  running(): string[];
  /** Ends the watching: every command line seen, and all that command lines and environments held. */
  end(): Promise<{ commands: readonly string[]; text: string }>;
}

const GLANCE_MS = 50;

/** Looks at /proc again and again for processes whose HOME is this directory. */
export function watchProcesses(home: string): ProcessWatch {
  const commands = new Set<string>();
  const texts = new Set<string>();
  const look = () =>
    processesOf(home).map(({ command, environment }) => {
      commands.add(command);
      texts.add(command).add(environment);
      return command;
    });
  const timer = setInterval(look, GLANCE_MS);
  return {
    running: look,
    async end() {
      clearInterval(timer);
      return { commands: [...commands], text: [...texts].join('\n') };
    },
  };
}

function processesOf(home: string): { command: string; environment: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const environment = read(`/proc/${pid}/environ`);
      if (!environment.split('\0').includes(`HOME=${home}`)) return [];
      return [{ command: read(`/proc/${pid}/cmdline`).split('\0').join(' '), environment }];
    });
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // it ended meanwhile
  }
}
