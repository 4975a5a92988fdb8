import { en, type Messages } from './en.ts';
import { ko } from './ko.ts';

export type Language = 'en' | 'ko';
export type { Messages };

const BY_LANGUAGE: Record<Language, Messages> = { en, ko };

let current: Language = 'en';

/** Chooses the language of every sentence from here on. */
export function setLanguage(language: Language): void {
  current = language;
}

export function language(): Language {
  return current;
}

/** The sentences in the current language: `t().port.busy(8100, 'python3')`. */
export function t(): Messages {
  return BY_LANGUAGE[current];
}

/** The language a locale asks for: LC_ALL, then LC_MESSAGES, then LANG (POSIX order). */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^ko([_.-]|$)/i.test(locale) ? 'ko' : 'en';
}
