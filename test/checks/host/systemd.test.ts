import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkServices } from '../../../src/checks/host/services.ts';
import { Situation } from '../../../src/situation/situation.ts';
import { nodeSystem } from '../../../src/system/node-system.ts';
import { fakeNetwork } from '../../net/fake-network.ts';

/** Units that start /bin/true as a Jupyter would be started, and whether systemd refuses them. */
const UNITS: Readonly<Record<string, string>> = {
  right: 'ExecStart=/bin/true jupyter lab',
  'shell-around': 'ExecStart=/bin/bash -c "cd / && jupyter lab"',
  'no-path': 'ExecStart=jupyter-lab',
  tilde: 'ExecStart=~/bin/jupyter lab',
  relative: 'ExecStart=venv/bin/jupyter lab',
  source: 'ExecStart=source /x && jupyter lab',
  'open-quote': 'ExecStart=/bin/true jupyter lab "--port=1',
  'not-executable': 'ExecStart=/etc/passwd jupyter lab',
  twice: 'ExecStart=/bin/true jupyter lab\nExecStart=/bin/true jupyter lab',
  'directory-relative': 'WorkingDirectory=notes\nExecStart=/bin/true jupyter lab',
  'directory-quoted': 'WorkingDirectory="/tmp"\nExecStart=/bin/true jupyter lab',
  oneshot: 'Type=oneshot\nRestart=always\nExecStart=/bin/true jupyter lab',
};

const isHere = spawnSync('systemd-analyze', ['--version']).status === 0;

describe.skipIf(!isHere)('units as systemd itself judges them', () => {
  const home = mkdtempSync(join(tmpdir(), 'expose units '));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('are refused by the doctor exactly where systemd refuses them', async () => {
    const directory = join(home, '.config/systemd/user');
    mkdirSync(directory, { recursive: true });
    const paths = Object.entries(UNITS).map(([name, text]) => {
      const path = join(directory, `${name}.service`);
      writeFileSync(path, `[Service]\n${text}\n`);
      return path;
    });
    const said = spawnSync('systemd-analyze', ['verify', ...paths], { encoding: 'utf8' }).stderr;
    const refused = Object.keys(UNITS).filter((name) =>
      new RegExp(`^${name}\\.service: (?:Command|Unit configuration has|Service has)`, 'm').test(said),
    );
    const real = nodeSystem();
    // The rows are about the units alone.
    const system = { ...real, home, env: {}, run: async () => ({ code: 1, stdout: '', stderr: '' }) };
    const situation = new Situation({ system, network: fakeNetwork() });
    const findings = await checkServices({ system, situation });
    if (typeof findings === 'string') throw new Error(findings);
    const ours = findings
      .filter(({ status }) => status === 'fail')
      .flatMap(({ evidence }) => /([\w-]+)\.service$/.exec(evidence?.file ?? '')?.[1] ?? []);
    expect([...new Set(ours)].sort()).toEqual(refused.sort());
    expect(refused.length).toBe(Object.keys(UNITS).length - 2);
  });
});
