import type { SourceOfTrait } from '../../jupyter/settings/sources.ts';
import { keyOf, type Trait } from '../../jupyter/target.ts';
import { mergeSettings, type SettingsPart } from '../../plan/merge.ts';
import { isSecretName } from '../../python-config/secret-names.ts';
import type { PythonValue } from '../../python-config/value.ts';
import type { Repair } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { idOf, type Judged, weakens } from './rank.ts';

/** One wish for one file. */
type Part = Omit<SettingsPart, 'step' | 'secret' | 'mode'>;

/** Only the owner may read a file that holds a hash. */
const PRIVATE = 0o600;

/** The wishes as changes, one per file; undefined where one of them cannot be had. */
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

/** Takes out every line that stands above this one and says something else. */
export function takeOutAbove(judged: Judged, trait: Trait, loser: SourceOfTrait): Part[] | undefined {
  if (weakens(trait, loser.value)) return undefined;
  const ranked = judged.sources.traits[trait];
  const above = ranked.slice(0, ranked.indexOf(loser)).filter(({ value }) => value !== loser.value);
  if (above.some((line) => !isFree(judged, line))) return undefined;
  return above.map(({ file, format, key }) => ({ path: file, format, settings: {}, remove: [key] }));
}

/** Lets the line that wins say the same: the person finds one value everywhere. */
export function saySame(
  judged: Judged,
  trait: Trait,
  winner: SourceOfTrait,
  loser: SourceOfTrait,
): Part[] | undefined {
  if (loser.value === undefined || weakens(trait, loser.value) || !isFree(judged, winner)) return undefined;
  return [setIn(winner, winner.key, loser.value)];
}

/** The same setting under the name that this Jupyter knows, in the file where it stands; the old name goes. */
export function renameInPlace(judged: Judged, trait: Trait, line: SourceOfTrait): Part[] | undefined {
  const key = keyOf(judged.reader.target, trait);
  if (key === undefined || line.value === undefined || !line.writable || weakens(trait, line.value))
    return undefined;
  return [setIn(line, key, line.value), ...takeOut(judged, line)];
}

/** The setting in the file that this Jupyter reads; where it stood it goes, unless somebody else reads that. */
export async function moveToOwnFile(
  judged: Judged,
  situation: Situation,
  trait: Trait,
  line: SourceOfTrait,
): Promise<Part[] | undefined> {
  const key = keyOf(judged.reader.target, trait);
  const { path } = await situation.get('configFile');
  if (key === undefined || line.value === undefined || weakens(trait, line.value)) return undefined;
  if (!(await situation.system.files.isWritable(path))) return undefined;
  const format = path.endsWith('.json') ? 'json' : 'python';
  return [setIn({ file: path, format }, key, line.value), ...takeOut(judged, line)];
}

function setIn(
  { file, format }: Pick<SourceOfTrait, 'file' | 'format'>,
  key: string,
  value: PythonValue,
): Part {
  return { path: file, format, settings: { [key]: value } };
}

function takeOut({ servesAnother }: Judged, line: SourceOfTrait): Part[] {
  const { file, format, key, writable } = line;
  return servesAnother.has(idOf(line)) || !writable
    ? []
    : [{ path: file, format, settings: {}, remove: [key] }];
}

/** May be changed: writable, certain to run, and not what another kind of Jupyter here lives by. */
function isFree({ servesOtherGeneration }: Judged, line: SourceOfTrait): boolean {
  return line.writable && !line.conditional && !servesOtherGeneration.has(idOf(line));
}
