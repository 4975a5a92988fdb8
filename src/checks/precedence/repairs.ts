import { formatOf } from '../../jupyter/settings/config-file.ts';
import { idOf, type SourceOfTrait } from '../../jupyter/settings/sources.ts';
import { keyOf, type Trait } from '../../jupyter/target.ts';
import { mergeSettings, type SettingsPart } from '../../plan/merge.ts';
import { isSecretName } from '../../python-config/secret-names.ts';
import type { PythonValue } from '../../python-config/value.ts';
import type { Repair } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { type Precedence, weakens } from './evaluate.ts';

/** One setting to change in one file. */
type Part = Omit<SettingsPart, 'step' | 'secret' | 'mode'>;

/** Only the owner may read a file that holds a hash. */
const PRIVATE = 0o600;

/** Merges the parts into one change per file; undefined if one of them is impossible. */
export function repairOf(parts: readonly (readonly Part[] | undefined)[]): Repair | undefined {
  const known = parts.filter((each) => each !== undefined);
  if (known.length < parts.length || known.flat().length === 0) return undefined;
  const changes = mergeSettings(
    known.flat().map((part): SettingsPart => {
      const secret = Object.keys(part.settings).filter(isSecretName);
      return { ...part, step: 'doctor', secret, ...(secret.length > 0 && { mode: PRIVATE }) };
    }),
  );
  return { changes };
}

/** Removes every line that overrides this one with another value. */
export function removeAbove(precedence: Precedence, trait: Trait, loser: SourceOfTrait): Part[] | undefined {
  if (weakens(trait, loser.value)) return undefined;
  const ranked = precedence.sources.traits[trait];
  const above = ranked.slice(0, ranked.indexOf(loser)).filter(({ value }) => value !== loser.value);
  if (above.some((line) => !isChangeable(precedence, line))) return undefined;
  return above.map(({ file, format, key }) => ({ path: file, format, settings: {}, remove: [key] }));
}

/** Gives the winning line the same value, so that the user finds one value everywhere. */
export function setSame(
  precedence: Precedence,
  trait: Trait,
  winner: SourceOfTrait,
  loser: SourceOfTrait,
): Part[] | undefined {
  if (loser.value === undefined || weakens(trait, loser.value) || !isChangeable(precedence, winner))
    return undefined;
  return [setIn(winner, winner.key, loser.value)];
}

/** Renames the setting, within its file, to the name that this Jupyter knows. */
export function renameInPlace(precedence: Precedence, trait: Trait, line: SourceOfTrait): Part[] | undefined {
  const key = keyOf(precedence.reader.target, trait);
  if (key === undefined || line.value === undefined || !line.writable || weakens(trait, line.value))
    return undefined;
  return [setIn(line, key, line.value), ...removeLine(precedence, line)];
}

/** Moves the setting to the file that this Jupyter reads; the old line stays if another application needs it. */
export async function moveToOwnFile(
  precedence: Precedence,
  situation: Situation,
  trait: Trait,
  line: SourceOfTrait,
): Promise<Part[] | undefined> {
  const key = keyOf(precedence.reader.target, trait);
  const { path } = await situation.get('configFile');
  if (key === undefined || line.value === undefined || weakens(trait, line.value)) return undefined;
  if (!(await situation.system.files.isWritable(path))) return undefined;
  return [setIn({ file: path, format: formatOf(path) }, key, line.value), ...removeLine(precedence, line)];
}

function setIn(
  { file, format }: Pick<SourceOfTrait, 'file' | 'format'>,
  key: string,
  value: PythonValue,
): Part {
  return { path: file, format, settings: { [key]: value } };
}

function removeLine({ servesAnother }: Precedence, line: SourceOfTrait): Part[] {
  const { file, format, key, writable } = line;
  return servesAnother.has(idOf(line)) || !writable
    ? []
    : [{ path: file, format, settings: {}, remove: [key] }];
}

/** May the line be changed? Only if it is writable, unconditional, and not used by another generation. */
function isChangeable({ servesOtherGeneration }: Precedence, line: SourceOfTrait): boolean {
  return line.writable && !line.conditional && !servesOtherGeneration.has(idOf(line));
}
