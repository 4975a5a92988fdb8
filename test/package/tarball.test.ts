import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itNeeds, oldestNode } from '../environments.ts';
import { cleanEnv, type Ended, ROOT, run } from './npm.ts';

let work: string;
let app: string;
let listed: string[];

/** Packs as `npm pack` does for a release, and installs the tarball into an empty folder. */
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'expose package '));
  app = join(work, 'app');
  mkdirSync(app);
  const packed = run('npm', ['pack', '--json', '--pack-destination', work], {
    cwd: ROOT,
    env: cleanEnv(work),
  });
  const [{ filename, files }] = JSON.parse(packed.stdout);
  listed = files.map(({ path }: { path: string }) => path);
  writeFileSync(join(app, 'package.json'), '{"name": "somebody", "private": true}');
  const installed = run('npm', ['install', '--no-audit', '--no-fund', join(work, filename)], {
    cwd: app,
    env: cleanEnv(work),
  });
  expect(installed).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

function init(home: string, command: string, args: string[]): Ended {
  mkdirSync(home);
  const input = 'correct horse 배터리\n*\n8100\nn\ny\n';
  return run(command, [...args, 'init'], { cwd: app, env: { ...cleanEnv(work), HOME: home }, input });
}

describe('the tarball', () => {
  it('contains what runs and what a person reads, nothing else', () => {
    const outside = listed.filter((path) => !/^(bin|dist)\//.test(path)).sort();
    expect(outside).toEqual(['CHANGELOG.md', 'LICENSE', 'README.ko.md', 'README.md', 'package.json']);
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
    const manifests = readdirSync(join(app, 'node_modules'), { recursive: true, encoding: 'utf8' })
      .filter((path) => /^(@[^/]+\/)?[^/@]+\/package\.json$/.test(path))
      .map((path) => [path, JSON.parse(readFileSync(join(app, 'node_modules', path), 'utf8'))] as const);
    expect(manifests.length).toBeGreaterThan(20);
    const running = manifests.filter(
      ([, { scripts = {} }]) => scripts.preinstall ?? scripts.install ?? scripts.postinstall,
    );
    expect(running.map(([path]) => path)).toEqual([]);
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
