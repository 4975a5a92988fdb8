import { join } from 'node:path';
import { t } from '../../../messages/index.ts';
import { shownCommand } from '../../../plan/sudo.ts';
import type { TrustAdapter } from './store.ts';

const KEYCHAIN = 'Library/Keychains/login.keychain-db';
/** Deletes the certificate by its hash, so that no other is removed; does nothing if it is not there. */
const MAC_TAKE =
  'security find-certificate -a -Z "$2" | grep -q "$1" || exit 0; exec security delete-certificate -Z "$1" -t "$2"';

/** The user's certificate stores of macOS and Windows, which browsers also use. */
export const DESKTOP_ADAPTERS: readonly TrustAdapter[] = [
  {
    id: 'macos',
    platform: ['darwin'],
    verified: 'no',
    needsRoot: false,
    detect: async ({ home }) => [
      { id: 'macos', name: t().trust.stores.keychain, path: join(home, KEYCHAIN) },
    ],
    already: async ({ path }, authority, { run }) => {
      const { stdout } = await run('security', ['find-certificate', '-a', '-Z', path], { timeout: 10_000 });
      if (!stdout.toUpperCase().includes(authority.sha1)) return false;
      // The keychain can contain a certificate without trusting it.
      const words = ['verify-cert', '-l', '-L', '-p', 'basic', '-c', authority.path];
      return (await run('security', words, { timeout: 10_000 })).code === 0;
    },
    commands: async ({ path }, { path: file, sha1 }) => {
      const add = ['security', 'add-trusted-cert', '-r', 'trustRoot', '-k', path, file];
      return {
        run: add,
        undo: ['/bin/sh', '-c', MAC_TAKE, 'sh', sha1, path],
        shown: [shownCommand(add)],
      };
    },
  },
  {
    id: 'windows',
    platform: ['win32'],
    verified: 'no',
    needsRoot: false,
    detect: async () => [{ id: 'windows', name: t().trust.stores.windows, path: 'Cert:\\CurrentUser\\Root' }],
    already: async (_location, { sha1 }, { run }) =>
      (await run('certutil', ['-user', '-verifystore', 'Root', sha1], { timeout: 10_000 })).code === 0,
    commands: async (_location, { path, sha1 }) => ({
      run: ['certutil', '-user', '-addstore', 'Root', path],
      undo: [
        'powershell',
        '-NoProfile',
        '-Command',
        `Get-ChildItem Cert:\\CurrentUser\\Root | Where-Object Thumbprint -eq '${sha1}' | Remove-Item`,
      ],
      shown: [`certutil -user -addstore Root "${path}"`],
    }),
  },
];
