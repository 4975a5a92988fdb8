import { describeSituations, type Situation } from './situations.ts';

/** Every command with those below it. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  init: [],
  doctor: [],
  config: ['get', 'set', 'unset', 'show'],
  cert: ['create', 'import', 'issue', 'renew', 'show', 'trust'],
  renew: [],
  schedule: ['install', 'remove', 'status'],
  firewall: ['status', 'open', 'close'],
  router: ['show', 'status', 'map', 'unmap'],
  ddns: ['status', 'update'],
  tunnel: ['status', 'start', 'stop'],
  close: [],
  hash: [],
  undo: [],
};

const help = (...words: readonly string[]) => `jupyter-expose ${words.join(' ')} --help`;

const SITUATIONS: readonly Situation[] = [
  { name: 'nothing', typed: 'jupyter-expose', langs: ['en'] },
  { name: 'all', typed: 'jupyter-expose --help' },
  { name: 'version', typed: 'jupyter-expose --version', langs: ['en'] },
  { name: 'lang-flag', typed: 'jupyter-expose --lang ko --help', langs: ['en'] },
  ...Object.entries(COMMANDS).map(([name, children]) => ({
    name,
    typed: [help(name), ...children.map((child) => help(name, child))].join('\n'),
  })),
];

describeSituations('help', SITUATIONS);
