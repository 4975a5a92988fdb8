import { isDeepStrictEqual } from 'node:util';
import { describeTarget } from '../jupyter/choose-target.ts';
import { type Effective, effectiveTrait, readEffective } from '../jupyter/settings/effective.ts';
import type { LoadProblem } from '../jupyter/settings/load-problems.ts';
import type { Target, Trait } from '../jupyter/target.ts';
import { t } from '../messages/index.ts';
import type { PythonValue } from '../python-config/value.ts';
import type { Evidence, Finding } from './finding.ts';
import type { Situation } from './situation.ts';

type Chosen = Readonly<Partial<Record<Trait, PythonValue>>>;

/**
 * Asks the installed Jupyter for its effective settings. The first finding: `ok`: all chosen values are effective;
 * `fail`: some are not, or Jupyter would not start; `unknown`: there is no Jupyter to query.
 * Then one finding for each file that it drops as a whole. `signal` aborts the query.
 */
export async function readBack(
  situation: Situation,
  chosen: Chosen,
  signal?: AbortSignal,
): Promise<Finding[]> {
  const target = await situation.get('target');
  const { path, named } = await situation.get('configFile');
  const program = target.installed?.command ?? `jupyter ${target.app}`;
  const effective = await readEffective(target, situation.system, {
    configFile: named ? path : undefined,
    signal,
  });
  const m = t().readBack;
  if (effective.trouble === 'not-installed')
    return [finding('unknown', m.notInstalled(describeTarget(target)), m.notInstalledFix)];
  if (effective.trouble === 'timeout') return [finding('unknown', m.timeout(program), m.timeoutFix)];
  const [problem] = effective.problems.filter(({ kind }) => kind !== 'unknown-option');
  if (effective.trouble === 'would-not-start') return [failed(m.wouldNotStart(program), problem)];
  const wrong = mismatches(target, effective, chosen);
  if (wrong.length > 0) return [failed(m.mismatch(program, wrong.join(', ')), problem)];
  const dropped = effective.problems.filter(({ kind }) => kind === 'config-error');
  return [finding('ok', m.ok(program)), ...dropped.map((one) => droppedFile(program, one))];
}

/** The traits whose effective value differs from the chosen one. Secrets are not shown. */
function mismatches(target: Target, effective: Effective, chosen: Chosen): string[] {
  return (Object.entries(chosen) as [Trait, PythonValue][])
    .filter(
      ([trait, value]) => !isDeepStrictEqual(asShown(trait, value), effectiveTrait(target, effective, trait)),
    )
    .map(([trait]) => {
      const value = effectiveTrait(target, effective, trait);
      return trait === 'password'
        ? t().readBack.anotherPassword
        : `${trait} = ${JSON.stringify(value ?? null)}`;
    });
}

function asShown(trait: Trait, value: PythonValue): PythonValue {
  return trait === 'ip' && value === '' ? '*' : value;
}

function failed(message: string, problem: LoadProblem | undefined): Finding {
  if (!problem) return finding('fail', message);
  return {
    ...finding('fail', `${message} ${t().readBack.because(placed(problem))}`, t().readBack.problemFix),
    evidence: evidenceOf(problem),
  };
}

/** A file that raises an exception has no effect; once it is fixed, it may override other files. */
function droppedFile(program: string, problem: LoadProblem): Finding {
  const m = t().readBack;
  return {
    id: 'config-dropped',
    status: 'warn',
    message: m.dropped(program, placed(problem)),
    evidence: evidenceOf(problem),
    fix: m.droppedFix,
  };
}

/** Jupyter's text, after the file and line it names. */
export function placed({ file, line, text }: LoadProblem): string {
  const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `;
  return place + text;
}

export function evidenceOf({ file, line, text }: LoadProblem): Evidence {
  return { ...(file !== undefined && { file }), ...(line !== undefined && { line }), text };
}

function finding(status: Finding['status'], message: string, fix?: string): Finding {
  return { id: 'config-effective', status, message, ...(fix !== undefined && { fix }) };
}
