import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findInstallations } from '../../src/jupyter/installation/find-installations.ts';
import { generateConfig } from '../../src/jupyter/new-config.ts';
import { effectiveTrait, readEffective } from '../../src/jupyter/settings/effective.ts';
import { readSettingSources } from '../../src/jupyter/settings/sources.ts';
import { installedTarget, type Target } from '../../src/jupyter/target.ts';
import type { System } from '../../src/system/system.ts';
import { describeNeeds, type EnvironmentName, environment, type JupyterApp } from '../environments.ts';
import { localSystem } from '../jupyter/local-system.ts';
import { slice } from '../slice.ts';
import { systemPrograms } from '../system-programs.ts';

const SUBJECTS: [EnvironmentName, JupyterApp][] = [
  ['nb57', 'notebook'],
  ['nb64', 'notebook'],
  ['lab30', 'lab'],
  ['lab3', 'lab'],
  ['lab36', 'lab'],
  ['nb7', 'notebook'],
];

for (const [name, app] of slice(SUBJECTS, 2)) {
  describeNeeds(name)(`asking ${app} of ${name}`, () => {
    let home: string;
    let system: System;
    let target: Target;
    let className: string;

    beforeEach(async () => {
      home = await realpath(await mkdtemp(join(tmpdir(), 'jupyter-expose-ask-')));
      const path = `${dirname(environment(name).python)}:${systemPrograms()}`;
      const temporary = join(home, 'tmp');
      await mkdir(temporary);
      system = localSystem({ env: { PATH: path, HOME: home, LANG: 'C.UTF-8', TMPDIR: temporary }, home });
      const installation = (await findInstallations(system)).find((each) => each.app === app);
      if (installation === undefined) {
        throw new Error(`${name} has no ${app}`);
      }
      target = installedTarget(installation);
      className = target.generation === 'classic' ? 'NotebookApp' : 'ServerApp';
    });
    afterEach(() => rm(home, { recursive: true }));

    async function write(text: string): Promise<string> {
      const path = join(home, '.jupyter', `${target.base}.py`);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
      return path;
    }
    const left = async () => (await readdir(home, { recursive: true })).sort();

    it('works while its port is taken, and leaves nothing behind', async () => {
      const server = await listen();
      const port = portOf(server);
      const path = await write(
        `print('{')\nc.${className}.port = ${port}\nc.${className}.port_retries = 0\nc.${className}.ip = '*'\n`,
      );
      const before = await left();
      const effective = await readEffective(target, system);
      await new Promise((resolve) => server.close(resolve));
      expect(effective.failure).toBeUndefined();
      expect(effective.problems).toEqual([]);
      expect(
        ['port', 'port_retries', 'ip'].map((trait) => effectiveTrait(target, effective, trait as 'port')),
      ).toEqual([port, 0, '*']);
      expect(effective.values[`${className}.port`]).toBe(port);
      expect(await left()).toEqual(before);
      expect(path).toContain(home);
    });

    it('tells which line broke a file, and that the file does not count', async () => {
      const path = await write(`c.${className}.port = 18123\n\nimport nothing_here\n`);
      const effective = await readEffective(target, system);
      expect(effective.problems).toEqual([
        {
          kind: 'config-error',
          file: path,
          line: 3,
          text: "ModuleNotFoundError: No module named 'nothing_here'",
        },
      ]);
      expect(effectiveTrait(target, effective, 'port')).toBe(8888);
    });

    it('looks into the file of --config, and so do we', async () => {
      await write(`c.${className}.port = 18123\n`);
      const own = target.generation === 'classic' ? target.base : 'jupyter_server_config';
      await writeFile(join(home, '.jupyter', `${own}.py`), `c.${className}.port = 18124\n`);
      const configFile = join(home, 'mine.py');
      await writeFile(configFile, `c.${className}.port = 18125\n`);
      const effective = await readEffective(target, system, { configFile });
      expect(effectiveTrait(target, effective, 'port')).toBe(18_125);
      const { traits } = await readSettingSources(target, system, { configFile });
      expect(traits.port[0]).toMatchObject({ file: configFile, value: 18_125, role: 'wins' });
    });

    // traitlets 4 and jupyter_server 1.4 do not know that flag.
    const knowsFlag = name !== 'nb57' && name !== 'lab30';
    (knowsFlag ? it : () => undefined)('agrees with --show-config-json', async () => {
      await write(`c.${className}.port = 18123\nc.NotebookApp.ip = '127.0.0.2'\n`);
      const { installed } = target;
      // A command whose Python is not known is asked that way.
      const wrapped = installed && { ...target, installed: { ...installed, interpreter: undefined } };
      const shown = await readEffective(wrapped ?? target, system);
      const { values } = await readEffective(target, system);
      for (const trait of ['port', 'ip'] as const) {
        expect(values[`${className}.${trait}`], trait).toBe(shown.values[`${className}.${trait}`]);
        expect(effectiveTrait(target, shown, trait), trait).toBe(values[`${className}.${trait}`]);
      }
      expect(shown.traits).toEqual({});
      expect(values[`${className}.ip`]).toBe('127.0.0.2');
    });

    it('gives the default config without touching the home', async () => {
      const text = new TextDecoder().decode(await generateConfig(target, system));
      expect(text).toMatch(/^# Configuration file for /);
      expect(text).toContain(`c.${className}.port = `);
      expect(text).not.toContain(home);
      expect(await left()).toEqual(['tmp']);
    });
  });
}

function listen(): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
