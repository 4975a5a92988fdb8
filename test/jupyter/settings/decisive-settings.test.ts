import { expect, it } from 'vitest';
import type { ConfigFile, FileSetting } from '../../../src/jupyter/settings/config-file.ts';
import { linkedExtensions } from '../../../src/jupyter/settings/extensions.ts';
import { decisiveSettings } from '../../../src/jupyter/settings/layers.ts';
import type { MergePlan } from '../../../src/jupyter/settings/merge.ts';

const SERVER: MergePlan = {
  generation: 'server2',
  serverVersion: '2.17.0',
  own: 'jupyter_server_config',
  subclass: undefined,
  extensions: linkedExtensions(['jupyterlab'], { jupyterlab: '4.4.0' }),
  starter: undefined,
};
const CLASSIC: MergePlan = { ...SERVER, generation: 'classic', subclass: 'LabApp', extensions: [] };

function fileWith(...keys: readonly string[]): ConfigFile {
  const lastOf = new Map(keys.map((key, i) => [key, i]));
  const settings = keys.map(
    (key, i): FileSetting => ({
      key,
      line: i + 1,
      text: '1',
      value: 1,
      wins: lastOf.get(key) === i,
      conditional: false,
    }),
  );
  const file = { path: '/c.py', base: 'c', format: 'python', exists: true, writable: true } as const;
  return { ...file, settings, opaque: [], error: undefined };
}

it.each([
  [SERVER, ['ServerApp.port', 'NotebookApp.ip', 'LabApp.open_browser', 'JupyterApp.port']],
  [SERVER, ['PasswordIdentityProvider.hashed_password', 'IdentityProvider.token', 'ServerApp.password']],
  [CLASSIC, ['NotebookApp.port', 'LabApp.ip', 'Application.open_browser']],
])('what can decide a trait is kept (%#)', (plan, keys) => {
  const file = fileWith(...keys);
  expect(
    decisiveSettings(plan, [file])
      .get(file)
      ?.map(({ key }) => key),
  ).toEqual(keys);
});

it('of a hundred thousand other settings, and of lines that lose, nothing is merged', () => {
  const others = Array.from({ length: 100_000 }, (_, i) => `C${i % 500}.port${i}`);
  const file = fileWith(
    ...others,
    'ServerApp.quit_button',
    'Spawner.port',
    'ServerApp.port',
    'ServerApp.port',
  );
  expect(decisiveSettings(SERVER, [file]).get(file)).toEqual([
    expect.objectContaining({ key: 'ServerApp.port', line: 100_004 }),
  ]);
});
