import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { hashed, type Place, python, type SetUp, type Touched } from './set-up.ts';
import type { Mutation } from './verdict.ts';

type Value = Parameters<typeof python>[0];
type Options = Pick<Mutation, 'on' | 'kernel' | 'live'> & { readonly names?: readonly string[] };

/** The same wrong value of a setting in the file, in a JSON file beside it that overrides it, or in the unit's command. */
function values(trait: string, list: readonly Value[], options: Options = {}): Mutation[] {
  const { names = [], ...rest } = options;
  return list.map((value) => ({
    kind: 'value' as const,
    what: `${trait} = ${python(value)}`,
    ...rest,
    apply(place, dice) {
      const touched = setSomewhere(place, trait, value, dice.below(3));
      return { ...touched, names: [...touched.names, ...names] };
    },
  }));
}

function setSomewhere(place: Place, trait: string, value: Value, source: number): Touched {
  const { setUp, file, home } = place;
  if (source === 1 && setUp.format === 'py' && setUp.layer === 'user')
    return place.setIn(file.replace(/py$/, 'json'), trait, value);
  if (source === 2 && setUp.start === 'unit' && typeof value === 'string' && !/['%$\n]/.test(value)) {
    const option = `--${place.key(trait)}="${value}"`;
    const touched = place.editUnit((text) => text.replace('--no-browser', `--no-browser ${option}`));
    return { ...touched, names: [...touched.names, place.key(trait), home.at('.config/systemd')] };
  }
  return place.set(trait, value);
}

/** Code in place of a value: only a Python file has it. */
function code(trait: string, list: readonly string[], options: Options = {}): Mutation[] {
  const { on, names = [], ...rest } = options;
  return list.map((text) => ({
    kind: 'value' as const,
    what: `${trait} = ${text}`,
    ...rest,
    on: (setUp: SetUp) => setUp.format === 'py' && (on?.(setUp) ?? true),
    apply(place) {
      const touched = place.setCode(trait, text);
      return { ...touched, names: [...touched.names, ...names] };
    },
  }));
}

const isTls = ({ isTls: tls }: SetUp) => tls;
const isPlain = ({ isTls: tls }: SetUp) => !tls;
const isModern = ({ on }: SetUp) => ['nb7', 'lab36'].includes(on);
const isClassic = ({ on }: SetUp) => ['nb57', 'nb60', 'nb64'].includes(on);
const isServer = (setUp: SetUp) => !isClassic(setUp);
const isOldHash = ({ on }: SetUp) => ['nb57', 'nb60', 'lab30'].includes(on);

/** A wrong password hash, from the right one. */
function hashes(what: string, change: (hash: string) => string, options: Options = {}): Mutation {
  return {
    kind: 'value',
    what: `password: ${what}`,
    ...options,
    async apply(place, dice) {
      const hash = await hashed(isOldHash(place.setUp) ? 'sha1' : 'argon2');
      return setSomewhere(place, 'password', change(hash), dice.below(3));
    },
  };
}

/** A setting that names a path, which is prepared. */
function paths(
  trait: string,
  what: string,
  prepare: (place: Place) => string,
  options: Options = {},
): Mutation {
  return {
    kind: 'value',
    what: `${trait}: ${what}`,
    ...options,
    apply: (place) => place.set(trait, prepare(place)),
  };
}

const certificates: readonly Mutation[] = [
  paths('certfile', 'a file that is not there', ({ home }) => home.at('tls', 'gone.pem'), { on: isTls }),
  paths('certfile', 'with ~', () => '~/tls/server.chain.pem', { on: isTls }),
  paths('certfile', 'with a blank at the end', (p) => `${p.certificate.chain} `, { on: isTls }),
  paths('certfile', 'with a line end', (p) => `${p.certificate.chain}\n`, { on: isTls }),
  paths('certfile', 'the key', (p) => p.certificate.key, { on: isTls }),
  paths('certfile', 'the directory', (p) => p.home.at('tls'), { on: isTls }),
  paths('certfile', 'an empty file', (p) => p.put('', 'tls', 'empty.pem'), { on: isTls }),
  paths(
    'certfile',
    'cut in the middle',
    (p) => p.put(p.certificate.rootPem.slice(0, 400), 'tls', 'cut.pem'),
    { on: isTls },
  ),
  paths('certfile', 'a page that was saved instead', (p) => p.put('<!doctype html>\n', 'tls', 'page.pem'), {
    on: isTls,
  }),
  paths('certfile', 'of the authority', (p) => p.put(p.certificate.rootPem, 'tls', 'root.pem'), {
    on: isTls,
  }),
  paths('keyfile', 'a file that is not there', ({ home }) => home.at('tls', 'gone.key'), { on: isTls }),
  paths('keyfile', 'the certificate', (p) => p.certificate.chain, { on: isTls }),
  paths('keyfile', 'empty', (p) => p.put('', 'tls', 'empty.key'), { on: isTls }),
  paths('certfile', 'a certificate where there was no TLS, without its key', (p) => p.certificate.chain, {
    on: isPlain,
  }),
];

const directories: readonly Mutation[] = [
  paths('root_dir', 'is not there', ({ home }) => home.at('gone')),
  paths('root_dir', 'with ~', () => '~/work'),
  paths('root_dir', 'a file', (p) => p.put('x', 'work.txt')),
  paths('root_dir', 'with a blank at the end', (p) => `${makeDirectory(p, 'work')} `),
  paths('root_dir', 'with a line end', (p) => `${makeDirectory(p, 'work')}\n`),
  paths('root_dir', 'hidden', (p) => makeDirectory(p, '.work')),
  paths('root_dir', 'a link to nothing', (p) => link(p, p.home.at('gone'), 'work')),
  paths('root_dir', 'a link to a directory', (p) => link(p, makeDirectory(p, 'real'), 'work')),
  paths('root_dir', 'of Windows', () => 'C:\\Users\\me\\work'),
  paths('root_dir', 'with a variable', () => '$HOME/work'),
];

function makeDirectory(place: Place, name: string): string {
  const path = place.home.at(name);
  mkdirSync(path, { recursive: true });
  return path;
}

function link(place: Place, to: string, name: string): string {
  const path = place.home.at(name);
  symlinkSync(to, path);
  return path;
}

export const VALUES: readonly Mutation[] = [
  ...values('ip', ['0.0.0.0.0', '256.0.0.1', '0,0,0,0', 'o.o.o.o', 'all', '0.0.0.0/0', '0.0.0.0:8100']),
  ...values('ip', ['http://0.0.0.0', ' 0.0.0.0', '0.0.0.0 ', "'0.0.0.0'", '192.168.77.99', '0.0.0', '0']),
  ...values('ip', [
    'my laptop',
    'laptop.invalid',
    '::1',
    'any',
    '*.*.*.*',
    '192.168.77.10',
    '192.168.77',
    '０.０.０.０',
  ]),
  ...values('ip', [true, 0, ['0.0.0.0'], null, { host: '0.0.0.0' }, '']),
  ...values('ip', ['127.0.0.1', 'localhost', '127.0.0.2'], { on: ({ by }) => by === 'init' }),
  ...values('port', [
    88888,
    65536,
    65535.5,
    '8100x',
    'http',
    [8100],
    null,
    true,
    -8100,
    '8100 ',
    '８１００',
    '8100/tcp',
    '',
    8100.0,
  ]),
  ...values('port', ['localhost:8100', '8,100', '8100-8110', { port: 8100 }]),
  ...values('port_retries', [-1, 'none', null, 0.5, '0', true]),
  // A unit says --no-browser itself.
  ...values('open_browser', ['no', 'False', 'false', 1, null, 0], { on: ({ start }) => start === 'hand' }),
  ...values('allow_remote_access', [false, 'False', 'yes', 0, null, true]),
  ...values('local_hostnames', ['mypc', ['mypc'], [1], null, []]),
  ...values('token', ['abc', '1234', ' ', '', null, 12, ['a'], true]),
  ...values('password', [
    '',
    null,
    'correct horse',
    12345,
    ['a'],
    'sha1:',
    'argon2',
    '$2b$12$abcdefghijklmnopqrstuv',
    true,
  ]),
  hashes('cut at its end', (hash) => hash.slice(0, -6)),
  hashes('one character too many', (hash) => `${hash}x`),
  hashes('a line end after it', (hash) => `${hash}\n`),
  hashes('a blank before it', (hash) => ` ${hash}`),
  hashes('quotes inside the quotes', (hash) => `'${hash}'`),
  hashes('without its algorithm', (hash) => hash.replace(/^\w+:/, '')),
  hashes('with the algorithm twice', (hash) => hash.replace(/^(\w+:)/, '$1$1')),
  hashes('in capitals', (hash) => hash.toUpperCase()),
  hashes('with the words of the prompt', (hash) => `Out[1]: ${hash}`),
  hashes('u and quotes of Python 2 inside', (hash) => `u'${hash}'`),
  hashes('with … in its middle', (hash) => `${hash.slice(0, 20)}…${hash.slice(26)}`),
  hashes('a blank in its middle', (hash) => `${hash.slice(0, 30)} ${hash.slice(30)}`),
  hashes(
    'the end of another one',
    (hash) => hash.slice(0, -3) + [...hash.slice(-3)].map((c) => (c === 'a' ? 'b' : 'a')).join(''),
    { live: true },
  ),
  {
    kind: 'value',
    what: 'password: argon2, which this version does not know',
    on: isOldHash,
    apply: async (place) => place.set('password', await hashed('argon2')),
  },
  {
    kind: 'value',
    what: 'password: of another password',
    live: true,
    apply: async (place) => place.set('password', await hashed('sha1', 'another horse battery')),
  },
  {
    kind: 'value',
    what: 'password: of an empty password',
    apply: async (place) => place.set('password', await hashed('sha1', '')),
  },
  ...values('password_required', [false, 'yes', null]),
  ...values('base_url', [
    'http://mypc/',
    '/a b/',
    '/a?b',
    '/a#b',
    '\\jupyter\\',
    null,
    7,
    ['/'],
    '/%/',
    '//',
  ]),
  ...values(
    'websocket_url',
    [
      'ws://localhost:8100',
      'http://192.168.77.10:8100',
      '/ws',
      'wss://other.example',
      'ws://192.168.77.10:8100',
      7,
    ],
    { kernel: true },
  ),
  ...values('allow_origin', ['*', 'https://lab.example', 'https://mypc', ['*'], true]),
  ...values('allow_origin_pat', ['.*', '[', '*', 'https?://.*', 'http://mypc'], { kernel: true }),
  ...values('allow_credentials', ['yes', true]),
  ...values('trust_xheaders', ['yes', true, null]),
  ...values('default_url', [
    '/tre',
    'tree',
    'http://other.example/',
    '/lab/',
    '/voila',
    '/notebooks/proc/gone.ipynb',
    '/?token=1',
    7,
    null,
    '/lab/workspaces/a',
    '/retro/tree',
  ]),
  ...directories,
  ...values('root_dir', ['work', '', 12, null, ['a'], '.', '/proc/1/fdinfo']),
  ...values('cookie_options', [
    { samesite: 'None' },
    { secure: true },
    { domain: 'other.example' },
    { path: '/hub' },
    { expires_days: 'x' },
    { nope: 1 },
    'secure',
    null,
    { httponly: false },
    { expires_days: -1 },
    { samesite: 'Strict' },
  ]),
  ...values('tornado_settings', [
    { headers: { 'Content-Security-Policy': "default-src 'none'" } },
    { headers: { 'Content-Security-Policy': 'frame-ancestors *' } },
    { headers: ['a'] },
    { static_url_prefix: '/s/' },
    { static_url_prefix: 'https://cdn.example/static/' },
    { xsrf_cookies: false },
    { cookie_secret: '' },
    { debug: true },
    { static_path: '/proc/gone' },
    { template_path: '/proc/gone' },
    { websocket_ping_interval: 'x' },
    { default_handler_class: 'x' },
    { gzip: true },
    { login_url: '/hub/login' },
    'debug',
    null,
  ]),
  ...values('max_body_size', [0, '512MB', null, 10]),
  ...values('max_buffer_size', [0, 'x', -1]),
  ...values('iopub_msg_rate_limit', [0, 'x', -1, 1e-9], { kernel: true }),
  ...values('iopub_data_rate_limit', [0, 1, null], { kernel: true }),
  ...values('rate_limit_window', [0, 'x', 'inf'], { kernel: true }),
  ...values('extra_template_paths', ['/proc/gone', ['/proc/gone'], null, [7]]),
  ...values('extra_static_paths', ['/usr/share/gone', ['/usr/share/gone']]),
  ...values('webapp_settings', [{ debug: 1 }, []], { on: isClassic }),
  ...values(
    'ssl_options',
    [
      { ssl_version: 999 },
      { ssl_version: 'TLSv1_2' },
      { ciphers: 'NONE' },
      { cert_reqs: 2 },
      { nope: 1 },
      [],
      { certfile: '/proc/gone' },
    ],
    { on: isTls },
  ),
  ...values('client_ca', ['/proc/gone/ca.pem', '', 7]),
  ...certificates,
  ...code('certfile', ["b'/tmp/x'", "open('/proc/gone').read()", 'u"~/cert.pem"'], { names: ['/proc/gone'] }),
  ...values('login_handler_class', ['mine.Login', 'Login', null, 'builtins.object']),
  ...values('contents_manager_class', [
    's3contents.S3ContentsManager',
    'notedown.NotedownContentsManager',
    'notebook.services.contents.largefilemanager.LargeFileManager',
    'builtins.dict',
    null,
    '',
  ]),
  ...values('kernel_manager_class', ['gone.Manager', 'builtins.object'], { kernel: true }),
  ...values('session_manager_class', [
    'gone.Sessions',
    'notebook.services.sessions.sessionmanager.SessionManager',
  ]),
  ...values('kernel_spec_manager_class', ['nb_conda_kernels.CondaKernelSpecManager'], {
    kernel: true,
    names: ['nb_conda_kernels'],
  }),
  ...values('config_manager_class', ['gone.Config'], {}),
  ...values(
    'identity_provider_class',
    [
      'gone.Provider',
      'jupyter_server.auth.IdentityProvider',
      'jupyter_server.auth.identity.LegacyIdentityProvider',
    ],
    { on: isModern },
  ),
  ...values('authorizer_class', ['gone.Authorizer', 'builtins.object'], { on: isModern }),
  ...values(
    'jpserver_extensions',
    [{ gone: true }, { jupyterlab: false }, ['jupyterlab'], { notebook: false }, null],
    { on: isServer },
  ),
  ...values('nbserver_extensions', [{ gone: true }, ['gone'], null], { on: isClassic }),
  ...values('extra_services', [['gone.handlers'], 'x'], { on: isServer }),
  ...values('disable_check_xsrf', [true, 'yes']),
  ...values('quit_button', ['no', false]),
  ...values('terminals_enabled', [false, 'no']),
  ...values('terminado_settings', [{ shell_command: '/bin/sh' }, { shell_command: ['/proc/gone'] }, []]),
  ...values('shutdown_no_activity_timeout', ['never', -1]),
  ...values('cookie_secret_file', ['/proc/gone/secret', '/proc/secret', 7]),
  ...values('cookie_secret', ['', 'x', null]),
  ...values('browser', ['/proc/gone/firefox %s', 7]),
  ...values('certfile', [null, 7, ''], { on: isTls }),
  ...values('KernelSpecManager.ensure_native_kernel', [false, 'no'], { kernel: true }),
  ...values('KernelSpecManager.whitelist', [['gone'], 'python3', ['python3']], {
    kernel: true,
    names: ['whitelist'],
  }),
  ...values('MultiKernelManager.default_kernel_name', ['gone', '', 'python', 7], { kernel: true }),
  ...values('MappingKernelManager.default_kernel_name', ['gone', 'Python 3'], { kernel: true }),
  ...values('MappingKernelManager.root_dir', ['/proc/gone', '~'], { kernel: true }),
  ...values('MappingKernelManager.kernel_info_timeout', [0, 'x', 1e-6], { kernel: true }),
  ...values('MappingKernelManager.cull_idle_timeout', ['x', -1, '1h'], { kernel: true }),
  ...values('KernelManager.ip', ['192.168.77.99', 'laptop.invalid', '0.0.0.0', 'o.o.o.o'], { kernel: true }),
  ...values('KernelManager.transport', ['ipc', 'http', 7], { kernel: true }),
  ...values('KernelManager.shutdown_wait_time', ['x'], { kernel: true }),
  ...values('Session.signature_scheme', ['md5', 'hmac-sha256', 'hmac-gone'], { kernel: true }),
  ...values('Session.keyfile', ['/proc/gone/key'], { kernel: true }),
  ...values('Session.packer', ['gone', 'pickle', 'json'], { kernel: true }),
  ...values('FileContentsManager.root_dir', ['/proc/gone', '~/notebooks']),
  ...values('FileContentsManager.use_atomic_writing', ['no', false]),
  ...values('ContentsManager.hide_globs', ['*.pyc', null, ['*']]),
  ...values('ContentsManager.allow_hidden', [true, 'yes']),
  ...values('FileCheckpoints.checkpoint_dir', ['/proc/checkpoints', '/proc/gone/here', '.cp']),
  ...values('FileContentsManager.pre_save_hook', ['gone.hook', 'os.path.exists', 7]),
  ...values('FileContentsManager.post_save_hook', ['gone.hook', null]),
  ...code(
    'FileContentsManager.pre_save_hook',
    ['lambda: None', 'gone', 'lambda **kwargs: None', "lambda model, **kwargs: model['x']"],
    { names: ['pre_save_hook', 'gone'] },
  ),
  ...code('FileContentsManager.post_save_hook', ['lambda: None', 'lambda **kwargs: 1/0'], {
    names: ['post_save_hook'],
  }),
  ...values('Application.log_level', ['LOUD', 0, 'DEBUG', 10, null, 'debug']),
  ...values('Application.log_format', ['%(gone)s', '%', '{message}', 7]),
  ...values('Application.log_datefmt', ['%Y', 7]),
  ...values(
    'Application.logging_config',
    [
      { handlers: { file: { class: 'logging.FileHandler', filename: '/proc/gone/jupyter.log' } } },
      { handlers: { console: { class: 'gone.Handler' } } },
      [],
      { loggers: { x: { level: 'LOUD' } } },
    ],
    { on: isModern },
  ),
  ...values('JupyterApp.config_file', ['/proc/gone/config.py', 'gone.py']),
  ...values('JupyterApp.answer_yes', ['yes', true]),
  ...values('NotebookNotary.secret_file', ['/proc/gone/secret', '/proc/secret']),
  ...values('NotebookNotary.db_file', ['/proc/gone/db', ':memory:', '/proc/db']),
  ...values('NotebookNotary.algorithm', ['md5', 'gone']),
  ...values('GatewayClient.url', ['http://127.0.0.1:9', '192.168.77.10', ''], {
    kernel: true,
    on: ({ on }) => !['nb57'].includes(on),
  }),
  ...values('LabApp.app_dir', ['/proc/gone', '~'], { on: ({ app }) => app === 'lab' }),
  ...values('LabApp.dev_mode', [true, 'yes'], { on: ({ app }) => app === 'lab' }),
  ...values('LabApp.core_mode', [true], { on: ({ app }) => app === 'lab' }),
  ...values('LabApp.workspaces_dir', ['/proc/w', ''], { on: ({ app }) => app === 'lab' }),
  ...values('LabApp.user_settings_dir', ['/proc/s', '/proc/gone'], { on: ({ app }) => app === 'lab' }),
  ...values('LabApp.default_url', ['/lba', 'lab', '/lab/tree/proc/gone.ipynb'], {
    on: ({ app }) => app === 'lab',
  }),
  ...values('ZMQChannelsWebsocketConnection.kernel_ws_protocol', ['', 'gone', null], {
    kernel: true,
    on: isModern,
  }),
  ...values('AsyncMultiKernelManager.kernel_manager_class', ['gone.Manager'], { kernel: true, on: isModern }),
  ...values('ConnectionFileMixin.shell_port', [80, 70000, 'x'], { kernel: true }),
  ...values('unix_socket', ['/tmp/j.sock']),
  ...values('sock', ['/tmp/jupyter.sock', '/proc/gone/j.sock', 7], {
    on: ({ on }) => !['nb57', 'nb60', 'lab30'].includes(on),
  }),
  ...values('notebook_dir', ['/proc/gone', '~'], {}),
  ...values('IPKernelApp.pylab', ['inline'], { kernel: true }),
  ...values('allow_unauthenticated_access', [false, 'no'], { on: isModern }),
  ...values('use_redirect_file', ['x', false]),
  ...values('file_to_run', ['gone.ipynb', '/proc/gone.ipynb']),
  ...values('custom_display_url', ['mypc', 'http://mypc:8100/']),
  ...values('get_secure_cookie_kwargs', [{ max_age_days: 0 }, { nope: 1 }], {}),
  ...values('authenticate_prometheus', [false]),
  ...values('min_open_files_limit', [10000000, 'x', -1]),
  ...values('allow_root', [false, 'no']),
  ...values('mathjax_url', ['http://cdn.example/mathjax.js', 'x'], { on: isClassic }),
  ...values('enable_mathjax', [false, 'no'], { on: isClassic }),
];

/** A certificate, a key, a file in place of what the setting names. */
export const CONTENTS: readonly Mutation[] = [
  contents('the certificate', 'chain', 'is empty', () => ''),
  contents('the certificate', 'chain', 'lost its last line', (text) =>
    text.trimEnd().split('\n').slice(0, -1).join('\n'),
  ),
  contents('the certificate', 'chain', 'has Windows line ends', (text) => text.replaceAll('\n', '\r\n')),
  contents('the certificate', 'chain', 'has a byte order mark', (text) => `\ufeff${text}`),
  contents(
    'the certificate',
    'chain',
    'has text before it',
    (text) => `Bag Attributes\n    friendlyName: x\n${text}`,
  ),
  contents('the certificate', 'chain', 'is on one line', (text) => text.replaceAll('\n', ' ')),
  contents('the certificate', 'chain', 'has long dashes', (text) => text.replaceAll('-----', '—–—')),
  contents('the certificate', 'chain', 'is a request', (text) =>
    text.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST'),
  ),
  contents('the certificate', 'chain', 'stands twice', (text) => text + text),
  contents('the certificate', 'chain', 'has one letter changed', (text) => text.replace(/\n(M)/, '\nN')),
  contents('the key', 'key', 'is empty', () => ''),
  contents('the key', 'key', 'lost its first line', (text) => text.split('\n').slice(1).join('\n')),
  contents('the key', 'key', 'has blanks before each line', (text) => text.replace(/^/gm, '  ')),
  contents('the key', 'key', 'says it is a public key', (text) =>
    text.replaceAll('PRIVATE KEY', 'PUBLIC KEY'),
  ),
];

function contents(
  what: string,
  part: 'chain' | 'key',
  how: string,
  change: (text: string) => string,
): Mutation {
  return {
    kind: 'file',
    what: `${what} ${how}`,
    on: isTls,
    apply(place) {
      const path = place.certificate[part];
      const pem = part === 'chain' ? place.certificate.chainPem : place.certificate.keyPem;
      writeFileSync(path, change(pem));
      return { names: [path, part === 'chain' ? 'certfile' : 'keyfile'] };
    },
  };
}
