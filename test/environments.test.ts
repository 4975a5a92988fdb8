import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import {
  describeNeeds,
  ENVIRONMENTS,
  environment,
  itNeeds,
  type JupyterApp,
  oldestNode,
} from './environments.ts';

const PROJECT: Record<JupyterApp, string> = {
  notebook: 'notebook',
  lab: 'jupyterlab',
  server: 'jupyter-server',
};
const home = mkdtempSync(join(tmpdir(), 'jx-environments-'));

afterAll(() => rmSync(home, { recursive: true, force: true }));

describeNeeds(ENVIRONMENTS)('a test environment', () => {
  it.each(ENVIRONMENTS)('%s holds the generation it is named for', (name) => {
    const { apps, bin, version } = environment(name);
    const app = apps.at(-1) ?? 'notebook';
    const printed = execFileSync(bin(`jupyter-${app}`), ['--version'], {
      encoding: 'utf8',
      env: { ...process.env, HOME: home, JUPYTER_CONFIG_DIR: home },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(printed.trim()).toBe(version(PROJECT[app]));
  });
});

itNeeds('node')('the oldest Node is the one it is named for', () => {
  const { bin, version } = oldestNode();
  expect(execFileSync(bin, ['--version'], { encoding: 'utf8' }).trim()).toBe(`v${version}`);
});
