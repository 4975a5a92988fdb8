import { isAbsolute } from 'node:path';
import { t } from '../../messages/index.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../situation/check.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { findIntrusion, type Intrusion, intrusionWords, LIKE_A_PROGRAM } from '../../system/ownership.ts';
import { pathsOf } from '../../system/paths.ts';

/** Directories with templates, which the server runs as code for every visitor. */
const TEMPLATES = /\.(?:extra_)?templates?_paths?$/;

/**
 * Whether only this user can write what decides what runs in their name: the config directory, the config files in it, what
 * this program keeps there, the templates that they name, Node and Jupyter.
 */
export async function checkOwnership({ situation, system }: CheckContext): Promise<CheckFindings> {
  if (system.platform === 'win32') return NOTHING_TO_CHECK;
  const { join, dirname } = pathsOf(system);
  const [{ configDir, exposeDir }, { files }, { installed }] = await Promise.all([
    situation.get('paths'),
    situation.get('sources'),
    situation.get('target'),
  ]);
  // What Jupyter cannot read either decides nothing, and has a finding of its own.
  const own = files.filter(
    ({ path, exists, error }) => exists && error === undefined && dirname(path) === configDir,
  );
  const kept = (await system.files.list(exposeDir).catch(() => [])).map((name) => join(exposeDir, name));
  const journal = join(exposeDir, 'journal');
  const runs = (await system.files.list(journal).catch(() => [])).map((name) => join(journal, name));
  const templates = files
    .flatMap(({ settings }) => settings.filter(({ key }) => TEMPLATES.test(key)))
    .flatMap(({ value }) => (Array.isArray(value) ? value : [value]))
    .filter((path) => typeof path === 'string' && isAbsolute(path));
  const found = await Promise.all([
    findIntrusion(configDir, system, LIKE_A_PROGRAM),
    ...[...own.map(({ path }) => path), ...templates].map((path) =>
      findIntrusion(path, system, LIKE_A_PROGRAM),
    ),
    ...[exposeDir, ...kept, ...runs, ...runs.map((run) => join(run, 'run.json'))].map((path) =>
      findIntrusion(path, system),
    ),
    ...[process.execPath, installed?.interpreter, installed?.executable].map((path) => foreignProgram(path)),
  ]);
  const intrusions = new Map(found.flatMap((one) => (one === undefined ? [] : [[one.path, one] as const])));
  return [...intrusions.values()].map(describe);

  /** A program of another user is their business, unless root would run it. */
  async function foreignProgram(path: string | undefined): Promise<Intrusion | undefined> {
    const intrusion = path === undefined ? undefined : await findIntrusion(path, system, LIKE_A_PROGRAM);
    return intrusion?.kind === 'owner' && system.uid !== 0 ? undefined : intrusion;
  }
}

function describe(intrusion: Intrusion): Finding {
  const words = { ...intrusionWords(intrusion), why: t().host.ownershipWhy };
  return finding('fail', 'written-by-others', words, { evidence: { file: intrusion.path } });
}
