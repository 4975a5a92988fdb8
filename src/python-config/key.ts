import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import { KEYWORDS } from './python-names.ts';

const KEY = /^([A-Z][A-Za-z0-9_]*)\.([a-z][A-Za-z0-9_]*|_(?!_)[A-Za-z0-9_]*)$/;

/**
 * Splits a setting's name into its two parts. Throws ExposeError('usage') unless it is `Class.trait`, both Python
 * names.
 */
export function splitKey(key: string): { section: string; trait: string } {
  const [, section, trait] = KEY.exec(key) ?? [];
  if (section === undefined || trait === undefined || KEYWORDS.has(trait) || KEYWORDS.has(section)) {
    throw new ExposeError('usage', t().pythonConfig.badKey(key));
  }
  return { section, trait };
}
