import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findInstallations, type Installation } from '../../src/jupyter/installation/find-installations.ts';
import { effectiveTrait, readEffective } from '../../src/jupyter/settings/effective.ts';
import { overrides } from '../../src/jupyter/settings/overrides.ts';
import { readSettingSources } from '../../src/jupyter/settings/sources.ts';
import { installedTarget, keyOf, type Target, type Trait } from '../../src/jupyter/target.ts';
import type { PythonValue } from '../../src/python-config/index.ts';
import type { System } from '../../src/system/system.ts';
import { describeNeeds, type EnvironmentName, environment, type JupyterApp } from '../environments.ts';
import { localSystem } from '../jupyter/local-system.ts';
import { LONG } from '../slice.ts';
import { systemPrograms } from '../system-programs.ts';
import { editFile } from './apply-edits.ts';
import { askOracle, type Reported } from './oracle.ts';
import { randomSituations, SITUATIONS, type SituationFiles } from './precedence-cases.ts';

const SUBJECTS: [EnvironmentName, JupyterApp, number][] = [
  ['nb57', 'notebook', 8],
  ['nb60', 'notebook', 8],
  ['nb64', 'notebook', 8],
  ['lab30', 'lab', 2],
  ['lab3', 'lab', 10],
  ['lab3', 'notebook', 4],
  ['lab36', 'lab', 10],
  ['mixed', 'lab', 4],
  ['mixed', 'notebook', 4],
  ['nb7', 'notebook', 15],
  ['nb7', 'lab', 8],
  ['nb7', 'server', 4],
];

/** The factor to a subject's number of random situations. */
const SHARE = LONG ? 10 : 0.25;

const HASH = 'sha1:0123456789ab:0000000000000000000000000000000000000000';
const CHOSEN: Partial<Record<Trait, PythonValue>> = {
  password: HASH,
  ip: '0.0.0.0',
  port: 18_123,
  port_retries: 0,
  open_browser: false,
  password_required: true,
};
const READ: Trait[] = ['password', 'ip', 'port', 'open_browser', 'password_required'];

let root: string;
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'jupyter-expose-precedence-')));
});
afterAll(() => rm(root, { recursive: true }));

/** They merge their files as another subject does. */
const ALIKE = [
  ...['notebook of nb60', 'notebook of lab3', 'notebook of mixed'],
  ...['lab of lab30', 'lab of lab36', 'lab of mixed', 'lab of nb7', 'server of nb7'],
];

for (const [name, app, random] of SUBJECTS.filter(
  ([name, app]) => LONG || !ALIKE.includes(`${app} of ${name}`),
)) {
  describeNeeds(name)(`${app} of ${name}`, () => {
    const places: Place[] = [];
    let told: Reported[];
    let after: Reported[];

    beforeAll(
      async () => {
        const home = join(root, `${name}-${app}`);
        const situations = [
          ...SITUATIONS,
          ...randomSituations(Math.ceil(random * SHARE), name.length * 1009 + app.length),
        ];
        const installation = await install(name, app, home);
        for (const [index, situation] of situations.entries()) {
          places.push(await arrange(join(home, String(index)), situation, installation, name));
        }
        const { python } = environment(name);
        told = await askOracle(python, app, home, places);
        for (const place of places) {
          await plan(place);
        }
        after = await askOracle(python, app, home, places);
      },
      LONG ? 6_000_000 : 600_000,
    );

    it('takes its settings from the lines we name', () => {
      places.forEach(({ winners, situation }, index) => {
        const live = told[index];
        expect(live, `${situation.name} starts`).toBeDefined();
        for (const [trait, value] of winners) {
          expect(
            live?.[trait],
            `${situation.name}: ${trait}\n${JSON.stringify(situation.files, null, 1)}`,
          ).toEqual(value);
        }
      });
      expect(places.reduce((sum, { winners }) => sum + winners.size, 0)).toBeGreaterThan(10);
    });

    it('runs with what was chosen once the stronger lines say the same', () => {
      places.forEach(({ target, situation, blocked }, index) => {
        expect(blocked, situation.name).toEqual([]);
        for (const [trait, value] of Object.entries(CHOSEN) as [Trait, PythonValue][]) {
          expect(
            after[index]?.[trait],
            `${situation.name}: ${trait} by ${keyOf(target, trait)}\n${JSON.stringify(situation.files, null, 1)}`,
          ).toEqual(value);
        }
      });
    });

    it('tells the same when it is asked by itself', async () => {
      const place = places[SITUATIONS.length - 1];
      if (place === undefined) {
        throw new Error('no situation');
      }
      const effective = await readEffective(place.target, place.system);
      expect(effective.failure).toBeUndefined();
      for (const [trait, value] of Object.entries(CHOSEN) as [Trait, PythonValue][]) {
        expect(effectiveTrait(place.target, effective, trait), trait).toEqual(value);
      }
    });
  });
}

interface Place {
  readonly situation: SituationFiles;
  readonly target: Target;
  readonly system: System;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly winners: Map<Trait, PythonValue>;
  blocked: readonly unknown[];
}

/** Stands for a situation's directory in what the real Jupyter says about its paths. */
const ANY = '@';

function systemAt(directory: string, name: EnvironmentName): System & { env: Record<string, string> } {
  const strong = join(directory, 'strong');
  const env = {
    PATH: `${dirname(environment(name).python)}:${systemPrograms()}`,
    HOME: directory,
    LANG: 'C.UTF-8',
    JUPYTER_CONFIG_DIR: join(directory, 'user'),
    JUPYTER_CONFIG_PATH: strong,
    JUPYTER_PREFER_ENV_PATH: '0',
  };
  // Older ones know no JUPYTER_CONFIG_PATH, but look first in the directory they are started in.
  return { ...localSystem({ env, home: directory, cwd: strong }), env };
}

async function install(name: EnvironmentName, app: JupyterApp, home: string): Promise<Installation> {
  const directory = join(home, ANY);
  await mkdir(join(directory, 'strong'), { recursive: true });
  const found = await findInstallations(systemAt(directory, name));
  const installation = found.find((each) => each.app === app);
  if (installation === undefined) {
    throw new Error(`${name} has no ${app}`);
  }
  return installation;
}

/** `strong` stands above `user`, as an environment's own etc/jupyter does on newer Jupyters. */
async function arrange(
  directory: string,
  situation: SituationFiles,
  installation: Installation,
  name: EnvironmentName,
): Promise<Place> {
  for (const folder of ['strong', 'user']) {
    await mkdir(join(directory, folder), { recursive: true });
  }
  for (const [path, text] of Object.entries(situation.files)) {
    await writeFile(join(directory, path), text);
  }
  const system = systemAt(directory, name);
  const here = (path: string) => path.replace(join(dirname(directory), ANY), directory);
  const { config, configDir } = installation.paths;
  const paths = { ...installation.paths, config: config.map(here), configDir: here(configDir) };
  const target = installedTarget({ ...installation, paths });
  const sources = await readSettingSources(target, system);
  const winners = new Map<Trait, PythonValue>();
  for (const trait of READ) {
    const [first] = sources.traits[trait];
    if (first?.role === 'wins' && first.value !== undefined) {
      winners.set(trait, first.value);
    }
  }
  return { situation, target, system, env: system.env, cwd: system.cwd, winners, blocked: [] };
}

async function plan(place: Place): Promise<void> {
  const { target, system } = place;
  const path = join(target.installed?.paths.configDir ?? '', `${target.base}.py`);
  const { edits, blocked } = overrides(target, await readSettingSources(target, system), path, CHOSEN);
  place.blocked = blocked;
  const main = Object.entries(CHOSEN).flatMap(([trait, value]) => {
    const key = keyOf(target, trait as Trait);
    return key === undefined ? [] : [[key, value] as const];
  });
  const own = edits.find((edit) => edit.path === path);
  await editFile(path, 'python', { ...Object.fromEntries(main), ...own?.settings });
  for (const edit of edits.filter((each) => each.path !== path)) {
    await editFile(edit.path, edit.format, edit.settings);
  }
}
