import { join } from 'node:path';
import { t } from '../../../messages/index.ts';
import { shownCommand } from '../../../plan/sudo.ts';
import type { System } from '../../../system/system.ts';
import { holdsCertificate, type OwnAuthority } from './authority.ts';
import type { StoreLocation, TrustAdapter, TrustCommands } from './store.ts';

const TOOL = { program: 'certutil', install: 'apt-get install libnss3-tools' };
/** One of these means that Chromium, Chrome or Edge is in use, even if its database does not exist yet. */
const CHROMIUM_MARKS = ['.config/chromium', '.config/google-chrome', '.config/microsoft-edge'];
const CHROMIUM_DATABASES = ['.pki/nssdb', 'snap/chromium/current/.pki/nssdb'];
const FIREFOX_HOMES: readonly string[] = [
  '.mozilla/firefox',
  'snap/firefox/common/.mozilla/firefox',
  '.var/app/org.mozilla.firefox/.mozilla/firefox',
  'Library/Application Support/Firefox/Profiles',
];
const MAKE =
  'mkdir -p -m 700 "$1" && certutil -N -d "sql:$1" --empty-password && shift && exec certutil "$@"';
const TAKE = 'certutil -L -d "$1" -n "$2" >/dev/null 2>&1 || exit 0; exec certutil -D -d "$1" -n "$2"';

/** The certificate databases of browsers: Chromium's on Linux, and one per Firefox profile on every system. */
export const NSS_ADAPTERS: readonly TrustAdapter[] = [
  {
    id: 'chromium',
    platform: ['linux'],
    verified: 'yes',
    needsRoot: false,
    tool: TOOL,
    detect: async (system) => {
      const known = await existing(CHROMIUM_DATABASES, 'cert9.db', system);
      const isUsed = (await existing(CHROMIUM_MARKS, '', system)).length > 0;
      const own = join(system.home, '.pki/nssdb');
      const all = isUsed && !known.includes(own) ? [own, ...known] : known;
      return all.map((path) => ({ id: idOf('chromium', path, own), name: t().trust.stores.chromium, path }));
    },
    already: isTrusted,
    commands,
  },
  {
    id: 'firefox',
    platform: ['linux', 'darwin'],
    verified: 'yes',
    needsRoot: false,
    tool: TOOL,
    detect: async (system) => {
      const found = await Promise.all(
        FIREFOX_HOMES.map((home) => profilesIn(join(system.home, home), system)),
      );
      return found.flat();
    },
    already: isTrusted,
    commands,
  },
];

async function commands(
  { path }: StoreLocation,
  { path: file, nickname }: OwnAuthority,
  { files }: System,
): Promise<TrustCommands> {
  const database = `sql:${path}`;
  const add = ['-A', '-a', '-d', database, '-t', 'C,,', '-n', nickname, '-i', file];
  const isMade = (await files.facts(join(path, 'cert9.db')).catch(() => undefined)) !== undefined;
  const shownMaking = `mkdir -p -m 700 ${shownCommand([path])} && certutil -N -d ${shownCommand([database])} --empty-password`;
  return {
    run: isMade ? ['certutil', ...add] : ['/bin/sh', '-c', MAKE, 'sh', path, ...add],
    undo: ['/bin/sh', '-c', TAKE, 'sh', database, nickname],
    shown: [...(isMade ? [] : [shownMaking]), shownCommand(['certutil', ...add])],
  };
}

/** Under any name: the user may have imported it by hand. */
async function isTrusted(
  { path }: StoreLocation,
  authority: OwnAuthority,
  { run }: System,
): Promise<boolean> {
  const database = `sql:${path}`;
  const { stdout } = await run('certutil', ['-L', '-d', database], { timeout: 10_000 });
  // Nickname, then the trust flags for SSL, e-mail and code signing. C: trusted to issue server certificates.
  const trusted = [...stdout.matchAll(/^(\S.*?)\s+([a-zA-Z]*),[a-zA-Z]*,[a-zA-Z]*\s*$/gm)].filter(
    ([, , web = '']) => web.includes('C'),
  );
  for (const [, nickname = ''] of trusted) {
    const shown = await run('certutil', ['-L', '-a', '-d', database, '-n', nickname], { timeout: 10_000 });
    if (holdsCertificate(shown.stdout, authority)) return true;
  }
  return false;
}

async function profilesIn(home: string, { files }: System): Promise<StoreLocation[]> {
  const names = await files.list(home).catch(() => []);
  const isProfile = async (name: string) =>
    (await files.facts(join(home, name, 'cert9.db')).catch(() => undefined)) !== undefined;
  const kept = await Promise.all(names.map(async (name) => ((await isProfile(name)) ? [name] : [])));
  return kept.flat().map((profile) => ({
    id: `firefox:${profile}`,
    name: t().trust.stores.firefox(profile),
    path: join(home, profile),
  }));
}

async function existing(paths: readonly string[], file: string, { home, files }: System): Promise<string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const facts = await files.facts(join(home, path, file)).catch(() => undefined);
      return facts === undefined ? [] : [join(home, path)];
    }),
  );
  return found.flat();
}

function idOf(kind: string, path: string, own: string): string {
  return path === own ? kind : `${kind}:snap`;
}
