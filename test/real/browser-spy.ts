import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A browser that only leaves a note. Python's webbrowser asks $BROWSER first. */
export interface BrowserSpy {
  /** Give it to the server's environment. */
  env: { BROWSER: string };
  wasOpened(): boolean;
  /** True when it gets opened within the time, as soon as that happens. */
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
