import { isDeepStrictEqual } from 'node:util';
import { describeTarget } from '../jupyter/choose-target.ts';
import { type Effective, effectiveTrait, readEffective } from '../jupyter/settings/effective.ts';
import type { LoadProblem } from '../jupyter/settings/load-problems.ts';
import { commandOf, type Target, type Trait } from '../jupyter/target.ts';
import { t } from '../messages/index.ts';
import { isLoopback } from '../net/listen-address.ts';
import type { PythonValue } from '../python-config/value.ts';
import { type Evidence, type Finding, finding } from './finding.ts';
import { isName, resolveListenAddress } from './listen-reach.ts';
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
  const program = commandOf(target);
  const effective = await readEffective(target, situation.system, {
    configFile: named ? path : undefined,
    signal,
  });
  const m = t().jupyter.readBack;
  if (effective.failure === 'not-installed')
    return [effect('unknown', m.notInstalled(describeTarget(target)), m.notInstalledFix)];
  if (effective.failure === 'timeout') return [effect('unknown', m.timeout(program), m.timeoutFix)];
  const [problem] = effective.problems.filter(({ kind }) => kind !== 'unknown-option');
  if (effective.failure === 'would-not-start') return [failed(m.wouldNotStart(program), problem)];
  const wrong = mismatches(target, effective, chosen);
  if (wrong.length > 0) return [failed(m.mismatch(program, wrong.join(', ')), problem)];
  const elsewhere = await listensElsewhere(situation, effective, chosen);
  if (elsewhere !== undefined) return [failed(elsewhere, undefined)];
  const dropped = effective.problems.filter(({ kind }) => kind === 'config-error');
  return [effect('ok', m.ok(program)), ...dropped.map((one) => droppedFile(program, one))];
}

/** Why a server with these settings would not listen at the chosen address and port; undefined if it would. */
async function listensElsewhere(
  situation: Situation,
  { traits }: Effective,
  { ip, port }: Chosen,
): Promise<string | undefined> {
  const m = t().address.checks;
  if (ip === undefined && port === undefined) return undefined;
  if (typeof traits.sock === 'string' && traits.sock !== '') return m.socket(traits.sock);
  if (typeof ip !== 'string' || !isName(ip) || isLoopback(ip)) return undefined;
  const reach = await resolveListenAddress(situation, ip);
  if ('problem' in reach) return reach.unanswered ? undefined : m.unresolvable(ip);
  return reach.addresses.every(isLoopback) ? m.nameOfLoopback(ip, reach.addresses.join(', ')) : undefined;
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
        ? t().jupyter.readBack.anotherPassword
        : `${trait} = ${JSON.stringify(value ?? null)}`;
    });
}

function asShown(trait: Trait, value: PythonValue): PythonValue {
  return trait === 'ip' && value === '' ? '*' : value;
}

function failed(message: string, problem: LoadProblem | undefined): Finding {
  if (!problem) return effect('fail', message);
  const because = `${message} ${t().jupyter.readBack.because(withLocation(problem))}`;
  return { ...effect('fail', because, t().jupyter.readBack.problemFix), evidence: evidenceOf(problem) };
}

/** A file that raises an exception has no effect; once it is fixed, it may override other files. */
function droppedFile(program: string, problem: LoadProblem): Finding {
  const m = t().jupyter.readBack;
  const words = { message: m.dropped(program, withLocation(problem)), fix: m.droppedFix };
  return finding('warn', 'config-dropped', words, { evidence: evidenceOf(problem) });
}

/** Jupyter's text, after the file and line it names. */
export function withLocation({ file, line, text }: LoadProblem): string {
  const location = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `;
  return location + text;
}

export function evidenceOf({ file, line, text }: LoadProblem): Evidence {
  return { ...(file !== undefined && { file }), ...(line !== undefined && { line }), text };
}

function effect(status: Finding['status'], message: string, fix?: string): Finding {
  return { id: 'config-effective', status, message, ...(fix !== undefined && { fix }) };
}
