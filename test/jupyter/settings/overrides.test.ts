import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { overrides } from '../../../src/jupyter/settings/overrides.ts';
import { readSettingSources } from '../../../src/jupyter/settings/sources.ts';
import { statedTarget } from '../../../src/jupyter/target.ts';
import type { System } from '../../../src/system/system.ts';
import { localSystem } from '../local-system.ts';

let home: string;
let folder: string;
beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'jupyter-expose-')));
  folder = join(home, '.jupyter');
  await mkdir(folder);
});
afterEach(() => rm(home, { recursive: true }));

const file = (name: string) => join(folder, name);
const write = (name: string, text: string) => writeFile(file(name), text);
const system = (): System => localSystem({ env: { HOME: home }, home });
const NOTEBOOK7 = statedTarget('notebook', '7.6');
const OURS = 'jupyter_notebook_config.py';

describe('where a setting comes from', () => {
  it('names winner, losers and what is ignored, with their lines', async () => {
    await write('jupyter_server_config.json', '{\n  "ServerApp": {\n    "port": 9003\n  }\n}\n');
    await write('jupyter_server_config.py', 'c.ServerApp.port = 9001\nc.ServerApp.port = 9002\n');
    await write(OURS, '\nc.NotebookApp.port = 9004\nc.LabApp.port = 9005\n');
    const { traits } = await readSettingSources(NOTEBOOK7, system());
    expect(
      traits.port.map(({ file: path, line, key, value, role }) => [path, line, key, value, role]),
    ).toEqual([
      [file('jupyter_server_config.json'), 3, 'ServerApp.port', 9003, 'wins'],
      [file('jupyter_server_config.py'), 2, 'ServerApp.port', 9002, 'loses'],
      [file(OURS), 2, 'NotebookApp.port', 9004, 'loses'],
      [file('jupyter_server_config.py'), 1, 'ServerApp.port', 9001, 'loses'],
      [file(OURS), 3, 'LabApp.port', 9005, 'ignored'],
    ]);
    expect(traits.ip).toEqual([]);
  });

  it('calls NotebookApp.open_browser ignored on notebook 7, and the winner on notebook 6', async () => {
    await write(OURS, 'c.NotebookApp.open_browser = False\n');
    const roles = async (version: string) =>
      (await readSettingSources(statedTarget('notebook', version), system())).traits.open_browser.map(
        ({ role }) => role,
      );
    expect(await roles('7.6')).toEqual(['ignored']);
    expect(await roles('6.4')).toEqual(['wins']);
  });

  it('keeps going where a file cannot be read', async () => {
    await write('jupyter_server_config.py', 'c.ServerApp.ip = """\n');
    await write('jupyter_server_config.json', '{"ServerApp": ');
    await write(OURS, 'c.ServerApp.port = 9001\n');
    const { files, traits } = await readSettingSources(NOTEBOOK7, system());
    expect(files.filter(({ error }) => error !== undefined).map(({ path }) => path)).toEqual([
      file('jupyter_server_config.py'),
      file('jupyter_server_config.json'),
    ]);
    expect(traits.port[0]?.value).toBe(9001);
  });
});

describe('what else must change for the chosen values to hold', () => {
  it('is nothing on a fresh machine', async () => {
    const sources = await readSettingSources(NOTEBOOK7, system());
    expect(overrides(NOTEBOOK7, sources, file(OURS), { port: 8100, password: 'h' })).toEqual({
      edits: [],
      blocked: [],
    });
  });

  it('is nothing where the stronger line says the same already', async () => {
    await write('jupyter_server_config.py', 'c.ServerApp.port = 8100\n');
    const sources = await readSettingSources(NOTEBOOK7, system());
    expect(overrides(NOTEBOOK7, sources, file(OURS), { port: 8100 }).edits).toEqual([]);
  });

  it('is each stronger line, where it stands and in its own spelling', async () => {
    await write('jupyter_server_config.json', '{"ServerApp": {"password": "old"}}');
    await write(OURS, 'c.NotebookApp.port = 9004\n');
    const sources = await readSettingSources(NOTEBOOK7, system());
    const { edits, blocked } = overrides(NOTEBOOK7, sources, file(OURS), { password: 'h', port: 8100 });
    expect(blocked).toEqual([]);
    expect(edits.map(({ path, format, settings }) => [path, format, settings])).toEqual([
      [file('jupyter_server_config.json'), 'json', { 'ServerApp.password': 'h' }],
      [file(OURS), 'python', { 'NotebookApp.port': 8100 }],
    ]);
    expect(edits[1]?.because).toEqual([
      { file: file(OURS), line: 1, key: 'NotebookApp.port', trait: 'port' },
    ]);
  });

  it.each([
    ['in an if', 'import os\nif os.environ.get("X"):\n    c.ServerApp.port = 9001\n'],
    ['computed', 'c.ServerApp.port = int("9001")\n'],
    ['set by code', 'c.ServerApp.update({"port": 9001})\n'],
  ])('is a stronger line %s', async (_name, text) => {
    await write('jupyter_server_config.py', text);
    const sources = await readSettingSources(NOTEBOOK7, system());
    expect(
      overrides(NOTEBOOK7, sources, file(OURS), { port: 8100 }).edits.map(({ settings }) => settings),
    ).toEqual([{ 'ServerApp.port': 8100 }]);
  });

  it('is blocked by a file that may not be written', async () => {
    await write('jupyter_server_config.py', '\nc.ServerApp.port = 9001\n');
    const real = system();
    const files = {
      ...real.files,
      isWritable: async (path: string) => path !== file('jupyter_server_config.py'),
    };
    const sources = await readSettingSources(NOTEBOOK7, { ...real, files });
    const { edits, blocked } = overrides(NOTEBOOK7, sources, file(OURS), { port: 8100 });
    expect(edits).toEqual([]);
    expect(blocked).toEqual([
      { file: file('jupyter_server_config.py'), line: 2, key: 'ServerApp.port', trait: 'port' },
    ]);
  });
});
