import { en, type Messages } from './en/index.ts';

export type Language = 'en' | 'ko';
export type { Messages };

let current: Language = 'en';
let sentences: Messages = en;

/** Sets the language of all further sentences. Korean is loaded only when chosen. */
export async function setLanguage(language: Language): Promise<void> {
  sentences = language === 'ko' ? (await import('./ko/index.ts')).ko : en;
  current = language;
}

export function language(): Language {
  return current;
}

/** The sentences in the current language: `t().port.busy(8100, 'python3')`. */
export function t(): Messages {
  return sentences;
}

/** The language that the locale requests: LC_ALL, then LC_MESSAGES, then LANG (POSIX order). */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^ko([_.-]|$)/i.test(locale) ? 'ko' : 'en';
}
