import { expect, it } from 'vitest';
import { directoryChecks } from '../../../src/checks/host/checks.ts';
import { statedTarget } from '../../../src/jupyter/target.ts';
import { problems, type RecordedFiles, runRecorded } from '../recorded.ts';

const PARTS = directoryChecks.filter(({ id }) => id === 'config-parts');
const HOME = '/home/min/.jupyter';
const LIST = `${HOME}/jupyter_server_config.d/x.json`;
const PAGE = `${HOME}/labconfig/page_config.json`;
const THEME = `${HOME}/lab/user-settings/@jupyterlab/apputils-extension/themes.jupyterlab-settings`;
const BROKEN = 'fail config-part-broken';
const OLD = { ...statedTarget('lab'), serverVersion: '1.24.0' };

const ROWS: readonly [string, RecordedFiles, string | undefined, number?][] = [
  [
    'a list of extensions that is cut off',
    { [LIST]: '{"ServerApp": {\n"jpserver_extensions": {' },
    BROKEN,
    2,
  ],
  ['a comma too many', { [LIST]: '{\n"a": 1,\n}\n' }, BROKEN, 3],
  ['an empty page_config.json', { [PAGE]: '' }, BROKEN, 1],
  ['those that are right', { [LIST]: '{"ServerApp": {}}', [PAGE]: '{}\n' }, undefined],
  ['a backup', { [`${LIST}.old`]: '{' }, undefined],
  [
    'settings of JupyterLab with comments',
    { [THEME]: '// mine }\n{ \'theme\': "Dark {", /* } */ }' },
    undefined,
  ],
  ['settings of JupyterLab that are cut off', { [THEME]: '{\n"theme": "Dark"\n' }, BROKEN, 2],
  ['settings of JupyterLab that are empty', { [THEME]: '' }, undefined],
  ['settings of JupyterLab after a crash', { [THEME]: '{}\0\0' }, BROKEN, 1],
];

it.each(ROWS)('JSON beside the config: %s', async (_what, files, expected, line) => {
  const found = await runRecorded(PARTS, { files, facts: { target: OLD } });
  expect(problems(found)).toEqual(expected === undefined ? [] : [expected]);
  if (expected !== undefined) expect(found[0]?.evidence).toMatchObject({ file: Object.keys(files)[0], line });
});

it.each([LIST, PAGE])('a server that skips %s is fine without it', async (path) => {
  const facts = { target: { ...statedTarget('lab'), serverVersion: '2.21.1' } };
  const found = await runRecorded(PARTS, { files: { [path]: '' }, facts });
  expect(problems(found)).toEqual(['warn config-part-broken']);
});
