import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';

/** The generations of test/environments.json. Only `node scripts/environments.js` installs them. */
export type EnvironmentName = 'nb57' | 'nb60' | 'nb64' | 'lab30' | 'lab3' | 'lab36' | 'mixed' | 'nb7';
export type JupyterApp = 'notebook' | 'lab' | 'server';

export interface Environment {
  name: EnvironmentName;
  dir: string;
  python: string;
  /** The path of a command of this environment: `bin('jupyter-notebook')`. */
  bin(command: string): string;
  /** Which `jupyter <app>` commands it has. */
  apps: readonly JupyterApp[];
  /** The pinned version of a package; '' if the environment does not contain it. */
  version(project: string): string;
}

interface Pins {
  node: Record<string, string>;
  environments: Record<EnvironmentName, { what: string; apps: JupyterApp[]; pins: string[] }>;
}

interface Index {
  ready: { name: string; dir: string }[];
  missing: { name: string; reason: string }[];
}

const SOURCE = readFileSync(fileURLToPath(new URL('environments.json', import.meta.url)), 'utf8');
const PINS: Pins = JSON.parse(SOURCE);
const INDEX = readIndex();

export const ENVIRONMENTS = Object.keys(PINS.environments) as EnvironmentName[];

/** A generation, for tests guarded by `itNeeds` or `describeNeeds`. */
export function environment(name: EnvironmentName): Environment {
  const dir = directoryOf(name);
  const { apps, pins } = PINS.environments[name];
  const versions = new Map(pins.map((pin) => pin.split('==') as [string, string]));
  const bin = (command: string) => join(dir, 'bin', command);
  return { name, dir, python: bin('python'), bin, apps, version: (project) => versions.get(project) ?? '' };
}

/** The oldest supported Node: its binary and version. */
export function oldestNode(): { bin: string; version: string } {
  const [name = '', version = ''] = (PINS.node[`${process.platform}-${process.arch}`] ?? '').split('@');
  return { bin: join(directoryOf('node'), 'node_modules', name, 'bin', 'node'), version };
}

/** Why a generation (or 'node') is not available; undefined if it is. */
function whyMissing(name: EnvironmentName | 'node'): string | undefined {
  const ready = INDEX?.ready.find((part) => part.name === name);
  if (ready !== undefined && existsSync(join(ready.dir, '.complete'))) {
    return undefined;
  }
  const reason =
    INDEX?.missing.find((part) => part.name === name)?.reason ?? 'run `node scripts/environments.js`';
  return `The test environment ${name} is not available: ${reason}`;
}

/** An `it` that needs a generation: skipped if it is missing, but failed in CI. */
export function itNeeds(name: EnvironmentName | 'node'): typeof it | typeof it.skip {
  const reason = whyMissing(name);
  if (reason === undefined) {
    return it;
  }
  failUnderCi(reason);
  return it.skip;
}

/** A `describe` that needs all these parts: skipped if one is missing, but failed in CI. */
export function describeNeeds(names: EnvironmentName | 'node' | readonly (EnvironmentName | 'node')[]) {
  const reasons = [names].flat().map(whyMissing);
  const reason = reasons.find((text) => text !== undefined);
  if (reason === undefined) {
    return describe;
  }
  failUnderCi(reason);
  return describe.skip;
}

/** In CI, adds a test that fails with the reason, so that nothing is skipped unnoticed. */
export function failUnderCi(reason: string): void {
  const isCi = !['', '0', 'false', undefined].includes(process.env.CI);
  if (isCi) {
    it('has what it needs under CI', () => {
      throw new Error(reason);
    });
  }
}

/** Never throws, because the body of a skipped `describe` still runs. */
function directoryOf(name: EnvironmentName | 'node'): string {
  const dir = INDEX?.ready.find((part) => part.name === name)?.dir;
  return dir ?? join('/nonexistent', `test-environment-${name}`);
}

/** The result of the last run of scripts/environments.js with the same pins. */
function readIndex(): Index | undefined {
  const cache = process.env.JUPYTER_EXPOSE_TEST_CACHE || join(homedir(), '.cache', 'jupyter-expose-test');
  const key = createHash('sha256').update(SOURCE).digest('hex').slice(0, 12);
  const path = join(cache, `index-${key}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
