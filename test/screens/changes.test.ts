import { HASH, LINES, PASSWORD, QUICK, SET_UP, TAILSCALE } from './habits.ts';
import { describeSituations } from './situations.ts';

const AGAIN = 'jupyter-expose init --port 9000 --yes';

describeSituations('undo', [
  { name: 'nothing', typed: 'jupyter-expose undo --yes' },
  { name: 'last', before: [QUICK, AGAIN], typed: 'jupyter-expose undo --yes' },
  { name: 'all', before: [QUICK, AGAIN], typed: 'jupyter-expose undo --all --yes' },
  { name: 'dry-run', before: [QUICK], typed: 'jupyter-expose undo --dry-run' },
  { name: 'json', before: [QUICK], typed: 'jupyter-expose undo --yes --json', langs: ['en'] },
  { name: 'list', before: [QUICK, AGAIN, 'jupyter-expose undo --yes'], typed: 'jupyter-expose undo --list' },
  { name: 'list-nothing', typed: 'jupyter-expose undo --list' },
  { name: 'not-confirmed', before: [QUICK], typed: 'jupyter-expose undo' },
  {
    name: 'changed-since',
    before: [QUICK, "echo '# by hand' >> .jupyter/jupyter_notebook_config.py"],
    typed: 'jupyter-expose undo --yes',
  },
]);

describeSituations('close', [
  { name: 'nothing', typed: 'jupyter-expose close --yes' },
  { name: 'after-init', before: [QUICK], typed: 'jupyter-expose close --yes' },
  { name: 'dry-run', before: [QUICK], typed: 'jupyter-expose close --dry-run' },
  { name: 'json', before: [QUICK], typed: 'jupyter-expose close --yes --json', langs: ['en'] },
  { name: 'not-confirmed', before: [QUICK], typed: 'jupyter-expose close' },
  {
    name: 'again',
    before: [QUICK, 'jupyter-expose close --yes'],
    typed: 'jupyter-expose close --yes',
  },
  {
    name: 'then-undo',
    before: [QUICK, 'jupyter-expose close --yes'],
    typed: 'jupyter-expose undo --yes',
  },
  {
    name: 'then-init',
    before: [QUICK, 'jupyter-expose close --yes'],
    typed: 'jupyter-expose init --yes',
  },
  { name: 'quiet', before: [QUICK], typed: 'jupyter-expose close --yes --quiet', langs: ['en'] },
  {
    name: 'tunnel',
    programs: TAILSCALE,
    before: [QUICK, 'jupyter-expose tunnel start tailscale-serve --yes'],
    typed: 'jupyter-expose close --yes',
  },
  {
    name: 'in-terminal',
    before: [QUICK],
    typed: 'jupyter-expose close',
    answers: [['Close all of this?', '모두 닫을까요?', 'y']],
  },
  {
    name: 'still-running',
    jupyter: 'nb64',
    before: [QUICK],
    meanwhile: [
      'jupyter-notebook --no-browser & until ls .local/share/jupyter/runtime/nbserver-*.json; do sleep 0.05; done',
    ],
    typed: 'jupyter-expose close --yes',
  },
]);

const RIGHT = `echo 'right horse battery 1' | jupyter-expose hash`;
const HASHED = `echo '${PASSWORD}' | jupyter-expose hash`;

describeSituations('hash', [
  { name: 'argon2', typed: `${HASHED} --password-stdin` },
  { name: 'sha1', typed: `${HASHED} --algorithm sha1`, langs: ['en'] },
  { name: 'json', typed: `${HASHED} --json`, langs: ['en'] },
  { name: 'unknown-algorithm', typed: `${HASHED} --algorithm md5` },
  { name: 'right', typed: `${RIGHT} --check ${HASH}` },
  { name: 'wrong', typed: `echo 'wrong horse battery 1' | jupyter-expose hash --check ${HASH}` },
  { name: 'not-a-hash', typed: `${HASHED} --check shad1:nothing` },
  { name: 'empty', typed: 'echo | jupyter-expose hash' },
  { name: 'no-file', typed: 'jupyter-expose hash --password-file nowhere' },
  { name: 'bcrypt', typed: `${HASHED} --algorithm bcrypt`, langs: ['en'] },
  {
    name: 'bcrypt-too-long',
    typed: "printf '%080d' 1 | jupyter-expose hash --algorithm bcrypt",
  },
  { name: 'edge-space', typed: "echo 'vier candle mosaic ' | jupyter-expose hash" },
  { name: 'control', typed: "printf 'vier\\033candle mosaic' | jupyter-expose hash" },
  { name: 'not-utf-8', typed: "printf 'vier \\377 candle' | jupyter-expose hash" },
  { name: 'from-two-places', typed: 'jupyter-expose hash --password-stdin --password-file nowhere' },
  {
    name: 'file-closed',
    files: { password: 'vier candle mosaic 12\n' },
    before: ['chmod 000 password'],
    typed: 'jupyter-expose hash --password-file password',
  },
  { name: 'right-json', typed: `${RIGHT} --check ${HASH} --json`, langs: ['en'] },
  { name: 'right-quiet', typed: `${RIGHT} --check ${HASH} --quiet`, langs: ['en'] },
  {
    name: 'in-terminal',
    typed: 'jupyter-expose hash --algorithm sha1 >/dev/null',
    answers: [
      ['Password:', '비밀번호:', PASSWORD],
      ['once more', '한 번 더', 'something else'],
      ['again.\n? Password:', '입력하세요.\n? 비밀번호:', '^C'],
    ],
  },
]);

const problem = (name: string, hash: string) => ({ name, typed: `${RIGHT} --check '${hash}'` });

/** Hashes that no password matches, and why. */
describeSituations('hash-problems', [
  problem('no-digest', 'sha1:0123456789ab:'),
  problem('salt-colon', 'sha1:01:23:bb3a62420e0af0f2eda0b94fb23ee20d51066b68'),
  problem('salt-not-ascii', 'sha1:ä123456789ab:bb3a62420e0af0f2eda0b94fb23ee20d51066b68'),
  problem('not-ascii', 'sha1:0123456789ab:bb3a62420e0af0f2eda0b94fb23ee20d51066b6ä'),
  problem('unusable-algorithm', 'shake_128:0123456789ab:bb3a62420e0af0f2eda0b94fb23ee20d51066b68'),
  problem('argon2-header', 'argon2:$v=19$m=10240,t=10,p=8$K9+rH3XGmHYWZkLwFoi5qg$ljk8pe2hdYg/qqohHK95tg'),
  problem('argon2-parts', 'argon2:$argon2id$v=19$m=10240,t=10,p=8$K9+rH3XGmHYWZkLwFoi5qg'),
  problem('argon2-old', 'argon2:$argon2id$m=10240,t=10,p=8$K9+rH3XGmHYWZkLwFoi5qg$ljk8pe2hdYg/qqohHK95tg'),
  problem(
    'argon2-costly',
    'argon2:$argon2id$v=19$m=4194304,t=99,p=8$K9+rH3XGmHYWZkLwFoi5qg$ljk8pe2hdYg/qqohHK95tg',
  ),
  problem('bcrypt', '$2b$04$.QvMglvzKWOSmIot31JZSOQAgZhwpDaxh/RiVCVGkMPw/VoKtPsa6'),
]);

describeSituations('errors', [
  { name: 'unknown-flag', typed: 'jupyter-expose init --prot 9000' },
  { name: 'unknown-command', typed: 'jupyter-expose docter' },
  { name: 'unknown-subcommand', typed: 'jupyter-expose config list' },
  { name: 'missing-argument', typed: 'jupyter-expose config get' },
  { name: 'too-many-arguments', typed: 'jupyter-expose undo this' },
  { name: 'missing-value', typed: 'jupyter-expose init --port' },
  { name: 'unknown-language', typed: 'jupyter-expose --lang de doctor' },
  { name: 'json-error', typed: 'jupyter-expose init --port 99999 --json', langs: ['en'] },
  { name: 'bad-environment', env: { JUPYTER_EXPOSE_PORT: 'many' }, typed: QUICK },
  {
    name: 'bad-answers-file',
    files: { 'answers.json': '{"prot": 9000}\n' },
    typed: `${QUICK} --answers answers.json`,
  },
  {
    name: 'broken-answers-file',
    files: { 'answers.json': '{"port": \n' },
    typed: `${QUICK} --answers answers.json`,
  },
  { name: 'no-answers-file', typed: `${QUICK} --answers nowhere.json` },
  {
    name: 'answers-file-a-list',
    files: { 'answers.json': '[9000]\n' },
    typed: `${QUICK} --answers answers.json`,
  },
  {
    name: 'answers-file-closed',
    files: { 'answers.json': '{"port": 9000}\n' },
    before: ['chmod 000 answers.json'],
    typed: `${QUICK} --answers answers.json`,
  },
  {
    name: 'answer-not-yes-or-no',
    typed: `${LINES.replace('\\nn\\n', '\\nperhaps\\n')} | jupyter-expose init --tls none`,
  },
  { name: 'answer-not-utf-8', typed: `${LINES.replace('8100', '\\377')} | jupyter-expose init --tls none` },
  { name: 'answer-left-over', typed: `${LINES.replace(/'$/, "more\\n'")} | jupyter-expose init --tls none` },
  { name: 'answer-none', typed: `${LINES.replace('8100', '')} | jupyter-expose init --tls none --dry-run` },
  { name: 'conflicting-flags', typed: 'jupyter-expose doctor --list-checks --fix' },
  { name: 'not-a-choice', typed: `${QUICK} --tls much` },
  { name: 'hash-not-known', typed: `${SET_UP} --tls none --hash md5` },
  { name: 'password-as-flag', typed: `jupyter-expose init --password '${PASSWORD}'` },
  {
    name: 'password-in-environment',
    env: { JUPYTER_EXPOSE_PASSWORD: PASSWORD },
    typed: 'jupyter-expose init --yes',
  },
  {
    name: 'password-stdin-is-terminal',
    typed: 'jupyter-expose init --password-stdin',
    answers: [],
  },
  { name: 'answers-are-terminal', typed: 'jupyter-expose init --answers -', answers: [] },
  { name: 'result-lost', typed: `${HASHED} --algorithm sha1 > /dev/full` },
  {
    name: 'directory-gone',
    tools: ['rmdir'],
    typed: 'mkdir a && cd a && rmdir ../a && jupyter-expose config set ServerApp.port=9000',
  },
  { name: 'no-config', env: { JUPYTER_NO_CONFIG: '1' }, typed: QUICK },
  { name: 'home-unclear', env: { JUPYTER_CONFIG_DIR: 'here' }, typed: QUICK },
  { name: 'target-no-version', typed: `${QUICK} --target notebook@new` },
  { name: 'target-too-old', typed: `${QUICK} --target notebook@3` },
  { name: 'config-neither-py-nor-json', typed: `${QUICK} --config settings.txt` },
]);

const SET = 'jupyter-expose config set ServerApp.port=9000';
const file = (name: string, before: string, path = 'a.py', more = {}) => ({
  name,
  before: [before],
  typed: `${SET} --file ${path}`,
  ...more,
});

/** Files that cannot be read or written. */
describeSituations('errors-files', [
  file('directory', 'mkdir a.py'),
  file('pipe', 'mkfifo a.py', 'a.py', { tools: ['mkfifo'] }),
  file('loop', 'ln -s a.py a.py'),
  file('file-instead-of-directory', 'touch a', 'a/a.py'),
  file('name-too-long', 'true', `${'long-'.repeat(60)}.py`),
  file('link-to-nowhere', 'ln -s nowhere/a.py a.py'),
  file('directory-closed', 'mkdir a && touch a/a.py && chmod 000 a', 'a/a.py'),
  file('directory-read-only', 'mkdir a && touch a/a.py && chmod 555 a', 'a/a.py'),
  file('of-root', 'chmod 777 .', '/etc/a.py', { etc: { 'a.py': '# mine\n' } }),
  file('empty-name', 'true', "''"),
  file('json', 'echo \'{"ServerApp": {"port": 8888}}\' > a.json', 'a.json'),
  file('json-broken', 'echo \'{"ServerApp": {"port": 8888,}}\' > a.json', 'a.json'),
  file('json-with-bom', "printf '\\357\\273\\277{}' > a.json", 'a.json'),
  file('json-not-utf-8', 'printf \'{"a": "\\377"}\' > a.json', 'a.json'),
  file('json-a-list', "echo '[]' > a.json", 'a.json'),
  file('json-no-section', 'echo \'{"ServerApp": 1}\' > a.json', 'a.json'),
  file('json-twice', 'echo \'{"ServerApp": {"port": 1, "port": 2}}\' > a.json', 'a.json'),
]);
