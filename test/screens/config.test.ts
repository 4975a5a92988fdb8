import { HASH, NOTEBOOK, PRIVATE, QUICK } from './habits.ts';
import { describeSituations } from './situations.ts';

const FILE = { [NOTEBOOK]: `# mine\nc.ServerApp.port = 8888  # the usual\nc.ServerApp.ip = '*'\n` };
const SECRET = {
  [NOTEBOOK]: `c.PasswordIdentityProvider.hashed_password = '${HASH}'\nc.ServerApp.port = 8888\n`,
};
const config = (name: string, words: string, more = {}) => ({
  name,
  files: FILE,
  before: [PRIVATE],
  typed: `jupyter-expose config ${words}`,
  ...more,
});

describeSituations('config', [
  config('get', 'get ServerApp.port'),
  config('get-json', 'get ServerApp.port --json', { langs: ['en'] }),
  config('get-not-a-name', 'get port'),
  config('set-not-a-name', 'set port=9000'),
  config('get-not-set', 'get ServerApp.base_url'),
  config('get-unknown', 'get ServerApp.prot'),
  config('get-secret', 'get PasswordIdentityProvider.hashed_password', { files: SECRET }),
  config('set', 'set ServerApp.port=9000 ServerApp.base_url=/lab/'),
  config('set-dry-run', 'set ServerApp.port=9000 --dry-run'),
  config('set-json', 'set ServerApp.port=9000 --json', { langs: ['en'] }),
  config('set-unchanged', 'set ServerApp.port=8888'),
  config('set-bad-value', 'set ServerApp.port=many'),
  config('set-unknown', 'set ServerApp.prot=9000'),
  config('set-without-value', 'set ServerApp.port'),
  config('set-secret', "set ServerApp.password='sha1:0123456789ab:0123456789012345678901234567890123456789'"),
  config('set-first', 'set ServerApp.port=9000', { files: {}, before: [] }),
  config('set-read-only', 'set ServerApp.port=9000', {
    before: ['chmod 444 .jupyter/*.py && chmod 555 .jupyter'],
  }),
  config('set-unreadable', 'set ServerApp.port=9000', { before: ['chmod 000 .jupyter/*.py'] }),
  config('set-broken-file', 'set ServerApp.port=9000', {
    files: { [NOTEBOOK]: "c.ServerApp.ip = '127.0.0.1\n" },
  }),
  config('unset', 'unset ServerApp.port'),
  config('unset-dry-run', 'unset ServerApp.port --dry-run', { langs: ['en'] }),
  config('unset-nothing', 'unset ServerApp.base_url'),
  config('show', 'show'),
  config('show-json', 'show --json', { langs: ['en'] }),
  config('show-nothing', 'show', { files: {}, before: [] }),
  config('show-with-jupyter', 'show', {
    jupyter: 'nb64',
    files: { [NOTEBOOK]: "c.NotebookApp.port = 8888\nc.ServerApp.ip = '*'\n" },
  }),
  config('show-after-init', 'show', { files: {}, before: [QUICK] }),
  config('other-file', 'set ServerApp.port=9000 --file nowhere/jupyter_server_config.py'),
]);
