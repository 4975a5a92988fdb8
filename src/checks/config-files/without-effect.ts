import type { ConfigFile } from '../../jupyter/settings/config-file.ts';
import { TRAIT_NAMES } from '../../jupyter/traits.ts';
import { t } from '../../messages/index.ts';
import { isSecretName } from '../../python-config/secret-names.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import type { System } from '../../system/system.ts';
import { locationOf, shownLine } from './complaint.ts';
import { ineffectiveLines } from './ineffective-lines.ts';
import { flatKeysIn } from './json-keys.ts';

/** Settings for which a mistake is a failure; in any other setting it is only a warning. */
export const DECISIVE: ReadonlySet<string> = new Set(
  ['hashed_password', ...TRAIT_NAMES].filter((name) => name !== 'open_browser' && name !== 'port_retries'),
);

/** Lines that load without an error and set nothing: they look like settings, or their key is none. */
export async function findIneffective(
  { path, format }: ConfigFile,
  set: ReadonlySet<string>,
  system: System,
): Promise<Finding[]> {
  const bytes = (await system.files.read(path)) ?? new Uint8Array();
  const { cause, whyNoEffect, whyOwnObject } = t().configFiles;
  const of = (
    id: 'line-sets-nothing' | 'config-object-own' | 'json-key-ignored',
    line: number,
    key: string,
  ) => ({
    place: locationOf({ path, line }),
    name: key,
    evidence: { file: path, line, text: shownLine(bytes, line) },
    sentences: cause[id],
  });
  if (format === 'json')
    return flatKeysIn(new TextDecoder().decode(bytes)).map(({ key, line, better = '' }) => {
      const { place, name, evidence, sentences } = of('json-key-ignored', line, key);
      const words = { program: '', place, name, better, said: '', python: '' };
      const said = { message: sentences.message(words), why: whyNoEffect, fix: sentences.fix(words) };
      const trait = key.slice(key.lastIndexOf('.') + 1);
      return finding(DECISIVE.has(trait) ? 'fail' : 'warn', 'json-key-ignored', said, { evidence });
    });
  return ineffectiveLines(bytes).map(({ id, line, key, before, after }) => {
    const { place, name, evidence, sentences } = of(id, line, key);
    const shown = after === undefined ? '' : shownLine(new Uint8Array(Buffer.from(after, 'latin1')), 1);
    const words = { program: '', place, name, better: shown, said: '', python: '' };
    const why = id === 'config-object-own' ? whyOwnObject : whyNoEffect;
    const said = { message: sentences.message(words), why, fix: sentences.fix(words) };
    const isFatal = id === 'config-object-own' || (DECISIVE.has(key.split('.')[1] ?? '') && !set.has(key));
    const secret = isSecretName(key) ? [key] : [];
    const change = {
      kind: 'edit-lines' as const,
      path,
      lines: [{ line, before, after: after ?? '' }],
      secret,
    };
    return finding(isFatal ? 'fail' : 'warn', id, said, {
      evidence,
      ...(after !== undefined && { repair: { changes: [change] } }),
    });
  });
}
