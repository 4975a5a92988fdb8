import { join } from 'node:path';
import { t } from '../../../messages/index.ts';
import { shownCommand } from '../../../plan/sudo.ts';
import type { System } from '../../../system/system.ts';
import { holdsCertificate, type OwnAuthority } from './authority.ts';
import type { TrustAdapter } from './store.ts';

/** The store of a system that keeps its CAs as files in a directory and builds a bundle from them. */
interface SystemStore {
  readonly id: 'debian' | 'fedora' | 'suse';
  readonly verified: 'yes' | 'no';
  /** These all exist on such a system, and not all of them on the others. */
  readonly marks: readonly string[];
  readonly directory: string;
  readonly update: readonly string[];
  /** Runs after the file is removed. */
  readonly refresh: readonly string[];
  readonly bundles: readonly string[];
}

const FILE = 'jupyter-expose.crt';
const BUNDLE = '/etc/ssl/certs/ca-certificates.crt';

const STORES: readonly SystemStore[] = [
  {
    id: 'debian',
    verified: 'yes',
    marks: ['/usr/sbin/update-ca-certificates', '/etc/ca-certificates.conf'],
    directory: '/usr/local/share/ca-certificates',
    update: ['/usr/sbin/update-ca-certificates'],
    refresh: ['/usr/sbin/update-ca-certificates', '--fresh'],
    bundles: [BUNDLE],
  },
  {
    id: 'fedora',
    verified: 'no',
    marks: ['/usr/bin/update-ca-trust', '/etc/pki/ca-trust/source/anchors'],
    directory: '/etc/pki/ca-trust/source/anchors',
    update: ['/usr/bin/update-ca-trust', 'extract'],
    refresh: ['/usr/bin/update-ca-trust', 'extract'],
    bundles: ['/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem', '/etc/pki/tls/certs/ca-bundle.crt'],
  },
  {
    id: 'suse',
    verified: 'no',
    marks: ['/usr/sbin/update-ca-certificates', '/etc/pki/trust/anchors'],
    directory: '/etc/pki/trust/anchors',
    update: ['/usr/sbin/update-ca-certificates'],
    refresh: ['/usr/sbin/update-ca-certificates'],
    bundles: ['/var/lib/ca-certificates/ca-bundle.pem', BUNDLE],
  },
];

/** The certificate is passed on standard input, so what was shown is written even if ca.pem changes meanwhile. */
const PUT =
  'file=$1; shift; mkdir -p "$(dirname "$file")" && cat > "$file" && chmod 644 "$file" && exec "$@"';
/** Removes the file only if it has our content. */
const TAKE = 'file=$1; shift; cmp -s - "$file" || exit 0; rm -f "$file" && exec "$@"';

const ARCH_MARKS = ['/usr/bin/trust', '/etc/ca-certificates/trust-source/anchors'];

/** The system's own store: used by curl, Python and git, but on Linux not by browsers. */
export const SYSTEM_ADAPTERS: readonly TrustAdapter[] = [
  ...STORES.map(rowOf),
  {
    id: 'arch',
    platform: ['linux'],
    verified: 'no',
    needsRoot: true,
    detect: async (system) =>
      (await allExist(ARCH_MARKS, system))
        ? [{ id: 'arch', name: t().trust.stores.system, path: '/etc/ca-certificates/trust-source' }]
        : [],
    already: (_location, authority, system) =>
      isInBundle([BUNDLE, '/etc/ca-certificates/extracted/tls-ca-bundle.pem'], authority, system),
    commands: async (_location, { path }) => ({
      run: ['/usr/bin/trust', 'anchor', '--store', path],
      undo: ['/usr/bin/trust', 'anchor', '--remove', path],
      shown: [`trust anchor --store ${shownCommand([path])}`],
    }),
  },
];

function rowOf({ id, verified, marks, directory, update, refresh, bundles }: SystemStore): TrustAdapter {
  const file = join(directory, FILE);
  const [, ...options] = update;
  const name = (update[0] ?? '').split('/').at(-1) ?? '';
  return {
    id,
    platform: ['linux'],
    verified,
    needsRoot: true,
    detect: async (system) =>
      (await allExist(marks, system)) ? [{ id, name: t().trust.stores.system, path: file }] : [],
    already: (_location, authority, system) => isInBundle(bundles, authority, system),
    commands: async (_location, { path, pem }) => ({
      run: ['/bin/sh', '-c', PUT, 'sh', file, ...update],
      input: pem,
      undo: ['/bin/sh', '-c', TAKE, 'sh', file, ...refresh],
      undoInput: pem,
      shown: [`install -D -m 644 ${shownCommand([path])} ${file}`, [name, ...options].join(' ')],
    }),
  };
}

async function allExist(paths: readonly string[], { files }: System): Promise<boolean> {
  const facts = await Promise.all(paths.map((path) => files.facts(path).catch(() => undefined)));
  return facts.every((one) => one !== undefined);
}

async function isInBundle(
  paths: readonly string[],
  authority: OwnAuthority,
  { files }: System,
): Promise<boolean> {
  for (const path of paths) {
    const bytes = await files.read(path).catch(() => undefined);
    if (bytes !== undefined && holdsCertificate(Buffer.from(bytes).toString('latin1'), authority))
      return true;
  }
  return false;
}
