import { HASH, PASSWORD, QUICK } from './habits.ts';
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
]);

const HASHED = `echo '${PASSWORD}' | jupyter-expose hash`;

describeSituations('hash', [
  { name: 'argon2', typed: `${HASHED} --password-stdin` },
  { name: 'sha1', typed: `${HASHED} --algorithm sha1`, langs: ['en'] },
  { name: 'json', typed: `${HASHED} --json`, langs: ['en'] },
  { name: 'unknown-algorithm', typed: `${HASHED} --algorithm md5` },
  { name: 'right', typed: `echo 'right horse battery 1' | jupyter-expose hash --check ${HASH}` },
  { name: 'wrong', typed: `echo 'wrong horse battery 1' | jupyter-expose hash --check ${HASH}` },
  { name: 'not-a-hash', typed: `${HASHED} --check shad1:nothing` },
  { name: 'empty', typed: 'echo | jupyter-expose hash' },
  { name: 'no-file', typed: 'jupyter-expose hash --password-file nowhere' },
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
]);
