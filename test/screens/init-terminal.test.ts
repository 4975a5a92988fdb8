import { PASSWORD, QUICK } from './habits.ts';
import { type Answer, describeSituations } from './situations.ts';

const password: Answer = ['Password for Jupyter:', 'Jupyter 비밀번호:', PASSWORD];
const again: Answer = ['The same once more:', '한 번 더 입력하세요:', PASSWORD];
const ip = (typed: string): Answer => ['Which address', '어느 주소에서', typed];
const port = (typed: string): Answer => ['Which port?', '몇 번 포트를', typed];
const browser = (typed: string): Answer => ['Open a browser', '브라우저를 열까요', typed];
const tls = (typed: string): Answer => ['How shall it be encrypted', '어떻게 암호화할까요', typed];
const write = (typed: string): Answer => ['Write this', '이대로 저장', typed];
const firewall: Answer = ['Shall the firewall', '방화벽에서 이 포트를', ''];
const defaults = [password, again, ip(''), port(''), browser(''), tls(''), firewall];

describeSituations('init-terminal', [
  { name: 'first', lan: true, typed: 'jupyter-expose init', answers: [...defaults, write('y')] },
  {
    name: 'first-with-jupyter',
    jupyter: 'nb64',
    typed: 'jupyter-expose init',
    answers: [...defaults, write('y')],
    langs: ['en'],
  },
  { name: 'declined', typed: 'jupyter-expose init', answers: [...defaults, write('n')] },
  {
    name: 'bad-answers',
    typed: 'jupyter-expose init',
    answers: [password, again, ip('here'), ['is a name, not', '이름이지', '^C']],
  },
  {
    name: 'ctrl-c',
    typed: 'jupyter-expose init',
    answers: [['Password for Jupyter:', 'Jupyter 비밀번호:', '^C']],
  },
  {
    name: 'ctrl-d',
    typed: 'jupyter-expose init',
    answers: [password, ['The same once more:', '한 번 더 입력하세요:', '^D']],
    langs: ['ko'],
  },
  {
    name: 'rerun',
    before: [QUICK],
    typed: 'jupyter-expose init',
    answers: [['Password for Jupyter:', 'Jupyter 비밀번호:', '^C']],
  },
  {
    name: 'undo',
    before: [QUICK],
    typed: 'jupyter-expose undo',
    answers: [['Take this back?', '되돌릴까요?', '']],
  },
  {
    name: 'undo-declined',
    before: [QUICK],
    typed: 'jupyter-expose undo',
    answers: [['Take this back?', '되돌릴까요?', 'n']],
  },
  { name: 'doctor', typed: 'jupyter-expose doctor', answers: [] },
]);
