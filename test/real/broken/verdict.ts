import type { ShownFinding } from '../../checks/causes/bench.ts';
import type { Dice } from '../../python-config/dice.ts';
import { nameOf, PASSWORD, Place, type SetUp, type Touched } from './set-up.ts';
import { findTruth } from './truth.ts';

type Kind = 'value' | 'file' | 'layer' | 'variable' | 'permission' | 'installation' | 'unit' | 'network';

/** One way to break one thing of a healthy set-up. */
export interface Mutation {
  readonly kind: Kind;
  /** What it does, for the table. */
  readonly what: string;
  /** The set-ups in which it means something; all by default. */
  readonly on?: (setUp: SetUp) => boolean;
  /** It is about kernels: the truth computes 1+1. */
  readonly kernel?: boolean;
  /** Only the server can show it: the doctor looks with --live --start. */
  readonly live?: boolean;
  apply(place: Place, dice: Dice): Touched | Promise<Touched>;
}

export interface Case {
  readonly setUp: SetUp;
  readonly mutation: Mutation;
  readonly dice: Dice;
}

export const VERDICTS = ['named', 'harmless', 'wrong', 'SILENT', 'FALSE ALARM', 'ERROR'] as const;

export interface Row {
  readonly kind: string;
  readonly what: string;
  readonly on: string;
  /** What is wrong; [] if the mutation is harmless. */
  readonly truth: readonly string[];
  readonly said: string;
  readonly verdict: (typeof VERDICTS)[number];
}

/** Breaks a healthy set-up, and compares the doctor with the truth. */
export async function examine({ setUp, mutation, dice }: Case): Promise<Row> {
  const row = { kind: mutation.kind, what: mutation.what, on: nameOf(setUp) };
  let place: Place | undefined;
  try {
    place = await Place.make(setUp);
    const touched = await mutation.apply(place, dice);
    const findings = await doctor(place, mutation.live === true);
    const truth = await findTruth(place, mutation.kernel === true);
    return { ...row, truth, ...judge(findings, truth, touched, place, mutation.live === true) };
  } catch (error) {
    return { ...row, truth: [], said: String(error).slice(0, 300), verdict: 'ERROR' };
  } finally {
    place?.close();
  }
}

/** The doctor's findings above `ok` and `unknown`. */
export async function doctor(place: Place, live: boolean): Promise<ShownFinding[]> {
  const words = live ? ['--live', '--start', '--password-stdin'] : [];
  const { stdout, stderr } = await place.home.spawn(
    ['doctor', '--json', '--target', place.setUp.app, ...words],
    {
      env: place.env,
      prefix: [...place.netns.prefix, ...place.prefix],
      ...(live && { input: `${PASSWORD}\n` }),
    },
  );
  if (!stdout.startsWith('{')) throw new Error(`the doctor said: ${stdout}${stderr}`);
  const findings: ShownFinding[] = JSON.parse(stdout).findings ?? [];
  return findings.filter(({ status }) => status === 'fail' || status === 'warn');
}

/** What is said of the healthy set-ups too: root, no TLS, and how these tests start their servers. */
export const USUAL: readonly string[] = ['root', 'plain-http', 'allow-root', 'service-root'];

function judge(
  findings: readonly ShownFinding[],
  truth: readonly string[],
  touched: Touched,
  place: Place,
  isLive: boolean,
): Pick<Row, 'said' | 'verdict'> {
  const problems = findings.filter(({ id }) => !USUAL.includes(id));
  const fails = problems.filter(({ status }) => status === 'fail');
  const naming = problems.find((one) => isNamed(one, touched, place.home.dir));
  const first = naming ?? fails[0] ?? problems[0];
  const said = first === undefined ? '' : `${first.status} ${first.id}`;
  const isAlarm = fails.some((one) => one !== naming || touched.alsoWrong === undefined);
  if (truth.length === 0) return { said, verdict: isAlarm ? 'FALSE ALARM' : 'harmless' };
  if (naming !== undefined) return { said, verdict: 'named' };
  if (problems.length === 0) return { said, verdict: 'SILENT' };
  // What only the server can show has no line: the symptom names it.
  return { said, verdict: isLive && fails.length > 0 ? 'named' : 'wrong' };
}

/** Does a finding name the line, the setting, the path or the variable that was touched? */
function isNamed(finding: ShownFinding, { names, file, lines }: Touched, home: string): boolean {
  const { message, why = '', evidence = {} } = finding;
  const isThere = evidence.file !== undefined && evidence.file === file;
  if (isThere && (lines === undefined || lines.includes(evidence.line ?? -1))) return true;
  const texts = [message, why, evidence.text ?? '', evidence.file ?? ''].map((text) =>
    text.replaceAll('~/', `${home}/`),
  );
  return names.some((name) => texts.some((text) => text.toLowerCase().includes(name.toLowerCase())));
}

/** The table of a run, one row a case, and how many of each verdict. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ kind, what, on, truth, said, verdict }) =>
    [
      verdict.padEnd(11),
      kind.padEnd(12),
      what,
      `[${on}]`,
      `→ ${truth.join('; ') || 'works'}`,
      `| ${said || 'nothing'}`,
    ].join(' '),
  );
  return [...lines, countsOf(rows)].join('\n');
}

export function countsOf(rows: readonly Row[]): string {
  const broken = rows.filter(({ truth }) => truth.length > 0).length;
  const counts = VERDICTS.map(
    (verdict) => `${rows.filter((row) => row.verdict === verdict).length} ${verdict}`,
  );
  return `${rows.length} mutations, ${broken} broken: ${counts.join(', ')}`;
}
