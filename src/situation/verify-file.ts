import { isDeepStrictEqual } from 'node:util';
import { describeTarget } from '../jupyter/choose-target.ts';
import { type Effective, readEffective } from '../jupyter/settings/effective.ts';
import { classOf, isForeignClass } from '../jupyter/settings/ignored-files.ts';
import type { LoadProblem } from '../jupyter/settings/load-problems.ts';
import { t } from '../messages/index.ts';
import type { PythonValue } from '../python-config/value.ts';
import { toJson } from '../python-config/write-literal.ts';
import { type Finding, finding } from './finding.ts';
import type { Situation } from './situation.ts';
import { evidenceOf, withLocation } from './verify-settings.ts';

/** A config file that an installed Jupyter loads. */
export interface ReadFile {
  /** The situation with that Jupyter as the target. */
  readonly situation: Situation;
  /** The file's path as that Jupyter names it. */
  readonly path: string;
}

/** The installed Jupyter that loads a file: the chosen one, else another. Undefined when none does. */
export async function findReader(situation: Situation, path: string): Promise<ReadFile | undefined> {
  const { files } = situation.system;
  const { installed } = await situation.get('target');
  const others = (await situation.get('installations')).filter(({ app }) => app !== installed?.app);
  const candidates = installed === undefined ? [] : [situation];
  for (const { app } of others) candidates.push(await situation.withTarget(app));
  const real = await files.realPath(path);
  for (const candidate of candidates) {
    for (const one of (await candidate.get('sources')).files) {
      if ((await files.realPath(one.path)) === real) return { situation: candidate, path: one.path };
    }
  }
  return undefined;
}

/**
 * Asks the Jupyter that loads a file for its effective settings. `fail`: it drops the file, rejects a value, or would
 * not start; `warn`: it does not know a setting, or a stronger source overrides it. `signal` aborts the query.
 */
export async function readFileBack(
  { situation, path }: ReadFile,
  settings: Readonly<Record<string, PythonValue>>,
  signal?: AbortSignal,
): Promise<Finding[]> {
  const target = await situation.get('target');
  const program = target.installed?.command ?? describeTarget(target);
  const configFile = await situation.get('configFile');
  const effective = await readEffective(target, situation.system, {
    configFile: configFile.named ? configFile.path : undefined,
    signal,
    wanted: settings,
  });
  const m = t().jupyter.readBack;
  if (effective.failure === 'timeout')
    return [finding('unknown', 'config-loads', { message: m.timeout(program) })];
  // An error in another file is not this file's; problems other than config-error do not name their file.
  const mistakes = effective.problems.filter(
    ({ kind, file }) => kind !== 'unknown-option' && (kind !== 'config-error' || (file ?? path) === path),
  );
  if (effective.failure !== undefined)
    return [failed('jupyter-starts', m.wouldNotStart(program), mistakes[0])];
  if (mistakes.length > 0) return mistakes.map((one) => failed('config-loads', complaint(program, one), one));
  const [refused] = Object.values(effective.refused ?? {});
  if (refused !== undefined)
    return [failed('config-loads', m.refuses(program), { kind: 'bad-config', text: refused })];
  const unknown = unknownOptions(effective, settings);
  const keys = overriddenKeys(effective, settings);
  const message = m.overruled(program, keys.join(', '));
  const overruled = keys.length > 0 ? [finding('warn', 'config-loads', { message })] : [];
  return [
    finding('ok', 'config-loads', { message: m.loads(program) }),
    ...unknown.map((one) => {
      const words = { message: m.because(one.text) };
      return finding('warn', 'config-loads', words, { evidence: evidenceOf(one) });
    }),
    ...overruled,
    ...(await foreignSettings(situation, program, settings)),
  ];
}

/** Settings of a class that this Jupyter does not know. It says nothing about them. */
async function foreignSettings(
  situation: Situation,
  program: string,
  settings: Readonly<Record<string, PythonValue>>,
): Promise<Finding[]> {
  const reader = {
    target: await situation.get('target'),
    system: situation.system,
    ...(await situation.get('sources')),
  };
  const classes = [...new Set(Object.keys(settings).map(classOf))];
  return classes
    .filter((name) => isForeignClass(reader, name))
    .map((name) => {
      const message = t().precedence.ignored['wrong-class'](program, name);
      return finding('warn', 'config-loads', { message });
    });
}

function complaint(program: string, { kind }: LoadProblem): string {
  const m = t().jupyter.readBack;
  return kind === 'config-error' ? m.droppedThis(program) : m.refuses(program);
}

/** Settings that Jupyter does not know, usually typos. */
function unknownOptions(effective: Effective, settings: Readonly<Record<string, unknown>>): LoadProblem[] {
  const traits = Object.keys(settings).map((key) => key.slice(key.indexOf('.') + 1));
  return effective.problems.filter(
    ({ kind, text }) => kind === 'unknown-option' && traits.some((trait) => text.includes(`\`${trait}\``)),
  );
}

/** Settings for which Jupyter has another value. Settings that it moves to another key are not checked. */
function overriddenKeys({ values }: Effective, settings: Readonly<Record<string, PythonValue>>): string[] {
  return Object.keys(settings).filter((key) => {
    const wanted: unknown = JSON.parse(toJson(settings[key] ?? null));
    return values[key] !== undefined && !isDeepStrictEqual(values[key], wanted);
  });
}

function failed(id: string, message: string, problem: LoadProblem | undefined): Finding {
  if (!problem) return { id, status: 'fail', message };
  const { because, problemFix: fix } = t().jupyter.readBack;
  const words = { message: `${message} ${because(withLocation(problem))}`, fix };
  return finding('fail', id, words, { evidence: evidenceOf(problem) });
}
