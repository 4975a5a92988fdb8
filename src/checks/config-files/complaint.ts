import { basename } from 'node:path';
import type { ConfigFile, FileSetting } from '../../jupyter/settings/config-file.ts';
import type { KnownClasses } from '../../jupyter/settings/effective.ts';
import type { LoadProblem } from '../../jupyter/settings/load-problems.ts';
import type { SettingSources } from '../../jupyter/settings/sources.ts';
import type { Target } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import { maskHashes, maskLines } from '../../plan/masking.ts';
import { shownText } from '../../plan/preview.ts';
import { HIDDEN, isSecretName, SECRET_NAMES } from '../../python-config/secret-names.ts';
import type { System } from '../../system/system.ts';
import { findFlatKey } from './json-keys.ts';
import { findClassSetting } from './missing-class.ts';

/** One complaint of Jupyter's: its message, and the file and line that it is about. */
export interface ComplaintContext {
  readonly target: Target;
  readonly program: string;
  readonly kind: LoadProblem['kind'] | 'silent';
  /** Jupyter's message, secrets hidden. */
  readonly complaint: string;
  readonly path: string | undefined;
  readonly bytes: Uint8Array;
  /** 1-based. */
  readonly line: number | undefined;
  /** All lines, bytes as Latin-1, without line ends. */
  readonly lines: readonly string[];
  /** The line as written in the file; '' if unknown. */
  readonly text: string;
  /** The setting that Jupyter complains about, if known. */
  readonly setting: FileSetting | undefined;
  readonly sources: SettingSources;
  readonly classes: KnownClasses | undefined;
  /** The server does not start. */
  readonly refused: boolean;
}

/** A problem that Jupyter reported; 'silent' if it ended without a message. */
export type Complaint = Omit<LoadProblem, 'kind'> & Pick<ComplaintContext, 'kind'>;

const SETS_SECRET = new RegExp(`(?:${SECRET_NAMES.join('|')})['"\\])\\s]*(?:={1,2}|:=?)\\s*`, 'i');

/** The begin of code that reads a value from a variable or a file. */
const READS = /^(?:[a-z_]+\.)*(?:environ|getenv|open|Path)\b/;

interface Surroundings
  extends Pick<ComplaintContext, 'target' | 'program' | 'sources' | 'classes' | 'refused'> {
  readonly system: System;
}

/** Finds the file and the line that a complaint is about. */
export async function locateComplaint(
  problem: Complaint,
  surroundings: Surroundings,
): Promise<ComplaintContext> {
  const { sources, system, ...rest } = surroundings;
  const flat = await findFlatKey(problem.text, sources, system);
  const found =
    problem.file === undefined && flat === undefined
      ? (findClassSetting(problem.text, sources) ?? findSetting(problem.text, sources))
      : undefined;
  const path = problem.file ?? flat?.file.path ?? found?.file.path;
  const line = problem.line ?? flat?.line ?? found?.setting.line ?? lineInWords(path, problem.text);
  const bytes =
    (path === undefined ? undefined : await system.files.read(path).catch(() => undefined)) ??
    new Uint8Array();
  const lines = linesOf(bytes);
  const text = line === undefined ? '' : (lines[line - 1] ?? '');
  const secret = SETS_SECRET.test(text) || isSecretName(traitIn(problem.text) ?? '');
  const complaint = secret ? hideQuoted(maskHashes(problem.text)) : maskHashes(problem.text);
  return {
    ...rest,
    kind: problem.kind,
    complaint,
    path,
    bytes,
    line,
    lines,
    text,
    setting: found?.setting,
    sources,
  };
}

/** 'jupyter_server_config.py, line 3' */
export function locationOf({ path, line }: Pick<ComplaintContext, 'path' | 'line'>): string {
  const file = basename(path ?? '');
  return line === undefined ? file : t().configFiles.place(file, line);
}

/** A line with its secrets hidden, even those without quotes. */
export function shownLine(bytes: Uint8Array, line: number, secret: readonly string[] = []): string {
  const shown = maskLines(shownText(bytes).shown, secret)[line - 1]?.trim() ?? '';
  const found = SETS_SECRET.exec(shown);
  if (found === null) return shown;
  const from = found.index + found[0].length;
  // Code that reads the secret from elsewhere holds none; the texts in it are hidden above.
  return READS.test(shown.slice(from)) ? shown : shown.slice(0, from) + HIDDEN;
}

export function linesOf(bytes: Uint8Array): string[] {
  return Buffer.from(bytes)
    .toString('latin1')
    .split(/\r\n|\r|\n/);
}

/** The name of the trait that a complaint is about. */
export function traitIn(complaint: string): string | undefined {
  return /The '(\w+)' trait of/.exec(complaint)?.[1] ?? /Trait, (\w+), not found/.exec(complaint)?.[1];
}

/** A TraitError names the trait but neither file nor line: finds the last line that sets it to the refused value. */
function findSetting(
  complaint: string,
  { files }: SettingSources,
): { file: ConfigFile; setting: FileSetting } | undefined {
  const trait = traitIn(complaint);
  const all = files.flatMap((file) => file.settings.map((setting) => ({ file, setting })));
  const fitting =
    trait === undefined
      ? all.filter(
          ({ setting: { value } }) =>
            typeof value === 'string' && value.length > 1 && complaint.includes(value),
        )
      : all.filter(({ setting }) => setting.key.endsWith(`.${trait}`));
  const refused = fitting.filter(
    ({ setting: { value } }) => value === undefined || complaint.includes(String(value)),
  );
  return refused.at(-1) ?? fitting.at(-1);
}

/** The line number in the message of a JSON error. */
function lineInWords(path: string | undefined, complaint: string): number | undefined {
  const line = path?.endsWith('.json') ? /\bline (\d+) column/.exec(complaint)?.[1] : undefined;
  return line === undefined ? undefined : Number(line);
}

function hideQuoted(complaint: string): string {
  return complaint
    .replace(/(, not the \w+ |but a value of ).*$/, `$1${HIDDEN}`)
    .replace(/(name )'.*?'/, `$1'${HIDDEN}'`);
}
