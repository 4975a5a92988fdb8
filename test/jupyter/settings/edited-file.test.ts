import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { requireCompiling } from '../../../src/command/edited-files.ts';
import { findBroken } from '../../../src/jupyter/settings/compiles.ts';
import { COMPARE_SCRIPT, comparisonInput } from '../../../src/jupyter/settings/edited-file.ts';
import { Situation } from '../../../src/situation/situation.ts';
import { environment, itNeeds } from '../../environments.ts';
import { fakeNetwork } from '../../net/fake-network.ts';
import { localSystem } from '../local-system.ts';

interface Row {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly settings: Readonly<Record<string, number>>;
  readonly remove: readonly string[];
  readonly keys?: readonly string[];
  readonly broken?: boolean;
}

const NONE = { settings: {}, remove: [] };
const SET = { settings: { 'A.x': 2 }, remove: [] };

/** What real traitlets says about an edit: undefined where nothing else changed. */
const ROWS: readonly Row[] = [
  { name: 'only what was set', before: 'c.A.x = 1\n', after: 'c.A.x = 2\n', ...SET },
  {
    name: 'only what was removed',
    before: 'c.A.x = 1\nc.A.y = 1\n',
    after: 'c.A.y = 1\n',
    settings: {},
    remove: ['A.x'],
  },
  { name: 'another setting', before: 'c.A.y = 1\n', after: 'c.A.y = 2\n', ...NONE, keys: ['A.y'] },
  { name: 'a setting more', before: '', after: 'c.A.x = 2\nc.B.y = 3\n', ...SET, keys: ['B.y'] },
  { name: 'another type', before: '', after: 'c.A.x = 2.0\n', ...SET, keys: ['A.x'] },
  {
    name: 'a nested section',
    before: 'c.A.B.z = 1\n',
    after: 'c.A.B.z = 1\nc.A.x = 2\nc.A.B.z = 0\n',
    ...SET,
    keys: ['A.B.z'],
  },
  {
    name: 'what is another section as well',
    before: 'c.A = c.B\n',
    after: 'c.A = c.B\nc.A.x = 2\n',
    ...SET,
    keys: ['B.x'],
  },
  { name: 'a file that breaks', before: 'c.A.x = 1\n', after: ';\n', ...NONE, broken: true },
  { name: 'a file that was broken', before: '1 / 0\n', after: 'c.B.y = 1\n', ...NONE },
  {
    name: 'what is new at each reading',
    before: 'import os\nc.B.y = os.urandom(9)\n',
    after: 'import os\nc.B.y = os.urandom(9)\nc.A.x = 2\n',
    ...SET,
  },
  {
    name: 'what counts the readings',
    before: 'import os\nos.n = getattr(os, "n", 0) + 1\nc.B.y = os.n\n',
    after: 'import os\nos.n = getattr(os, "n", 0) + 1\nc.B.y = os.n\nc.A.x = 2\n',
    ...SET,
  },
  {
    name: 'an object without a value',
    before: 'c.B.y = [object(), max]\n',
    after: 'c.B.y = [object(), max]\nc.A.x = 2\n',
    ...SET,
  },
  {
    name: 'the file beside it',
    before: 'load_subconfig("beside.py")\n',
    after: 'load_subconfig("beside.py")\nc.A.x = 2\n',
    ...SET,
  },
];

itNeeds('nb7')('an edit is judged by every setting of the file, before and after', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jx-edited-'));
  try {
    writeFileSync(join(folder, 'beside.py'), 'c.B.y = __file__\n');
    const edited = ROWS.map(({ before, after, settings, remove }, i) => {
      const path = join(folder, `한글 ${i}.py`);
      writeFileSync(path, after);
      return { path, before: Buffer.from(before), settings, remove };
    });
    const script = `import json, os, sys\n${COMPARE_SCRIPT}\nprint(json.dumps(side_effects(json.loads(sys.stdin.read()))))`;
    const input = comparisonInput(edited);
    const said = execFileSync(environment('nb7').python, ['-c', script], { input, env: { LC_ALL: 'C' } });
    const effects = JSON.parse(said.toString());
    const wanted = ROWS.flatMap(({ keys = [], broken = false }, i) =>
      keys.length > 0 || broken ? [{ path: edited[i]?.path, keys, broken }] : [],
    );
    expect(effects).toEqual(wanted);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

itNeeds('nb7')(
  'a file that compiled before and does not after its edit is found without running it',
  async () => {
    const system = localSystem({ env: { PATH: join(environment('nb7').dir, 'bin') }, home: tmpdir() });
    const file = (path: string, before: string, after: string) => ({
      path,
      before: Buffer.from(before),
      after: Buffer.from(after),
    });
    const good = file('good', '# coding: cp949\nx = 1\n', 'raise SystemExit\n');
    expect(await findBroken([good, file('was broken', 'x = (\n', 'x = [\n')], system)).toBeUndefined();
    const broken = file('broken', 'x = 1\n', '# \u00e9\nx = 1\n ; \n');
    expect(await findBroken([good, broken], system)).toEqual({ path: 'broken', line: 3, column: 1 });
    const undecodable = { ...broken, after: Buffer.from('x = "\u00e9"\n', 'latin1') };
    expect(await findBroken([undecodable], system)).toMatchObject({ path: 'broken' });
    expect(
      await findBroken([broken], localSystem({ env: { PATH: '/nowhere' }, home: tmpdir() })),
    ).toBeUndefined();
  },
);

itNeeds('nb7')(
  'where no Jupyter reads the file back, an edit that breaks it is refused before it is written',
  async () => {
    const system = localSystem({ env: { PATH: join(environment('nb7').dir, 'bin') }, home: tmpdir() });
    const situation = new Situation({ system, network: fakeNetwork() });
    const change = {
      kind: 'edit-settings',
      format: 'python',
      path: '/a.py',
      settings: {},
      remove: ['A.x'],
      secret: [],
    } as const;
    const state = (text: string) => ({ bytes: Buffer.from(text), mode: 0o600 });
    const one = { change, path: '/a.py', realPath: '/a.py', already: false, edits: [] };
    const plan = (before: string, after: string) => ({
      command: 'config unset',
      changes: [{ ...one, before: state(before), after: state(after) }],
      already: [],
    });
    const broken = plan('c.A.x = 1;\n', ';\n');
    const wanted = expect.objectContaining({ code: 'refused', line: 1, file: '/a.py' });
    await expect(requireCompiling(system, situation, broken, true)).rejects.toEqual(wanted);
    await requireCompiling(system, situation, broken, false);
    await requireCompiling(system, situation, plan('c.A.x = (\n', ';\n'), true);
  },
);
