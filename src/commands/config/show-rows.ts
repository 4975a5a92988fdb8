import { environmentSettings } from '../../jupyter/environment-variables.ts';
import type { ConfigFile, FileSetting } from '../../jupyter/settings/config-file.ts';
import { effectiveTrait } from '../../jupyter/settings/effective.ts';
import {
  classOf,
  findIgnoredFiles,
  ignoredSettings,
  isForeignClass,
  type NoEffectReason,
  type Reader,
  whyIgnored,
  whyOverridden,
} from '../../jupyter/settings/ignored-files.ts';
import { idOf, type SettingSources, type SourceOfTrait, winnerOf } from '../../jupyter/settings/sources.ts';
import { keyOf, type Trait } from '../../jupyter/target.ts';
import { TRAIT_NAMES } from '../../jupyter/traits.ts';
import { t } from '../../messages/index.ts';
import { maskHashes } from '../../plan/masking.ts';
import { HIDDEN, hideSecrets } from '../../python-config/secret-names.ts';
import type { PythonValue } from '../../python-config/value.ts';
import { toJson } from '../../python-config/write-literal.ts';
import { currentValue, linesDecide } from '../../situation/effective-setting.ts';
import type { Situation } from '../../situation/situation.ts';

/** A line that sets something. */
export interface Row {
  readonly name: string;
  /** The value as shown to the user. */
  readonly shown: string;
  /** For --json: undefined when only Jupyter can compute it. */
  readonly value: unknown;
  readonly file: string;
  readonly line: number;
  readonly status: 'wins' | 'loses' | 'conditional' | 'ignored';
  readonly trait?: Trait;
  /** Why it has no effect, or may have none. */
  readonly reason?: keyof ReturnType<typeof t>['precedence']['why'];
  readonly why?: string;
}

/** The rows of a single file. */
export function rowsOf(file: ConfigFile): Row[] {
  return file.settings.map((setting) =>
    rowOf(file, setting, setting.wins ? { status: 'wins' } : { status: 'loses', reason: 'later-line' }),
  );
}

/** The rows of every file the target reads, in order: a setting that wins in its file may lose to another file. */
export async function rowsOfAll(reader: Reader, sources: SettingSources): Promise<Row[]> {
  const verdicts = new Map<string, Verdict>();
  for (const trait of TRAIT_NAMES) {
    const winner = winnerOf(sources, trait);
    for (const line of sources.traits[trait])
      verdicts.set(idOf(line), verdictOn(reader, trait, line, winner));
  }
  const strongest = new Map<string, ConfigFile>();
  for (const file of sources.files)
    for (const { key, wins } of file.settings) if (wins) strongest.set(`${file.base}:${key}`, file);
  const read = sources.files.flatMap((file) =>
    file.settings.map((setting) => {
      const verdict = verdicts.get(idOf({ file: file.path, ...setting }));
      return rowOf(file, setting, verdict ?? verdictOnOther(reader, file, setting, strongest));
    }),
  );
  const { others, switches } = await findIgnoredFiles(reader);
  const ignored = (files: readonly ConfigFile[], reason: 'wrong-file' | 'config-d') =>
    ignoredSettings(files).map(({ trait, line }) =>
      rowOf({ path: line.file }, { ...line, wins: true }, { status: 'ignored', trait, reason }),
    );
  return [...read, ...ignored(others, 'wrong-file'), ...ignored(switches, 'config-d')];
}

type Verdict = Pick<Row, 'status' | 'trait' | 'reason'> & { readonly winner?: string };

function verdictOn(
  reader: Reader,
  trait: Trait,
  line: SourceOfTrait,
  winner: SourceOfTrait | undefined,
): Verdict {
  if (line.role === 'ignored') return { status: 'ignored', trait, reason: whyIgnored(reader, trait, line) };
  if (line.role === 'wins' || winner === undefined) return { status: 'wins', trait };
  return { status: 'loses', trait, reason: whyOverridden(reader, winner, line), winner: winner.key };
}

/** A setting that is not one of our traits: it competes only with the same key in files of the same name. */
function verdictOnOther(
  reader: Reader,
  file: ConfigFile,
  { key, wins }: FileSetting,
  strongest: ReadonlyMap<string, ConfigFile>,
): Verdict {
  if (isForeignClass(reader, classOf(key))) return { status: 'ignored', reason: 'wrong-class' };
  if (!wins) return { status: 'loses', reason: 'later-line' };
  const winner = strongest.get(`${file.base}:${key}`);
  if (winner === undefined || winner === file) return { status: 'wins' };
  const line = (of: ConfigFile) => ({ file: of.path, format: of.format, key });
  const reason: NoEffectReason = whyOverridden(reader, line(winner), line(file));
  return { status: 'loses', reason, winner: key };
}

function rowOf(file: Pick<ConfigFile, 'path'>, setting: FileSetting, { winner, ...verdict }: Verdict): Row {
  const { key: name, line, conditional } = setting;
  const { value, shown } = showValue(name, setting.value);
  const perhaps = verdict.status === 'wins' && conditional;
  const reason = perhaps ? 'conditional' : verdict.reason;
  return {
    name,
    shown,
    value,
    file: file.path,
    line,
    ...verdict,
    ...(perhaps && { status: 'conditional' as const }),
    ...(reason && { reason, why: t().precedence.why[reason](winner ?? name, name) }),
  };
}

/** A value with its secrets hidden, for --json and for the user. */
function showValue(name: string, given: FileSetting['value']): Pick<Row, 'value' | 'shown'> {
  const value = given === undefined ? undefined : hideSecrets(name, given, maskHashes);
  const shown = value === undefined ? t().config.computed : value === HIDDEN ? HIDDEN : toJson(value);
  return { value, shown };
}

/** The effective value of a setting. */
export interface Decided {
  readonly trait: Trait;
  /** The key of the deciding line, or the target's own key. */
  readonly name: string;
  readonly value: unknown;
  readonly shown: string;
  /** `line`: a line of a file decides; `jupyter`: code decides, and Jupyter was queried. */
  readonly from: 'line' | 'environment' | 'jupyter' | 'unknown';
  /** 'JUPYTER_PORT' */
  readonly variable?: string;
  readonly file?: string;
  readonly line?: number;
}

/** The effective value of each relevant setting that is set. If code decides, Jupyter is queried, once. */
export async function decide(situation: Situation, rows: readonly Row[]): Promise<Decided[]> {
  const [target, sources] = await Promise.all([situation.get('target'), situation.get('sources')]);
  const environment = environmentSettings(target, situation.system.env);
  const decided: Decided[] = [];
  for (const trait of TRAIT_NAMES) {
    const row = rows.find(
      (one) => one.trait === trait && (one.status === 'wins' || one.status === 'conditional'),
    );
    const name = row?.name ?? keyOf(target, trait);
    const location = row && { file: row.file, line: row.line };
    if (name === undefined) continue;
    if (linesDecide(sources, trait)) {
      if (row) decided.push({ trait, name, value: row.value, shown: row.shown, from: 'line', ...location });
      const given = row ? undefined : environment.find((one) => one.trait === trait);
      if (given?.value !== undefined)
        decided.push({
          trait,
          name,
          ...showValue(name, given.value),
          from: 'environment',
          variable: given.name,
        });
      continue;
    }
    const effective = await situation.get('effective');
    const isReported =
      effective.failure === undefined && effectiveTrait(target, effective, trait) !== undefined;
    const current = (await currentValue(situation, trait)) as PythonValue | undefined;
    if (row === undefined && (current === undefined || !isReported)) continue;
    const { value, shown } = isReported
      ? showValue(name, current)
      : { value: undefined, shown: row?.shown ?? '' };
    decided.push({ trait, name, value, shown, from: isReported ? 'jupyter' : 'unknown', ...location });
  }
  return decided;
}
