import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itNeeds, oldestNode } from '../environments.ts';
import { cleanEnv, copyClone, type Ended, ROOT, run } from './npm.ts';

let work: string;
let app: string;
let listed: string[];
let integrity: string;

/** Packs as `npm pack` does for a release, and installs the tarball into an empty folder. */
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'expose package '));
  app = join(work, 'app');
  mkdirSync(app);
  const packed = run('npm', ['pack', '--json', '--pack-destination', work], {
    cwd: ROOT,
    env: cleanEnv(work),
  });
  const [{ filename, files, integrity: sha512 }] = JSON.parse(packed.stdout);
  integrity = sha512;
  listed = files.map(({ path }: { path: string }) => path);
  writeFileSync(join(app, 'package.json'), '{"name": "somebody", "private": true}');
  const installed = run('npm', ['install', '--no-audit', '--no-fund', join(work, filename)], {
    cwd: app,
    env: cleanEnv(work),
  });
  expect(installed).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Locked {
  readonly version: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

interface Component {
  readonly name: string;
  readonly version: string;
  readonly hashes?: readonly object[];
  readonly licenses?: readonly object[];
}

/** Licences that ask for no more than a notice. */
const PERMISSIVE = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
];

/** Whether an SPDX expression without nesting leaves a choice of these only. */
function isPermissive(expression: string): boolean {
  const choices = expression.replace(/^\((.*)\)$/, '$1').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((one) => PERMISSIVE.includes(one)));
}

/** The package.json of each installed package, ours and nested ones included, by path. */
function readManifests() {
  const installed = readdirSync(join(app, 'node_modules'), { recursive: true, encoding: 'utf8' });
  const paths = installed.filter((path) =>
    /^(.*\/node_modules\/)?(@[^/]+\/)?[^/@]+\/package\.json$/.test(path),
  );
  expect(paths.length).toBeGreaterThan(20);
  return paths.map(
    (path) => [path, JSON.parse(readFileSync(join(app, 'node_modules', path), 'utf8'))] as const,
  );
}

function init(home: string, command: string, args: string[]): Ended {
  mkdirSync(home);
  const input = 'correct horse 배터리\n*\n8100\nn\ny\n';
  return run(command, [...args, 'init'], { cwd: app, env: { ...cleanEnv(work), HOME: home }, input });
}

describe('the tarball', () => {
  it('contains what runs and what a person reads, nothing else', () => {
    const outside = listed.filter((path) => !/^(bin|dist)\//.test(path)).sort();
    expect(outside).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.ko.md',
      'README.md',
      'SECURITY.md',
      'package.json',
    ]);
    expect(listed.filter((path) => /\.(test|spec)\.|\.map$/.test(path))).toEqual([]);
  });

  it('runs init through npx', () => {
    const { code, stderr, stdout } = init(join(work, 'home-npx'), 'npx', ['--no-install', 'jupyter-expose']);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout).toContain('npx jupyter-expose undo');
    expect(readFileSync(join(work, 'home-npx/.jupyter/jupyter_notebook_config.py'), 'utf8')).toContain(
      'c.ServerApp.port = 8100',
    );
  });

  itNeeds('node')('runs init on the oldest Node that is supported', () => {
    const { bin, version } = oldestNode();
    const script = join(app, 'node_modules/jupyter-expose/bin/jupyter-expose.js');
    expect(run(bin, ['--version'], { cwd: app, env: cleanEnv(work) }).stdout.trim()).toBe(`v${version}`);
    const { code, stderr } = init(join(work, 'home-oldest'), bin, [script]);
    expect({ code, stderr }).toMatchObject({ code: 0 });
  });

  it('brings no package that runs a script when it is installed', () => {
    const running = readManifests().filter(
      ([, { scripts = {} }]) => scripts.preinstall ?? scripts.install ?? scripts.postinstall,
    );
    expect(running.map(([path]) => path)).toEqual([]);
  });

  it('brings only packages whose licences allow everybody to use them', () => {
    const others = readManifests().filter(([, { license }]) => !isPermissive(String(license)));
    expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
  });

  it('lists the versions of all runtime packages, with checksums and licences', () => {
    const sbom = JSON.parse(
      readFileSync(join(app, 'node_modules/jupyter-expose/dist/sbom.cdx.json'), 'utf8'),
    );
    const locked = Object.entries<Locked>(
      JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages,
    )
      .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
      .map(([path, { version }]) => `${path.replace(/^.*node_modules\//, '')}@${version}`);
    const components: Component[] = sbom.components;
    expect(components.map((one) => `${one.name}@${one.version}`).sort()).toEqual([...new Set(locked)].sort());
    const installed = readManifests().map(([, { name }]) => name);
    const named = [...components.map(({ name }) => name), 'jupyter-expose'];
    expect(installed.filter((name) => !named.includes(name))).toEqual([]);
    expect(components.filter(({ hashes, licenses }) => !hashes?.length || !licenses?.length)).toEqual([]);
  });

  it('is the same bytes from a clone in another directory, with another umask, later', () => {
    const clone = join(work, 'another clone');
    copyClone(clone);
    chmodSync(join(clone, 'README.md'), 0o600);
    symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
    const pack = ['-c', 'umask 077; exec npm pack --dry-run --json'];
    const { stdout } = run('/bin/sh', pack, { cwd: clone, env: cleanEnv(work) });
    expect(JSON.parse(stdout)).toMatchObject([{ integrity }]);
  });

  it('is a library with types that a strict TypeScript project can use', () => {
    const source = [
      "import { hashPassword, patchConfig, readSettings, verifyPassword } from 'jupyter-expose';",
      "const { source, edits } = patchConfig('', { 'ServerApp.port': 9000 });",
      'const text: string = source;',
      "const how: 'replaced' | 'uncommented' | 'appended' | 'unchanged' | undefined = edits[0]?.how;",
      'const line: number | undefined = readSettings(text).settings[0]?.line;',
      "const right: boolean = await verifyPassword('a', await hashPassword('a', 'sha1'));",
      'console.log(JSON.stringify([text.includes(String(9000)), how, typeof line, right]));',
    ];
    writeFileSync(join(app, 'use.mts'), source.join('\n'));
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const flags = [
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--types',
      '',
      '--lib',
      'es2023,dom',
      'use.mts',
    ];
    const compiled = run(process.execPath, [tsc, ...flags], { cwd: app, env: cleanEnv(work) });
    expect(compiled).toMatchObject({ code: 0, stdout: '' });
    const used = run(process.execPath, ['use.mjs'], { cwd: app, env: cleanEnv(work) });
    expect(used.stdout.trim()).toBe('[true,"appended","number",true]');
    expect(existsSync(join(app, 'use.mjs'))).toBe(true);
  });
});
