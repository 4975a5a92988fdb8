import { expect, it } from 'vitest';
import { commandOptions, configArguments, startsJupyter } from '../../../src/checks/host/server-account.ts';
import { resolveOffline } from '../../../src/situation/listen-reach.ts';
import { recordedSystem } from '../../checks/recorded.ts';

const { files } = recordedSystem({
  files: { '/etc/hosts': '127.0.0.1 localhost\n10.0.0.5 Box box.home # mine\n' },
});

it.each([
  ['box', 'addresses'],
  ['box.home', 'addresses'],
  ['mine', 'unknown'],
  ['desk.lan', 'unknown'],
  ['주피터.example', 'unknown'],
  ['127.1', 'unknown'],
  ['192.168.0.999', 'impossible'],
  ['192.168.0.1.1', 'impossible'],
  ['http://192.168.0.3', 'impossible'],
  ['192.168.0.3:8888', 'impossible'],
  ['*.*', 'impossible'],
  ['jupyter.invalid', 'impossible'],
])('the name %s is %s without asking the network', async (name, kind) => {
  expect((await resolveOffline(name, files)).kind).toBe(kind);
});

it.each([
  [['--port=9000'], ['port 9000']],
  [['--port', '9000', '--no-browser'], ['port 9000']],
  [['--ServerApp.ip=0.0.0.0', '--ip=127.0.0.1'], ['ip 127.0.0.1']],
  [['--port-retries=0'], ['port_retries 0']],
  [['--report=9000', 'port=1'], []],
])('the words %j set %j', (args, expected) => {
  expect(commandOptions(args).map(({ trait, value }) => `${trait} ${value}`)).toEqual(expected);
});

it('finds --config in both spellings', () => {
  expect(configArguments(['lab', '--config=/a.py'])).toEqual(['/a.py']);
  expect(configArguments(['lab', '--config', '/a.py', '--configure=x'])).toEqual(['/a.py']);
});

it.each([
  [['/usr/bin/python3', '/usr/bin/jupyter-lab', '--port=1'], true],
  [['/usr/bin/python3', '/usr/bin/jupyter', 'notebook'], true],
  [['python', '-m', 'jupyterlab'], true],
  [['vim', 'jupyter_notebook_config.py'], false],
  [['/usr/bin/python3', '-m', 'ipykernel_launcher'], false],
  [['jupyter', 'kernelspec', 'list'], false],
])('%j starts a server: %s', (args, expected) => {
  expect(startsJupyter(args)).toBe(expected);
});
