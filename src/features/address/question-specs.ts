import { t } from '../../messages/index.ts';
import { DEFAULT_PORT } from '../../net/parse-port.ts';
import type { QuestionSpec } from '../../prompt/question.ts';
import { REACHES } from '../../situation/reach.ts';

export const ipSpec = (): QuestionSpec => ({
  id: 'ip',
  flag: '--ip ADDRESS',
  flags: [{ declared: '--ip <address>', help: t().init.flags.ip }],
  kind: 'text',
  piped: true,
  label: t().address.ipLabel,
  message: t().address.ipMessage,
  why: t().address.ipWhy,
  usual: '*',
});

export const portSpec = (): QuestionSpec => ({
  id: 'port',
  flag: '--port N',
  flags: [{ declared: '--port <number>', help: t().init.flags.port }],
  kind: 'text',
  piped: true,
  label: t().address.portLabel,
  message: t().address.portMessage,
  why: t().address.portWhy,
  usual: String(DEFAULT_PORT),
});

export const browserSpec = (): QuestionSpec => ({
  id: 'open_browser',
  flag: '--open-browser | --no-open-browser',
  flags: [
    { declared: '--open-browser', help: t().init.flags.openBrowser },
    { declared: '--no-open-browser', help: t().init.flags.openBrowser, hidden: true },
  ],
  kind: 'confirm',
  piped: true,
  label: t().address.browserLabel,
  message: t().address.browserMessage,
  why: t().address.browserWhy,
  usual: t().address.no,
});

export const reachSpec = (): QuestionSpec => ({
  id: 'reach',
  flag: `--reach ${REACHES.join('|')}`,
  flags: [{ declared: '--reach <where>', help: t().status.flags.reach }],
  kind: 'select',
  label: t().status.reach.label,
  message: t().status.reach.message,
  why: t().status.reach.why,
  implied: '',
  choices: REACHES.map((value) => ({ value, label: t().status.reach.choices[value] })),
});

/** The questions, without looking at the computer. */
export function addressQuestions(): QuestionSpec[] {
  return [reachSpec(), ipSpec(), portSpec(), browserSpec()];
}
