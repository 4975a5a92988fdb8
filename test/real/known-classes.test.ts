import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { deadLines } from '../../src/checks/config-files/dead-lines.ts';
import { findInstallations } from '../../src/jupyter/installation/find-installations.ts';
import { generateConfig } from '../../src/jupyter/new-config.ts';
import { readEffective } from '../../src/jupyter/settings/effective.ts';
import { installedTarget } from '../../src/jupyter/target.ts';
import { describeNeeds, type EnvironmentName, environment, type JupyterApp } from '../environments.ts';
import { localSystem } from '../jupyter/local-system.ts';
import { slice } from '../slice.ts';
import { systemPrograms } from '../system-programs.ts';

const SUBJECTS: [EnvironmentName, JupyterApp][] = [
  ['nb57', 'notebook'],
  ['nb60', 'notebook'],
  ['nb64', 'notebook'],
  ['lab30', 'lab'],
  ['lab3', 'lab'],
  ['lab36', 'lab'],
  ['mixed', 'notebook'],
  ['nb7', 'notebook'],
  ['nb7', 'server'],
];

const GENERATED = /^#? ?c\.(\w+\.\w+) = /gm;

for (const [name, app] of slice(SUBJECTS, 3)) {
  describeNeeds(name)(`every setting that ${app} of ${name} writes into a config file itself`, () => {
    let home = '';
    afterAll(() => rm(home, { recursive: true }));

    it('is one that it knows', async () => {
      home = await realpath(await mkdtemp(join(tmpdir(), 'jupyter-expose-known-')));
      const path = `${dirname(environment(name).python)}:${systemPrograms()}`;
      const system = localSystem({ env: { PATH: path, HOME: home, LANG: 'C.UTF-8' }, home });
      const installed = (await findInstallations(system)).find((each) => each.app === app);
      if (installed === undefined) throw new Error(`${name} has no ${app}`);
      const target = installedTarget(installed);
      const text = new TextDecoder().decode(await generateConfig(target, system));
      const settings = [...text.matchAll(GENERATED)].map(([, key = '']) => ({
        key,
        line: 1,
        text: '',
        value: null,
        wins: true,
        conditional: false,
      }));
      expect(settings.length).toBeGreaterThan(80);
      const { classes = new Map() } = await readEffective(target, system);
      expect(classes.size).toBeGreaterThan(30);
      const dead = deadLines({ settings }, text, classes, target.generation);
      expect(dead.map(({ id, setting }) => `${id}: ${setting.key}`)).toEqual([]);
    });
  });
}
