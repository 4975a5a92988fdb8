import { groupBy } from '../../group-by.ts';
import {
  classOf,
  findIgnoredFiles,
  ignoredSettings,
  type Reader,
  whyIgnored,
} from '../../jupyter/settings/ignored-files.ts';
import { directoryVariable, usualDirectories } from '../../jupyter/settings/near-misses.ts';
import { idOf, type SourceOfTrait, winnerOf } from '../../jupyter/settings/sources.ts';
import { commandOf, configDirOf, keyOf } from '../../jupyter/target.ts';
import { TRAIT_NAMES, type Trait } from '../../jupyter/traits.ts';
import { t } from '../../messages/index.ts';
import type { CheckContext } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { pathsOf } from '../../system/paths.ts';
import { evaluatePrecedence, isEffective, type Precedence, showLine, textOf } from './evaluate.ts';
import { moveToOwnFile, renameInPlace, repairOf } from './repairs.ts';

type IgnoredCause = keyof ReturnType<typeof t>['precedence']['ignored'];

/** A line that this Jupyter never reads. */
interface Ignored {
  readonly cause: IgnoredCause;
  readonly trait: Trait;
  readonly line: SourceOfTrait;
}

/** Lines that are never read although the user wants them to count; one finding per file and cause. */
export async function findIgnoredLines({ situation }: CheckContext): Promise<Finding[]> {
  const precedence = await evaluatePrecedence(situation);
  const wanted = [...inReadFiles(precedence), ...(await inIgnoredFiles(precedence, situation))].filter(
    isIntended(precedence),
  );
  const groups = groupBy(wanted, ({ cause, line }) => `${cause}\0${line.file}`);
  return Promise.all([...groups.values()].map((group) => findingOf(precedence, situation, group)));
}

function inReadFiles({ reader, sources, servesAnother }: Precedence): Ignored[] {
  return TRAIT_NAMES.flatMap((trait) =>
    sources.traits[trait]
      .filter(({ role }) => role === 'ignored')
      .flatMap((line): Ignored[] => {
        const reason = whyIgnored(reader, trait, line);
        if (reason === 'open-browser') {
          return servesAnother.has(idOf(line)) ? [] : [{ cause: 'open-browser-ignored', trait, line }];
        }
        // A line in this Jupyter's own file is meant for it, even if another Jupyter reads it too.
        const own = reader.files.some(({ path, base }) => path === line.file && base === reader.target.base);
        const excused = servesAnother.has(idOf(line)) && !own;
        return reason === 'wrong-class' && !excused ? [{ cause: 'wrong-class', trait, line }] : [];
      }),
  );
}

async function inIgnoredFiles(
  { reader, sources, readByAnother }: Precedence,
  situation: Situation,
): Promise<Ignored[]> {
  const { others, switches, nearMisses } = await findIgnoredFiles(reader, await notebookFolders(situation));
  const configured = Object.values(sources.traits)
    .flat()
    .some(({ role }) => role === 'wins');
  const strange = others.filter(({ path }) => !(configured && readByAnother.has(path)));
  const list = (files: typeof others, cause: IgnoredCause): Ignored[] =>
    ignoredSettings(files).map((one) => ({ ...one, cause }));
  return [
    ...list(strange, 'wrong-file'),
    ...list(switches, 'config-d-ignored'),
    ...list(nearMisses.filter(isElsewhere), 'config-dir-elsewhere'),
    ...list(
      nearMisses.filter((file) => !isElsewhere(file)),
      'near-miss-file',
    ),
  ];

  function isElsewhere({ path }: { readonly path: string }): boolean {
    const { system } = situation;
    return (
      directoryVariable(system) !== undefined &&
      pathsOf(system).dirname(path) === pathsOf(system).join(system.home, '.jupyter')
    );
  }
}

/** The folders of the notebooks, in which people put a config file as well. */
async function notebookFolders(situation: Situation): Promise<string[]> {
  const { values } = await situation.get('effective');
  const keys = [
    'ServerApp.root_dir',
    'NotebookApp.notebook_dir',
    'ServerApp.notebook_dir',
    'FileContentsManager.root_dir',
  ];
  const named = keys
    .map((key) => values[key])
    .filter((value) => typeof value === 'string' && value.startsWith('/'));
  const running = (await situation.get('runningServers')).map(({ rootDir }) => rootDir);
  return [...new Set([...named, ...running, situation.system.cwd])].filter((one) => typeof one === 'string');
}

/** Would the line change anything? Not if its value is in effect anyway, or the user also set it in the right file. */
function isIntended(precedence: Precedence): (ignored: Ignored) => boolean {
  return ({ trait, line, cause }) => {
    if (line.conditional || isEffective(precedence, trait, line.value)) return false;
    if (isUnused(precedence, line.file)) return false;
    const winner = winnerOf(precedence.sources, trait);
    if (winner === undefined)
      return trait !== 'open_browser' || line.value !== defaultBrowser(precedence.reader);
    return (
      line.value !== undefined &&
      (cause === 'wrong-class' || cause === 'open-browser-ignored' || cause === 'config-d-ignored')
    );
  };
}

/** Is the file of a directory that Jupyter does not read, while it has settings where it reads? It may be of another one. */
function isUnused({ sources, reader: { target, system } }: Precedence, file: string): boolean {
  const directory = pathsOf(system).dirname(file);
  return (
    usualDirectories(system).includes(directory) &&
    directory !== configDirOf(target, system) &&
    Object.values(sources.traits)
      .flat()
      .some(({ role }) => role === 'wins')
  );
}

/** Every application except `server` opens a browser by default (facts/jupyter.md §2). */
function defaultBrowser({ target }: Reader): boolean {
  return target.app !== 'server';
}

async function findingOf(
  precedence: Precedence,
  situation: Situation,
  group: readonly [Ignored, ...Ignored[]],
): Promise<Finding> {
  const [{ cause, line }] = group;
  const { target, system } = precedence.reader;
  const program = commandOf(target);
  const m = t().precedence;
  const unset = group.filter(({ trait }) => winnerOf(precedence.sources, trait) === undefined);
  const parts = unset.map(({ trait, line: one }) =>
    cause === 'wrong-class' || cause === 'open-browser-ignored'
      ? renameInPlace(precedence, trait, one)
      : moveToOwnFile(precedence, situation, trait, one),
  );
  const repair = unset.length === group.length ? repairOf(await Promise.all(parts)) : undefined;
  const lines = group.map(({ line: one }) => showLine(one, system)).join(', ');
  return {
    id: cause,
    // Without an effective password, the one that the user set is refused.
    status:
      unset.some(({ trait }) => trait === 'password') ||
      (unset.length > 0 && isMeantForHere(precedence, group[0]))
        ? 'fail'
        : 'warn',
    message: m.neverRead(program, lines),
    evidence: { file: line.file, line: line.line, text: textOf(line) },
    why: m.ignored[cause](
      program,
      cause === 'config-dir-elsewhere' ? (directoryVariable(system) ?? '') : classOf(line.key),
    ),
    fix: m.ignoredFix[cause](rightKeys(precedence, group), (await situation.get('configFile')).path),
    ...(repair && { repair }),
  };
}

/**
 * A file in the config directory, in a profile, or, where nothing else is configured, in the home directory is meant for
 * Jupyter; one in another folder may be a copy, or belong to a project.
 */
function isMeantForHere({ sources, reader }: Precedence, { cause, line }: Ignored): boolean {
  if (cause !== 'near-miss-file' && cause !== 'config-dir-elsewhere') return false;
  const { dirname } = pathsOf(reader.system);
  const directory = dirname(line.file);
  const isUsual = directory !== configDirOf(reader.target, reader.system);
  if (directory !== reader.system.home && !(isUsual && usualDirectories(reader.system).includes(directory)))
    return /[\\/]profile_[^\\/]*$/.test(directory) || directory === configDirOf(reader.target, reader.system);
  return !Object.values(sources.traits)
    .flat()
    .some(({ role }) => role === 'wins');
}

/** The keys of these settings in this Jupyter. */
function rightKeys({ reader }: Precedence, group: readonly Ignored[]): string {
  return [...new Set(group.flatMap(({ trait }) => keyOf(reader.target, trait) ?? []))].join(', ');
}
