import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Environment } from '../environments.ts';

const COMMANDS = ['jupyter', 'jupyter-server', 'jupyter-lab', 'jupyter-notebook'];

/** A virtual environment with a writable etc/jupyter that shares the packages of another one. */
export function makeVenvBeside(from: Environment, dir: string): Environment {
  execFileSync(from.python, ['-m', 'venv', '--without-pip', dir], { stdio: 'pipe' });
  const python = join(dir, 'bin', 'python');
  const bin = (command: string) => join(dir, 'bin', command);
  writeFileSync(join(packagesOf(python), 'borrowed.pth'), `${packagesOf(from.python)}\n`);
  for (const command of COMMANDS.filter((name) => existsSync(from.bin(name)))) {
    const script = readFileSync(from.bin(command), 'utf8').replace(/^#!.*\n('''exec'.*\n' '''\n)?/, '');
    // A #! line cannot contain a path with a space; pip uses the same workaround.
    writeFileSync(bin(command), `#!/bin/sh\n'''exec' "${python}" "$0" "$@"\n' '''\n${script}`);
    chmodSync(bin(command), 0o755);
  }
  mkdirSync(join(dir, 'etc', 'jupyter'), { recursive: true });
  if (existsSync(join(from.dir, 'etc'))) cpSync(join(from.dir, 'etc'), join(dir, 'etc'), { recursive: true });
  mkdirSync(join(dir, 'share'), { recursive: true });
  symlinkSync(join(from.dir, 'share', 'jupyter'), join(dir, 'share', 'jupyter'));
  return { ...from, dir: dirname(dirname(python)), python, bin };
}

function packagesOf(python: string): string {
  const code = "import sysconfig; print(sysconfig.get_paths()['purelib'])";
  return execFileSync(python, ['-c', code], { encoding: 'utf8' }).trim();
}
