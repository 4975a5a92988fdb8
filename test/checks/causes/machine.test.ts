import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { hashPassword } from '../../../src/jupyter/password/hash.ts';
import { withoutPrivilege } from '../../commands/without-privilege.ts';
import type { Environment } from '../../environments.ts';
import { get } from '../../real/client.ts';
import { freePort } from '../../real/proxy.ts';
import { makeVenvBeside } from '../../real/venv-beside.ts';
import type { Bench } from './bench.ts';
import { describeCauses } from './causes.ts';

const NB = 'jupyter_notebook_config.py';
const JS = 'jupyter_server_config.py';
const quiet = { open_browser: 'False', port_retries: '0' };

function configure(bench: Bench, section: string, settings: Record<string, string>): string {
  const text = Object.entries({ ...quiet, ...settings }).map(
    ([name, value]) => `c.${section}.${name} = ${value}\n`,
  );
  return bench.home.write(section === 'NotebookApp' ? NB : JS, text.join(''), 0o600);
}

/** Something else listens on a port until the bench is closed. */
async function occupy(bench: Bench): Promise<number> {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen({ port: 0, host: '127.0.0.1' }, resolve));
  bench.later(() => void other.close());
  const address = other.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A user id that is nobody's here. */
const OTHER_USER = 54_321;

describeCauses('the server does not start', [
  {
    id: 'ip-foreign',
    what: 'the address is that of the router, or the one from before the last reboot',
    on: 'nb7',
    prepare: (bench) => void configure(bench, 'ServerApp', { ip: "'203.0.113.7'" }),
    symptom: async (bench) => expect(await bench.startFails()).toContain('Cannot assign requested address'),
  },
  {
    id: 'ip-star-crash',
    what: "ip = '*' on notebook 5.7, as the documentation said",
    on: 'nb57',
    prepare: (bench) => void configure(bench, 'NotebookApp', { ip: "'*'" }),
    symptom: async (bench) => expect(await bench.startFails()).toContain('gaierror'),
  },
  {
    id: 'ip-unresolvable',
    what: 'a number of the address is too large',
    on: 'nb64',
    inNamespace: true,
    prepare: (bench) => void configure(bench, 'NotebookApp', { ip: "'192.168.0.999'" }),
    symptom: async (bench) => expect(await bench.startFails()).toContain('gaierror'),
  },
  {
    id: 'ip-unresolvable',
    what: 'a whole URL was pasted as the address',
    on: 'lab36',
    app: 'lab',
    inNamespace: true,
    prepare: (bench) => void configure(bench, 'ServerApp', { ip: "'http://192.168.0.3'" }),
    symptom: async (bench) => expect(await bench.startFails()).toMatch(/gaierror|UnicodeError/),
  },
  {
    id: 'port-held',
    what: 'another program has the port',
    on: 'lab3',
    app: 'lab',
    prepare: async (bench) =>
      void configure(bench, 'ServerApp', { ip: "'127.0.0.1'", port: String(await occupy(bench)) }),
    symptom: async (bench) => expect(await bench.startFails()).toMatch(/port \d+ is not available/),
  },
  {
    id: 'port-privileged',
    what: 'port 443 as an ordinary user',
    on: 'nb64',
    inNamespace: true,
    prepare: (bench) => {
      configure(bench, 'NotebookApp', { ip: "'127.0.0.1'", port: '443' });
      const drop = '-net_bind_service';
      bench.prefix = ['setpriv', `--bounding-set=${drop}`, `--inh-caps=${drop}`];
    },
    symptom: async (bench) => expect(await bench.startFails()).toContain('Permission to listen on port 443'),
  },
  {
    id: 'runtime-dir-not-writable',
    what: 'the runtime directory belongs to root since somebody used sudo',
    on: 'nb7',
    prepare: (bench) => {
      configure(bench, 'ServerApp', { ip: "'127.0.0.1'" });
      foreignDirectory(bench, bench.home.at('.local', 'share', 'jupyter', 'runtime'));
    },
    symptom: async (bench) => expect(await bench.startFails()).toContain('Permission denied'),
  },
  {
    id: 'cookie-secret-unreadable',
    what: 'the secret of the login cookies belongs to root since somebody used sudo',
    on: 'nb64',
    prepare: (bench) => {
      configure(bench, 'NotebookApp', { ip: "'127.0.0.1'" });
      const directory = bench.home.at('.local', 'share', 'jupyter', 'runtime');
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      const file = join(directory, 'notebook_cookie_secret');
      writeFileSync(file, 'secret', { mode: 0o600 });
      chownSync(file, OTHER_USER, OTHER_USER);
      bench.prefix = withoutPrivilege();
    },
    symptom: async (bench) => expect(await bench.startFails()).toContain('Permission denied'),
  },
]);

/** A directory of somebody else's, who lets nobody in; and a person to whom that matters. */
function foreignDirectory(bench: Bench, path: string): void {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o700);
  chownSync(path, OTHER_USER, OTHER_USER);
  bench.prefix = withoutPrivilege();
}

const isServed = async (port: number) =>
  expect((await get({ host: '127.0.0.1', port, path: 'api' })).status).toBe(200);

/** Config that lets a Jupyter move, with the port of somebody else. */
async function mayMove(bench: Bench, section: string, port: number): Promise<void> {
  configure(bench, section, { ip: "'127.0.0.1'", port: String(port), port_retries: '50' });
}

async function movesAway(bench: Bench, wanted: () => number): Promise<void> {
  const { port } = await bench.start();
  expect(port).not.toBe(wanted());
  await isServed(port);
}

/** What a `prepare` tells its `symptom`. */
const chosen = new WeakMap<Bench, number>();
const portOf = (bench: Bench) => chosen.get(bench) ?? 0;

describeCauses('it serves on another port than the one that is configured', [
  {
    id: 'port-moved',
    what: 'another program has the port, and Jupyter moved on',
    needsSymptom: true,
    on: 'lab3',
    app: 'lab',
    async prepare(bench) {
      chosen.set(bench, await occupy(bench));
      await mayMove(bench, 'ServerApp', portOf(bench));
    },
    symptom: (bench) => movesAway(bench, () => portOf(bench)),
  },
  {
    id: 'stale-server',
    what: 'the Jupyter of yesterday still has the port, notebook 7',
    needsSymptom: true,
    on: 'nb7',
    async prepare(bench) {
      chosen.set(bench, await freePort());
      await mayMove(bench, 'ServerApp', portOf(bench));
      expect((await bench.start()).port).toBe(portOf(bench));
    },
    symptom: (bench) => movesAway(bench, () => portOf(bench)),
  },
  {
    id: 'stale-server',
    what: 'the Jupyter of yesterday still has the port, notebook 6.0',
    on: 'nb60',
    async prepare(bench) {
      chosen.set(bench, await freePort());
      await mayMove(bench, 'NotebookApp', portOf(bench));
      expect((await bench.start()).port).toBe(portOf(bench));
    },
    symptom: (bench) => movesAway(bench, () => portOf(bench)),
  },
  {
    id: 'command-line-wins',
    what: 'it was started with --port',
    needsSymptom: true,
    on: 'nb64',
    async prepare(bench) {
      chosen.set(bench, await freePort());
      await mayMove(bench, 'NotebookApp', portOf(bench));
    },
    async symptom(bench) {
      const other = await freePort();
      expect((await bench.start({ args: [`--port=${other}`] })).port).toBe(other);
      expect(other).not.toBe(portOf(bench));
    },
  },
  {
    id: 'restart-needed',
    what: 'the port was changed while it ran',
    needsSymptom: true,
    on: 'lab36',
    app: 'lab',
    async prepare(bench) {
      await mayMove(bench, 'ServerApp', await freePort());
    },
    async symptom(bench) {
      const { port } = await bench.start();
      const wanted = await freePort();
      await mayMove(bench, 'ServerApp', wanted);
      expect(port).not.toBe(wanted);
      await isServed(port);
    },
  },
]);

const baseAnswers = async (port: number, base: string) =>
  (await get({ host: '127.0.0.1', port, basePath: base, path: 'api' })).status;

describeCauses('the server does not have the settings of the files', [
  {
    id: 'restart-needed',
    what: 'the config was changed and Jupyter not restarted',
    on: 'nb60',
    async prepare(bench) {
      chosen.set(bench, await freePort());
      configure(bench, 'NotebookApp', { ip: "'127.0.0.1'", port: String(portOf(bench)) });
      await bench.start();
      const settings = { ip: "'127.0.0.1'", port: String(portOf(bench)), base_url: "'/new/'" };
      configure(bench, 'NotebookApp', settings);
    },
    symptom: async (bench) => expect(await baseAnswers(portOf(bench), '/new/')).toBe(404),
  },
  {
    id: 'config-dir-foreign',
    what: 'the config directory belongs to root since somebody used sudo',
    on: 'lab30',
    app: 'lab',
    async prepare(bench) {
      const file = configure(bench, 'ServerApp', { ip: "'127.0.0.1'", base_url: "'/new/'" });
      foreignDirectory(bench, dirname(file));
      chosen.set(bench, (await bench.start({ args: ['--no-browser'] })).port);
    },
    symptom: async (bench) => expect(await baseAnswers(portOf(bench), '/new/')).toBe(404),
  },
  {
    id: 'other-config',
    what: 'the service was started with a --config of its own',
    on: 'nb7',
    async prepare(bench) {
      chosen.set(bench, await freePort());
      const file = bench.home.at('service.py');
      writeFileSync(file, `c.ServerApp.port = ${portOf(bench)}\nc.ServerApp.open_browser = False\n`);
      const settings = { ip: "'127.0.0.1'", port: String(portOf(bench)), base_url: "'/new/'" };
      configure(bench, 'ServerApp', settings);
      await bench.start({ args: [`--config=${file}`] });
    },
    symptom: async (bench) => expect(await baseAnswers(portOf(bench), '/new/')).toBe(404),
  },
  {
    id: 'other-config',
    what: 'the service runs with a JUPYTER_CONFIG_DIR of its own',
    on: 'lab3',
    app: 'lab',
    async prepare(bench) {
      chosen.set(bench, await freePort());
      const settings = { ip: "'127.0.0.1'", port: String(portOf(bench)), base_url: "'/new/'" };
      configure(bench, 'ServerApp', settings);
      mkdirSync(bench.home.at('service'));
      const env = { JUPYTER_CONFIG_DIR: bench.home.at('service') };
      await bench.start({ env, args: [`--port=${portOf(bench)}`, '--no-browser'] });
    },
    symptom: async (bench) => expect(await baseAnswers(portOf(bench), '/new/')).toBe(404),
  },
  {
    id: 'other-config',
    what: "it is another user's Jupyter, with a home of its own",
    on: 'nb64',
    async prepare(bench) {
      chosen.set(bench, await freePort());
      const settings = { ip: "'127.0.0.1'", port: String(portOf(bench)), base_url: "'/new/'" };
      configure(bench, 'NotebookApp', settings);
      const home = bench.home.at('service');
      mkdirSync(home);
      await bench.start({ home, args: [`--port=${portOf(bench)}`, '--no-browser'] });
    },
    symptom: async (bench) => expect(await baseAnswers(portOf(bench), '/new/')).toBe(404),
  },
  {
    id: 'command-line-wins',
    what: 'the command that starts it has its own --base_url',
    on: 'nb64',
    async prepare(bench) {
      chosen.set(bench, await freePort());
      const settings = { ip: "'127.0.0.1'", port: String(portOf(bench)), base_url: "'/new/'" };
      configure(bench, 'NotebookApp', settings);
      await bench.start({ args: ['--NotebookApp.base_url=/old/'] });
    },
    symptom: async (bench) => expect(await baseAnswers(portOf(bench), '/new/')).toBe(404),
  },
]);

/** The server as it must be: reached with its token, which is nobody's guess. */
const TOKEN = 'f3a9c1d47be05826f3a9c1d47be05826f3a9c1d47be05826';

async function kernelAnswer(bench: Bench, environment = bench.environment): Promise<number> {
  const { port } = await bench.start({ environment });
  const answer = await fetch(`http://127.0.0.1:${port}/api/kernels`, {
    method: 'POST',
    headers: { authorization: `token ${TOKEN}`, 'content-type': 'application/json' },
    body: '{"name": "python3"}',
  });
  return answer.status;
}

async function withToken(bench: Bench, section: 'NotebookApp' | 'ServerApp'): Promise<void> {
  const settings = { ip: "'127.0.0.1'", port: String(await freePort()), token: `'${TOKEN}'` };
  configure(bench, section, settings);
}

function writeKernel(bench: Bench, text: string): void {
  const directory = bench.home.at('.local', 'share', 'jupyter', 'kernels', 'python3');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'kernel.json'), text);
}

/** The same Jupyter in an environment of its own, without the package of the Python kernel. */
function withoutKernel(bench: Bench): Environment {
  const made = makeVenvBeside(bench.environment, bench.home.at('venv'));
  const ask = "import sysconfig; print(sysconfig.get_paths()['purelib'])";
  const packages = (python: string) => execFileSync(python, ['-c', ask], { encoding: 'utf8' }).trim();
  const [from, to] = [packages(bench.environment.python), packages(made.python)];
  rmSync(join(to, 'borrowed.pth'));
  for (const name of readdirSync(from)) {
    if (!name.startsWith('ipykernel')) symlinkSync(join(from, name), join(to, name));
  }
  rmSync(join(made.dir, 'share', 'jupyter'));
  return made;
}

describeCauses('no kernel starts', [
  {
    id: 'kernel-spec-broken',
    what: 'the environment that the kernel was made in is gone, Lab 3',
    on: 'lab30',
    app: 'lab',
    async prepare(bench) {
      await withToken(bench, 'ServerApp');
      writeKernel(
        bench,
        '{"argv": ["/opt/old/bin/python", "-m", "ipykernel_launcher"], "display_name": "x"}',
      );
    },
    symptom: async (bench) => expect(await kernelAnswer(bench)).toBe(500),
  },
  {
    id: 'kernel-spec-broken',
    what: 'the environment that the kernel was made in is gone, notebook 6',
    on: 'nb64',
    async prepare(bench) {
      await withToken(bench, 'NotebookApp');
      writeKernel(
        bench,
        '{"argv": ["/opt/old/bin/python", "-m", "ipykernel_launcher"], "display_name": "x"}',
      );
    },
    symptom: async (bench) => expect(await kernelAnswer(bench)).toBe(500),
  },
  {
    id: 'kernel-spec-unreadable',
    what: 'kernel.json was edited by hand and lost a bracket',
    on: 'nb60',
    async prepare(bench) {
      await withToken(bench, 'NotebookApp');
      writeKernel(bench, '{"argv": ["python", "-m", "ipykernel_launcher", "display_name": "x"}');
    },
    symptom: async (bench) => expect(await kernelAnswer(bench)).toBe(500),
  },
  {
    id: 'kernel-none',
    what: 'the environment has Jupyter, and no ipykernel',
    needsSymptom: true,
    on: 'nb7',
    prepare: (bench) => withToken(bench, 'ServerApp'),
    symptom: async (bench) => expect(await kernelAnswer(bench, withoutKernel(bench))).toBe(500),
    env: (bench) => ({ PATH: [bench.home.at('venv', 'bin'), '/usr/bin', '/bin'].join(':') }),
  },
]);

/** What a person put into ~/.config/systemd/user. */
function writeUnit(bench: Bench, text: string): string {
  const directory = bench.home.at('.config', 'systemd', 'user');
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'jupyter.service');
  writeFileSync(file, `[Service]\n${text}`);
  return file;
}

/** Starts what the unit's ExecStart names, as systemd would; Jupyter has its settings or not. */
const startsWithout = async (bench: Bench, args: readonly string[]) => {
  const { port } = await bench.start({ args: ['--no-browser', ...args] });
  expect(await baseAnswers(port, '/new/')).toBe(404);
};

describeCauses('the service runs without the settings', [
  {
    id: 'service-config-missing',
    what: 'ExecStart names a config file that does not exist',
    on: 'nb64',
    async prepare(bench) {
      const settings = { ip: "'127.0.0.1'", port: String(await freePort()), base_url: "'/new/'" };
      configure(bench, 'NotebookApp', settings);
      writeUnit(
        bench,
        `ExecStart="${bench.environment.bin('jupyter')}" notebook --config=/home/.jupyter/jupyter_notebook_config.py\n`,
      );
    },
    symptom: (bench) => startsWithout(bench, ['--config=/home/.jupyter/jupyter_notebook_config.py']),
  },
  {
    id: 'config-argument-missing',
    what: 'the command was copied from a blog, with the --config of its author',
    needsSymptom: true,
    on: 'nb7',
    async prepare(bench) {
      const settings = { ip: "'127.0.0.1'", port: String(await freePort()), base_url: "'/new/'" };
      configure(bench, 'ServerApp', settings);
    },
    symptom: (bench) => startsWithout(bench, ['--config=/home/pi/.jupyter/jupyter_notebook_config.py']),
  },
  {
    id: 'other-config',
    what: 'the unit sets a JUPYTER_CONFIG_DIR of its own',
    needsSymptom: true,
    on: 'nb64',
    async prepare(bench) {
      const settings = { ip: "'127.0.0.1'", port: String(await freePort()), base_url: "'/new/'" };
      configure(bench, 'NotebookApp', settings);
      mkdirSync(bench.home.at('service'));
    },
    async symptom(bench) {
      const env = { JUPYTER_CONFIG_DIR: bench.home.at('service') };
      const { port } = await bench.start({ env, args: ['--no-browser'] });
      expect(await baseAnswers(port, '/new/')).toBe(404);
    },
  },
]);

/** What the last `init` decided, as it stands in expose/answers.json. */
function lastTime(bench: Bench, target: string, answers: Readonly<Record<string, unknown>>): void {
  const directory = bench.home.config('expose');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'answers.json');
  writeFileSync(path, JSON.stringify({ schema: 1, target, answers }), { mode: 0o600 });
}

async function lanStatus(bench: Bench, port: number): Promise<number> {
  const { netns } = bench;
  if (netns === undefined) throw new Error('needs its namespace');
  return (await get({ host: netns.address, port, netns, path: 'api' })).status;
}

const password = `'${await hashPassword('correct horse 배터리', 'argon2')}'`;

describeCauses('other devices get no answer, this computer does', [
  {
    id: 'ip-loopback-only',
    what: 'init let others in, and somebody set the address back to localhost by hand',
    on: 'nb64',
    inNamespace: true,
    prepare(bench) {
      configure(bench, 'NotebookApp', { ip: "'127.0.0.1'", port: '8100', password });
      lastTime(bench, 'notebook', { ip: '*', port: 8100 });
    },
    async symptom(bench) {
      await bench.start();
      expect(await lanStatus(bench, 8100)).toBe(0);
    },
  },
  {
    id: 'restart-needed',
    what: 'the address was opened while Jupyter ran',
    on: 'lab3',
    app: 'lab',
    inNamespace: true,
    async prepare(bench) {
      configure(bench, 'ServerApp', { ip: "'127.0.0.1'", port: '8100', password });
      await bench.start();
      configure(bench, 'ServerApp', { ip: "'192.168.77.10'", port: '8100', password });
      lastTime(bench, 'lab', { ip: '192.168.77.10', port: 8100 });
    },
    symptom: async (bench) => expect(await lanStatus(bench, 8100)).toBe(0),
  },
  {
    id: 'command-line-wins',
    what: 'it is started with --ip=127.0.0.1',
    needsSymptom: true,
    on: 'nb64',
    inNamespace: true,
    prepare(bench) {
      configure(bench, 'NotebookApp', { ip: "'192.168.77.10'", port: '8100', password });
      lastTime(bench, 'notebook', { ip: '192.168.77.10', port: 8100 });
    },
    async symptom(bench) {
      await bench.start({ args: ['--ip=127.0.0.1'] });
      expect(await lanStatus(bench, 8100)).toBe(0);
    },
  },
]);

/** What systemd itself says of the unit. It runs nothing. */
async function systemdSays(bench: Bench): Promise<string> {
  const file = bench.home.at('.config', 'systemd', 'user', 'jupyter.service');
  const { stderr, stdout } = await bench.exec(['systemd-analyze', 'verify', file]);
  return stdout + stderr;
}

describeCauses('systemd complains about the unit', [
  {
    id: 'service-type',
    what: 'Type=test, copied from one blog into the next',
    on: 'nb64',
    prepare: (bench) =>
      void writeUnit(bench, `Type=test\nExecStart="${bench.environment.bin('jupyter-notebook')}"\n`),
    symptom: async (bench) => expect(await systemdSays(bench)).toMatch(/Failed to parse service type/i),
  },
  {
    id: 'service-program-missing',
    what: 'ExecStart names a Jupyter that is elsewhere',
    on: 'nb64',
    prepare: (bench) => void writeUnit(bench, 'ExecStart=/usr/local/bin/jupyter-notebook --no-browser\n'),
    symptom: async (bench) => expect(await systemdSays(bench)).toMatch(/not executable: No such file/i),
  },
]);
