import { LINES, NOTEBOOK, notebook, PRIVATE, QUICK, SET_UP } from './habits.ts';
import { describeSituations, type Lang } from './situations.ts';

const EN: readonly Lang[] = ['en'];
const ANSWERS = { 'answers.json': '{"ip": "localhost", "port": 9000}\n' };
const JSON_FILE = { '.jupyter/jupyter_notebook_config.json': '{"NotebookApp": {"port": 9999}}\n' };

describeSituations('init', [
  { name: 'first-without-jupyter', typed: SET_UP },
  { name: 'first', jupyter: 'nb64', typed: SET_UP, langs: EN },
  { name: 'first-in-a-house', lan: true, typed: QUICK },
  { name: 'first-several-jupyters', jupyter: 'lab3', typed: `${QUICK} --dry-run`, langs: ['ko'] },
  { name: 'first-json', typed: `${QUICK} --json`, langs: EN },
  { name: 'first-dry-run', typed: `${SET_UP} --dry-run`, langs: EN },
  { name: 'first-quiet', typed: `${QUICK} --quiet`, langs: EN },
  { name: 'answers-one-a-line', typed: `${LINES} | jupyter-expose init --tls none --hash sha1` },
  { name: 'answers-file', files: ANSWERS, typed: `${QUICK} --answers answers.json`, langs: EN },
  { name: 'rerun-unchanged', before: [QUICK], typed: 'jupyter-expose init --yes' },
  { name: 'rerun-other-port', before: [QUICK], typed: 'jupyter-expose init --port 9000 --yes' },
  {
    name: 'rerun-with-jupyter',
    jupyter: 'nb64',
    files: notebook(),
    before: [PRIVATE],
    typed: 'jupyter-expose init --port 9000 --ip localhost --tls none --yes',
    langs: ['ko'],
  },
  {
    name: 'json-wins',
    files: JSON_FILE,
    before: [PRIVATE],
    typed: `${QUICK} --target notebook@6.4.12`,
    langs: EN,
  },
  { name: 'weak-password', typed: 'echo hello1234 | jupyter-expose init --password-stdin --yes' },
  { name: 'missing-answer', typed: 'jupyter-expose init --no-input' },
  { name: 'input-ends', typed: "printf 'vier candle mosaic 12\\n' | jupyter-expose init" },
  { name: 'bad-port', typed: `${QUICK} --port 99999` },
  { name: 'bad-address', typed: `${QUICK} --ip 192.168.0.999` },
  { name: 'foreign-address', typed: `${QUICK} --ip 203.0.113.7` },
  { name: 'privileged-port', typed: `${QUICK} --port 443` },
  { name: 'certificate-missing', typed: `${SET_UP} --tls own --cert nowhere.pem --key nowhere.key` },
  { name: 'unknown-target', typed: 'jupyter-expose init --target hub --yes' },
  { name: 'questions', typed: 'jupyter-expose init --questions' },
  { name: 'questions-json', typed: 'jupyter-expose init --questions --json', langs: EN },
  { name: 'no-home', env: { HOME: 'elsewhere' }, typed: QUICK },
  { name: 'read-only', files: { [NOTEBOOK]: '' }, before: ['chmod 555 .jupyter'], typed: QUICK },
  {
    name: 'python-broken',
    jupyter: 'nb64',
    files: { [NOTEBOOK]: 'import nothing_like_that\n' },
    before: [PRIVATE],
    typed: QUICK,
    langs: EN,
  },
  { name: 'unreadable-config', files: { [NOTEBOOK]: '' }, before: ['chmod 000 .jupyter/*.py'], typed: QUICK },
  { name: 'sudo', asRoot: true, env: { SUDO_USER: 'ada', SUDO_UID: '1000' }, typed: QUICK },
]);
