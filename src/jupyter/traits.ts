import type { Generation } from './generations.ts';
import type { App } from './installation/find-installations.ts';

/** The settings that matter for reaching a server from outside, under the names this program gives them. */
export const TRAIT_NAMES = [
  'password',
  'ip',
  'port',
  'port_retries',
  'open_browser',
  'password_required',
  'allow_remote_access',
  'token',
  'allow_password_change',
  'allow_root',
  'allow_origin',
  'allow_origin_pat',
  'base_url',
  'certfile',
  'client_ca',
  'disable_check_xsrf',
  'keyfile',
  'local_hostnames',
  'trust_xheaders',
  'allow_credentials',
  'allow_unauthenticated_access',
  'authenticate_prometheus',
  'sock',
  'cookie_secret_file',
] as const;

export type Trait = (typeof TRAIT_NAMES)[number];

interface KeyRow {
  readonly generation: Generation;
  readonly trait: Trait;
  /** The key to write: class and name in that Jupyter. */
  readonly key: string;
  /** First version of the serving package (notebook or jupyter_server) in which the key works. */
  readonly from?: string;
  /** First version for which another row applies. */
  readonly below?: string;
  /** Only for these applications. */
  readonly apps?: readonly App[];
}

/** facts/jupyter.md §2; each default and first version there was read from live objects across all tags. */
const SAME_EVERYWHERE: readonly [Trait, string][] = [
  ['ip', '4.0'],
  ['port', '4.0'],
  ['port_retries', '4.0'],
  ['password_required', '5.0'],
  ['allow_remote_access', '5.6'],
  ['allow_password_change', '5.3'],
  ['allow_root', '5.0'],
  ['allow_origin', '4.0'],
  ['allow_origin_pat', '4.0'],
  ['base_url', '4.0'],
  ['certfile', '4.0'],
  ['client_ca', '4.1'],
  ['disable_check_xsrf', '4.3.1'],
  ['keyfile', '4.0'],
  ['local_hostnames', '5.6'],
  ['trust_xheaders', '4.0'],
  ['allow_credentials', '4.0'],
  ['cookie_secret_file', '4.0'],
];

/** On jupyter_server 2 these moved to the identity provider; ServerApp's are deprecated and copied there. */
const MOVED_IN_SERVER_2: Partial<Record<Trait, string>> = {
  password_required: 'PasswordIdentityProvider.password_required',
  allow_password_change: 'PasswordIdentityProvider.allow_password_change',
};

export const KEYS: readonly KeyRow[] = [
  { generation: 'classic', trait: 'password', key: 'NotebookApp.password' },
  { generation: 'server1', trait: 'password', key: 'ServerApp.password' },
  // It overrides IdentityProvider.hashed_password, the key that `jupyter server password` writes.
  { generation: 'server2', trait: 'password', key: 'PasswordIdentityProvider.hashed_password' },
  { generation: 'classic', trait: 'token', key: 'NotebookApp.token', from: '4.3' },
  { generation: 'server1', trait: 'token', key: 'ServerApp.token' },
  { generation: 'server2', trait: 'token', key: 'IdentityProvider.token' },
  { generation: 'classic', trait: 'open_browser', key: 'NotebookApp.open_browser' },
  // Below 1.5 an extension ignores ServerApp.open_browser (jupyter_server#215).
  {
    generation: 'server1',
    trait: 'open_browser',
    key: 'ExtensionApp.open_browser',
    below: '1.5',
    apps: ['lab', 'notebook'],
  },
  { generation: 'server1', trait: 'open_browser', key: 'ServerApp.open_browser' },
  { generation: 'server2', trait: 'open_browser', key: 'ServerApp.open_browser' },
  {
    generation: 'classic',
    trait: 'authenticate_prometheus',
    key: 'NotebookApp.authenticate_prometheus',
    from: '6.2',
  },
  {
    generation: 'server1',
    trait: 'authenticate_prometheus',
    key: 'ServerApp.authenticate_prometheus',
    from: '1.1',
  },
  { generation: 'server2', trait: 'authenticate_prometheus', key: 'ServerApp.authenticate_prometheus' },
  {
    generation: 'server2',
    trait: 'allow_unauthenticated_access',
    key: 'ServerApp.allow_unauthenticated_access',
    from: '2.13',
  },
  { generation: 'classic', trait: 'sock', key: 'NotebookApp.sock', from: '6.1' },
  { generation: 'server1', trait: 'sock', key: 'ServerApp.sock', from: '1.11' },
  { generation: 'server2', trait: 'sock', key: 'ServerApp.sock' },
  ...SAME_EVERYWHERE.flatMap(([trait, from]): KeyRow[] => [
    { generation: 'classic', trait, key: `NotebookApp.${trait}`, from },
    { generation: 'server1', trait, key: `ServerApp.${trait}` },
    { generation: 'server2', trait, key: MOVED_IN_SERVER_2[trait] ?? `ServerApp.${trait}` },
  ]),
];

interface AddressRow {
  readonly generation: Generation;
  readonly from: string;
  readonly below: string;
  readonly addresses: readonly string[];
  readonly write: Readonly<Partial<Record<Trait, string | boolean>>>;
}

/**
 * Addresses that some versions cannot take as they are. notebook 5.6–5.7 resolves '*' as a host name and
 * crashes at start (notebook#4715).
 */
export const ADDRESSES: readonly AddressRow[] = [
  {
    generation: 'classic',
    from: '5.6',
    below: '6.0',
    addresses: ['*', ''],
    write: { ip: '0.0.0.0', allow_remote_access: true },
  },
];
