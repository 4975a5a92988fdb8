// A small wizard over the compiled sources: `node harness.mjs DIST OPTIONS-AS-JSON`. Prints its answers as JSON.
import { pathToFileURL } from 'node:url';

const [dist, json = '{}', ...argv] = process.argv.slice(2);
const options = { questions: ['password', 'ip', 'port', 'open_browser'], ...JSON.parse(json) };
const load = (path) => import(pathToFileURL(`${dist}/${path}`).href);

const { ExposeError, exitCodeOf } = await load('errors.js');
const { setLanguage, t } = await load('messages/index.js');
const { decideColour } = await load('system/colour.js');
const { readTerminal } = await load('system/terminal.js');
const { Secret } = await load('system/secret.js');
const { openPrompter } = await load('prompt/open-prompter.js');
const { createResolver } = await load('prompt/resolver.js');
const { yesOrNo } = await load('prompt/question.js');

const wrong = (message, hint) => {
  throw new ExposeError('answer', message, hint);
};
const port = (text) =>
  /^[1-9]\d{0,4}$/.test(text) ? Number(text) : wrong(`“${text}” is no port.`, 'Like 8888.');
const pick = (id) => ({
  ...(options.once && { once: true }),
  ...(options.current && id in options.current ? { current: options.current[id] } : {}),
});

const all = {
  password: {
    ...{ id: 'password', label: 'Password', message: 'Password for Jupyter:', flag: '--password-file FILE' },
    ...{ kind: 'secret', piped: true, why: 'Whoever knows it can run programs here.' },
    parse: (text) => (text === '' ? wrong('The password is empty.') : new Secret(text)),
    parseJson: (value) => new Secret(value),
    show: () => wrong('a secret was shown'),
    remarks: async (value) =>
      value instanceof Secret && value.reveal() === 'weak'
        ? [{ id: 'weak', text: 'This password is weak.', sure: true }]
        : [],
  },
  ip: {
    ...{ id: 'ip', label: 'Address', message: 'Listen on which address?', flag: '--ip ADDRESS' },
    ...{ kind: 'text', piped: true, fallback: { value: '*', shown: '*' } },
    parse: (text) => (/^[\w.:*]+$/.test(text) ? text : wrong(`“${text}” is no address.`)),
    parseJson: String,
    show: String,
  },
  port: {
    ...{ id: 'port', label: 'Port', message: 'Which port?', flag: '--port N', kind: 'text', piped: true },
    ...{ fallback: { value: 8888, shown: '8888' }, why: 'The number in the address of your Jupyter.' },
    parse: port,
    parseJson: (value) => (typeof value === 'number' ? value : wrong('The port must be a number.')),
    show: String,
  },
  open_browser: {
    ...{ id: 'open_browser', label: 'Open a browser', message: 'Open a browser?', flag: '--open-browser' },
    ...{ kind: 'confirm', piped: true, fallback: { value: false, shown: t().prompt.yesNo(false) } },
    parse: (text) => yesOrNo(text) ?? wrong(t().prompt.notYesOrNo),
    parseJson: Boolean,
    show: (yes) => t().prompt.yesNo(yes),
  },
  tls: {
    ...{ id: 'tls', label: 'Encryption', message: 'Which encryption?', flag: '--tls KIND', kind: 'select' },
    ...{ piped: false, fallback: { value: 'none', shown: 'none' } },
    choices: ['none', 'own', 'self'].map((value) => ({ value, label: `kind ${value}` })),
    parse: (text) => text,
    parseJson: String,
    show: String,
  },
};

async function main() {
  await setLanguage(options.lang ?? 'en');
  decideColour(argv, process.env);
  const print = (line) => process.stderr.write(`${line}\n`);
  const { yes = false, noInput = false, stdinTaken = false } = options;
  const terminal = readTerminal();
  const prompter = await openPrompter({ terminal, env: process.env, noInput, stdinTaken, yes, print });
  const flags = new Map(Object.entries(options.flags ?? {}));
  const resolver = createResolver({
    flags,
    env: process.env,
    answers: options.answers,
    prompter,
    yes,
    noInput,
    print,
  });
  try {
    const got = {};
    for (const id of options.questions) {
      const { value, source } = await resolver.answer({ ...all[id], ...pick(id) });
      got[id] = [value instanceof Secret ? value.reveal() : value, source];
    }
    if (options.confirm !== false) {
      const message = 'Write these changes?';
      got.confirm = await resolver.confirm({ label: 'Confirm', message, fallback: true, flag: '--yes' });
    }
    await resolver.finish();
    process.stdout.write(`${JSON.stringify(got)}\n`);
    return got.confirm === false ? 130 : 0;
  } finally {
    resolver.close();
  }
}

process.exitCode = 130;
main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    process.exitCode = exitCodeOf(error);
    process.stderr.write(
      `${error.message}\n${error.hint ?? ''}\n${error instanceof ExposeError ? '' : error.stack}`,
    );
  },
);
