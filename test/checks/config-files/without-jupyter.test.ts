import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { complaintsOfFiles } from '../../../src/checks/config-files/without-jupyter.ts';
import { formatOf, readConfigFile } from '../../../src/jupyter/settings/config-file.ts';
import { environment, itNeeds } from '../../environments.ts';
import { localSystem } from '../../jupyter/local-system.ts';

itNeeds('nb64')('a fault that only a Python sees is told, of the right file and line', async () => {
  const home = mkdtempSync(join(tmpdir(), 'without jupyter '));
  const system = localSystem({ env: { PATH: dirname(environment('nb64').python) }, home });
  const texts = {
    'jupyter_config.json': '{"ServerApp": {"port": 8888}}\n',
    'jupyter_config.py': 'c.ServerApp.port = 8888\n',
    'jupyter_lab_config.py': "c.ServerApp.ip = '*'\nreturn 5\n",
  };
  const files = await Promise.all(
    Object.entries(texts).map(([name, text]) => {
      writeFileSync(join(home, name), text);
      return readConfigFile(join(home, name), name.replace(/\..*/, ''), formatOf(name), system);
    }),
  );
  expect(await complaintsOfFiles({ files }, system)).toEqual([
    {
      kind: 'config-error',
      file: join(home, 'jupyter_lab_config.py'),
      line: 2,
      text: "SyntaxError: 'return' outside function",
    },
  ]);
  rmSync(home, { recursive: true });
});
