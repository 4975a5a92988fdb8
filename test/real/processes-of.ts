import { readdirSync, readFileSync } from 'node:fs';

/** Watches the processes of one home through /proc, as any other program could. */
export interface ProcessWatch {
  /** The command lines of the running processes. */
  running(): string[];
  /** Stops watching. Returns every command line seen, and the text of all command lines and environments. */
  end(): Promise<{ commands: readonly string[]; text: string }>;
}

const GLANCE_MS = 50;

/** Polls /proc for processes whose HOME is this directory. */
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
    return ''; // the process has ended
  }
}
