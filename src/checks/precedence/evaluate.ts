import { isDeepStrictEqual } from 'node:util';
import { type Effective, effectiveTrait } from '../../jupyter/settings/effective.ts';
import type { Reader } from '../../jupyter/settings/ignored-files.ts';
import { JUPYTER_DEFAULTS } from '../../jupyter/settings/opaque-files.ts';
import { idOf, type SettingSources, type SourceOfTrait, winnerOf } from '../../jupyter/settings/sources.ts';
import type { Trait } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import { maskHashes } from '../../plan/masking.ts';
import { blockLines } from '../../python-config/block.ts';
import { HIDDEN, hideSecrets } from '../../python-config/secret-names.ts';
import { comparable } from '../../python-config/value.ts';
import { toJson } from '../../python-config/write-literal.ts';
import type { Situation } from '../../situation/situation.ts';
import { shortPath } from '../../system/format.ts';
import type { System } from '../../system/system.ts';

const isSet = (value: unknown) => value !== '' && value !== null && value !== false;

const isUnset = (value: unknown) => !isSet(value);

/** Values that remove a protection. No fix puts one of them into effect: the user has to write it. */
const WEAK: Readonly<Partial<Record<Trait, (value: unknown) => boolean>>> = {
  password: isUnset,
  token: isUnset,
  password_required: isUnset,
  certfile: isUnset,
  keyfile: isUnset,
  client_ca: isUnset,
  allow_origin: isSet,
  allow_origin_pat: isSet,
  allow_remote_access: isSet,
  allow_root: isSet,
  disable_check_xsrf: isSet,
  trust_xheaders: isSet,
};

/** The lines of all config files, evaluated for the checks of this folder. */
export interface Precedence {
  readonly reader: Reader;
  readonly sources: SettingSources;
  readonly effective: Effective;
  /** Lines that win in another installed application, for which they are meant. */
  readonly servesAnother: ReadonlySet<string>;
  /** Those of them that win in an application of another generation. */
  readonly servesOtherGeneration: ReadonlySet<string>;
  /** Files that another installed application loads. */
  readonly readByAnother: ReadonlySet<string>;
}

/** Evaluates the config files of a situation once for all checks. */
export function evaluatePrecedence(situation: Situation): Promise<Precedence> {
  return situation.once('judged lines', () => readPrecedence(situation));
}

async function readPrecedence(situation: Situation): Promise<Precedence> {
  const [target, sources, effective, installations] = await Promise.all([
    situation.get('target'),
    situation.get('sources'),
    situation.get('effective'),
    situation.get('installations'),
  ]);
  const servesAnother = new Set<string>();
  const servesOtherGeneration = new Set<string>();
  const readByAnother = new Set<string>();
  // `jupyter server` comes with every newer notebook and lab: no one has files for it alone.
  for (const { app } of installations.filter((one) => one.app !== target.app && one.app !== 'server')) {
    const other = await situation.withTarget(app);
    const { traits, files } = await other.get('sources');
    const { generation } = await other.get('target');
    for (const file of files) readByAnother.add(file.path);
    for (const source of Object.values(traits)
      .flat()
      .filter(({ role }) => role === 'wins')) {
      servesAnother.add(idOf(source));
      if (generation !== target.generation) servesOtherGeneration.add(idOf(source));
    }
  }
  const { layers, files } = sources;
  const reader = { target, system: situation.system, layers, files };
  return { reader, sources, effective, servesAnother, servesOtherGeneration, readByAnother };
}

/** The effective value as far as known: the one Jupyter reports, else that of the winning line, else the default. */
function effectiveValue(precedence: Precedence, trait: Trait): unknown {
  const { reader, effective } = precedence;
  if (effective.failure === undefined) {
    const reported = effectiveTrait(reader.target, effective, trait);
    if (reported !== undefined) return reported;
  }
  const winner = winnerOf(precedence.sources, trait);
  const value = winner === undefined ? JUPYTER_DEFAULTS[trait] : winner.value;
  return trait === 'ip' && value === '' ? '*' : value;
}

/** Is the value already in effect? An unknown value cannot be compared. */
export function isEffective(precedence: Precedence, trait: Trait, value: unknown): boolean {
  const shown = trait === 'ip' && value === '' ? '*' : comparable(value);
  return isDeepStrictEqual(shown, comparable(effectiveValue(precedence, trait)));
}

/** Does code in some file make the effective value differ from that of the winning line? */
export function codeDecides(precedence: Precedence, trait: Trait): boolean {
  const winner = winnerOf(precedence.sources, trait);
  const opaque = precedence.sources.files.some((file) => file.opaque.length > 0);
  return opaque && winner?.value !== undefined && !isEffective(precedence, trait, winner.value);
}

/** Is a line in our block at the end of a file? It overrides the user's own lines on purpose. */
export async function isOurs({ reader }: Precedence, { file, line }: SourceOfTrait): Promise<boolean> {
  const bytes = await reader.system.files.read(file).catch(() => undefined);
  const block = bytes && blockLines(Buffer.from(bytes).toString('latin1'));
  return block !== undefined && line > block.first && line < block.last;
}

type Line = Pick<SourceOfTrait, 'file' | 'line' | 'key' | 'value'>;

/** 'ServerApp.port = 9001 (~/.jupyter/jupyter_server_config.py:3)', secrets hidden. */
export function showLine(line: Line, system: System): string {
  return t().precedence.line(textOf(line), rankIn(line, system));
}

/** 'ServerApp.port (~/.jupyter/jupyter_server_config.py:3)': for a sentence that follows one with the value. */
export function nameLine(line: Line, system: System): string {
  return t().precedence.line(line.key, rankIn(line, system));
}

/** 'ServerApp.port = 9001', secrets hidden. */
export function textOf({ key, value }: Pick<Line, 'key' | 'value'>): string {
  return `${key} = ${shownValue(key, value)}`;
}

function shownValue(key: string, value: Line['value']): string {
  if (value === undefined) return t().config.computed;
  const shown = hideSecrets(key, value, maskHashes);
  return shown === HIDDEN ? HIDDEN : toJson(shown);
}

export function rankIn({ file, line }: Pick<Line, 'file' | 'line'>, system: System): string {
  return `${shortPath(file, system)}:${line}`;
}

/** Would this value remove a protection if it took effect? */
export function weakens(trait: Trait, value: unknown): boolean {
  return value !== undefined && WEAK[trait]?.(value) === true;
}
