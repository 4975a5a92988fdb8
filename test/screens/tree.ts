import {
  chmodSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

/** The programs of this machine that the program or Jupyter may look for. */
const TOOLS = 'sh env cat ls sleep chmod mkdir rm cp ln touch printf head grep';

const ETC: Readonly<Record<string, string>> = {
  passwd: 'root:x:0:0:root:/root:/bin/sh\nada:x:1000:1000:Ada:/home/ada:/bin/sh\n',
  group: 'root:x:0:\nada:x:1000:\n',
  hosts: '127.0.0.1 localhost\n127.0.1.1 ada-pc\n::1 localhost\n',
  hostname: 'ada-pc\n',
  'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
  'resolv.conf': 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n',
  'ssl/openssl.cnf': '[req]\ndistinguished_name = dn\n[dn]\n',
  'os-release': 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
};

/** Makes the files of a computer, except those that sandbox.sh mounts: /usr goes below /host, which is on no PATH. */
export function makeTree(
  tree: string,
  {
    tools,
    etc,
    programs,
  }: Readonly<Record<'etc' | 'programs', Files>> & { readonly tools: readonly string[] },
): void {
  for (const name of 'host/usr dev proc run var usr/bin usr/sbin opt/jupyter-expose home'.split(' '))
    mkdirSync(join(tree, name), { recursive: true });
  for (const name of ['tmp', 'var/tmp']) {
    mkdirSync(join(tree, name));
    chmodSync(join(tree, name), 0o1777);
  }
  for (const name of ['bin', 'sbin']) symlinkSync(`usr/${name}`, join(tree, name));
  for (const name of readdirSync('/').filter((one) => /^lib/.test(one)))
    symlinkSync(existsSync(`/usr/${name}`) ? `usr/${name}` : readlinkSync(`/${name}`), join(tree, name));
  for (const name of readdirSync('/usr').filter((one) => !/^(bin|sbin|local)$/.test(one)))
    symlinkSync(`/host/usr/${name}`, join(tree, 'usr', name));
  for (const tool of [...TOOLS.split(' '), ...tools]) {
    const where = ['bin', 'sbin'].find((one) => existsSync(`/usr/${one}/${tool}`)) ?? 'bin';
    symlinkSync(`/host/usr/${where}/${tool}`, join(tree, 'usr/bin', tool));
  }
  writeFileSync(join(tree, 'usr/bin/node'), '');
  writeFiles(join(tree, 'usr/bin'), programs, 0o755);
  writeFiles(join(tree, 'etc'), { ...ETC, ...etc });
  if (existsSync('/etc/ld.so.cache')) cpSync('/etc/ld.so.cache', join(tree, 'etc/ld.so.cache'));
  const own = join(tree, 'opt/jupyter-expose');
  for (const name of ['dist', 'node_modules']) mkdirSync(join(own, name));
  for (const name of ['bin', 'data', 'package.json'])
    cpSync(join(CHECKOUT, name), join(own, name), { recursive: true });
  symlinkSync('/opt/jupyter-expose/bin/jupyter-expose.js', join(tree, 'usr/bin/jupyter-expose'));
}

export type Files = Readonly<Record<string, string>>;

export function writeFiles(directory: string, files: Files, mode = 0o644): void {
  mkdirSync(directory, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    chmodSync(path, mode);
  }
}

export function giveTo(uid: number, directory: string): void {
  lchownSync(directory, uid, uid);
  for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(directory, name), uid, uid);
}

/** Makes a Python environment as /opt/jupyter on top of /opt/python. Returns the real directory of that Python. */
export function addEnvironment(tree: string, dir: string): string {
  const settings = readFileSync(join(dir, 'pyvenv.cfg'), 'utf8');
  const base = dirname(/^home *= *(.+)$/m.exec(settings)?.[1] ?? '/usr/bin');
  const at = join(tree, 'opt/jupyter');
  for (const name of ['lib', 'share', 'bin', '../python', `../../${base}`])
    mkdirSync(join(at, name), { recursive: true });
  writeFileSync(join(at, 'pyvenv.cfg'), settings.replace(/^home *=.*$/m, 'home = /opt/python/bin'));
  symlinkSync(`/opt/python/bin/${basename(realpathSync(join(dir, 'bin/python')))}`, join(at, 'bin/python'));
  symlinkSync('python', join(at, 'bin/python3'));
  for (const name of readdirSync(join(dir, 'bin')).filter((one) => one.startsWith('jupyter'))) {
    const script = readFileSync(join(dir, 'bin', name), 'utf8');
    writeFileSync(join(at, 'bin', name), script.replace(/^#!.*/, '#!/opt/jupyter/bin/python'));
    chmodSync(join(at, 'bin', name), 0o755);
  }
  return base;
}
