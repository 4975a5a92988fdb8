import { expect, it } from 'vitest';
import { directoryChecks } from '../../../src/checks/host/checks.ts';
import { problems, runRecorded } from '../recorded.ts';

const PYTHON_PATH = directoryChecks.filter(({ id }) => id === 'python-path');
const SHADOWED = ['fail module-shadowed'];

const ROWS: readonly [string, string | undefined, readonly string[], readonly string[]][] = [
  ['no PYTHONPATH', undefined, ['/home/min/lib/random.py'], []],
  ['a module of Python', '/home/min/lib', ['/home/min/lib/random.py'], SHADOWED],
  [
    'a package of Jupyter, in the second folder',
    '/opt/a:/home/min/lib',
    ['/home/min/lib/traitlets.py'],
    SHADOWED,
  ],
  [
    'packages that pip installed there',
    '/opt/site',
    ['/opt/site/traitlets/__init__.py', '/opt/site/six.py'],
    [],
  ],
  ['files of other names', '/home/min/lib', ['/home/min/lib/utils.py', '/home/min/lib/pkg/random.py'], []],
];

it.each(ROWS)('the names in PYTHONPATH: %s', async (_what, path, files, expected) => {
  const found = await runRecorded(PYTHON_PATH, {
    files: Object.fromEntries(files.map((file) => [file, ''])),
    env: path === undefined ? {} : { PYTHONPATH: path },
  });
  expect(problems(found)).toEqual(expected);
  for (const { status, fix, evidence } of found) if (status === 'fail') expect(fix).toContain(evidence?.file);
});
