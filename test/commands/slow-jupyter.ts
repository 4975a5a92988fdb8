import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestHome } from './run-cli.ts';

/** A Jupyter that takes a minute to report its settings, so that a test can interrupt. */
export interface SlowJupyter {
  /** Waits until its settings are requested; by then everything is written. */
  asked(): Promise<void>;
  isRunning(): boolean;
  end(): void;
}

/**
 * Puts a `jupyter-notebook` into ~/bin, which is first on the PATH. It is a shell script, like a package manager's
 * wrapper, so the program queries it by running the command. With FAKE_JUPYTER=quick it reports the config file's
 * settings at once.
 */
export function installSlowJupyter(home: TestHome): SlowJupyter {
  const note = home.at('asked');
  const script = `#!/bin/sh
case "$*" in
--version) echo 7.0.0 ;;
*--show-config-json*)
  if [ "$FAKE_JUPYTER" = quick ]; then
    exec ${process.execPath} '${home.at('bin', 'answer.mjs')}'
  fi
  echo $$ > '${note}.new' && mv '${note}.new' '${note}'
  exec sleep 60 ;;
*) exit 1 ;;
esac
`;
  const config = home.config('jupyter_notebook_config.py');
  const answer = `import { readFileSync } from 'node:fs';
const python = { True: 'true', False: 'false' };
const sections = {};
for (const [, name, trait, text] of readFileSync('${config}', 'utf8').matchAll(/^c\\.(\\w+)\\.(\\w+) = (.*)$/gm)) {
  sections[name] ??= {};
  sections[name][trait] = JSON.parse(python[text] ?? text.replaceAll("'", '"'));
}
process.stdout.write(JSON.stringify(sections));
`;
  mkdirSync(home.at('bin'));
  writeFileSync(home.at('bin', 'answer.mjs'), answer);
  writeFileSync(home.at('bin', 'jupyter-notebook'), script);
  chmodSync(home.at('bin', 'jupyter-notebook'), 0o755);
  const pid = () => Number(readFileSync(note, 'utf8'));
  const isRunning = () =>
    existsSync(`/proc/${pid()}/cmdline`) && readFileSync(`/proc/${pid()}/cmdline`).length > 0;
  return {
    async asked() {
      for (const patience = Date.now() + 20_000; !existsSync(note); await sleep(20)) {
        if (Date.now() > patience) throw new Error('The fake Jupyter was never asked.');
      }
    },
    isRunning,
    end: () => {
      if (isRunning()) process.kill(pid(), 'SIGKILL');
    },
  };
}
