import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A fake browser that only records its start. Python's webbrowser tries $BROWSER first. */
export interface BrowserSpy {
  /** For the server's environment. */
  env: { BROWSER: string };
  wasOpened(): boolean;
  /** True as soon as it is opened; false if that does not happen within the time. */
  opensWithin(milliseconds: number): Promise<boolean>;
}

export function browserSpy(home: string): BrowserSpy {
  const program = join(home, 'spy-browser');
  const note = join(home, 'browser-was-opened');
  writeFileSync(program, `#!/bin/sh\necho "$@" > '${note}'\n`);
  chmodSync(program, 0o755);
  const wasOpened = () => existsSync(note);
  return {
    env: { BROWSER: program },
    wasOpened,
    opensWithin: async (milliseconds) => {
      for (
        const patience = Date.now() + milliseconds;
        Date.now() < patience && !wasOpened();
        await sleep(50)
      ) {}
      return wasOpened();
    },
  };
}
