import { groupBy } from '../../group-by.ts';
import {
  directoryKind,
  type NoEffectReason,
  outranksUser,
  whyOverridden,
} from '../../jupyter/settings/ignored-files.ts';
import { idOf, type SourceOfTrait, winnerOf } from '../../jupyter/settings/sources.ts';
import { TRAIT_NAMES, type Trait } from '../../jupyter/traits.ts';
import { t } from '../../messages/index.ts';
import type { CheckContext } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import {
  codeDecides,
  evaluatePrecedence,
  isEffective,
  isOurs,
  nameLine,
  type Precedence,
  rankIn,
  showLine,
  textOf,
} from './evaluate.ts';
import { removeAbove, repairOf, setSame } from './repairs.ts';

/** A line without effect and the line that overrides it. */
interface Overridden {
  readonly trait: Trait;
  readonly cause: OverriddenCause;
  readonly winner: SourceOfTrait;
  readonly loser: SourceOfTrait;
  readonly status: 'fail' | 'warn';
}

type OverriddenCause = keyof ReturnType<typeof t>['precedence']['loses'];

const CAUSES: Readonly<Partial<Record<NoEffectReason, OverriddenCause>>> = {
  'json-over-py': 'json-over-py',
  'stronger-class': 'both-classes',
  'specific-class': 'both-classes',
  'stronger-file': 'stronger-file',
  'stronger-directory': 'stronger-file',
  environment: 'environment-config-wins',
  'start-directory': 'cwd-config-wins',
  'config-path': 'jupyter-config-path',
};

/** Causes for which the fix removes the winning line. For any other cause it gives that line the same value. */
const REMOVABLE = new Set<OverriddenCause>(['json-over-py', 'both-classes', 'password-frozen']);

/** One run of this program writes all its files within this time. */
const ONE_RUN_MS = 10_000;

/** The user's lines that another line overrides; one finding per pair of files and cause. */
export async function findOverriddenLines({ situation }: CheckContext): Promise<Finding[]> {
  const precedence = await evaluatePrecedence(situation);
  const overridden: Overridden[] = [];
  for (const trait of TRAIT_NAMES) {
    const line = await overriddenLine(precedence, trait);
    if (line !== undefined) overridden.push(line);
  }
  const groups = groupBy(overridden, ({ cause, winner, loser }) => `${cause}\0${winner.file}\0${loser.file}`);
  return [...groups.values()].map((group) => findingOf(precedence, group));
}

async function overriddenLine(precedence: Precedence, trait: Trait): Promise<Overridden | undefined> {
  const winner = winnerOf(precedence.sources, trait);
  if (winner === undefined || winner.conditional || codeDecides(precedence, trait)) return undefined;
  for (const loser of precedence.sources.traits[trait].filter(({ role }) => role === 'loses')) {
    const cause = causeOf(precedence, winner, loser);
    if (cause === undefined || !isIntended(precedence, trait, winner, loser)) continue;
    const status = await statusOf(precedence, trait, winner, loser, cause);
    return status && { trait, cause, winner, loser, status };
  }
  return undefined;
}

function causeOf(
  precedence: Precedence,
  winner: SourceOfTrait,
  loser: SourceOfTrait,
): OverriddenCause | undefined {
  const reason = whyOverridden(precedence.reader, winner, loser);
  const frozen = reason === 'specific-class' && loser.key === 'IdentityProvider.hashed_password';
  return frozen ? 'password-frozen' : CAUSES[reason];
}

/** Does the user want this line to count? Not in a layer meant to be overridden, nor for another application. */
function isIntended(
  precedence: Precedence,
  trait: Trait,
  winner: SourceOfTrait,
  loser: SourceOfTrait,
): boolean {
  const { reader, servesAnother } = precedence;
  const [kind, stronger] = [loser, winner].map(({ file }) => directoryKind(reader, file));
  // What stands in the environment's etc/jupyter is meant to be overridden by a user's file, not by a variable.
  const byVariable = kind === 'environment' && stronger === 'config-path';
  const ofPerson = kind === 'user' || byVariable || loser.file === winner.file;
  const isBasis = reader.files.find(({ path }) => path === loser.file)?.base === 'jupyter_config';
  const differs = loser.value !== undefined && !isEffective(precedence, trait, loser.value);
  return ofPerson && !isBasis && differs && !loser.conditional && !servesAnother.has(idOf(loser));
}

/**
 * A password that was set last but has no effect locks its owner out, or lets the old password in.
 * Undefined: no problem.
 */
async function statusOf(
  precedence: Precedence,
  trait: Trait,
  winner: SourceOfTrait,
  loser: SourceOfTrait,
  cause: OverriddenCause,
): Promise<Overridden['status'] | undefined> {
  const ours = await isOurs(precedence, winner);
  if (trait !== 'password') return ours ? undefined : 'warn';
  if (winner.value === '') return 'fail';
  if (winner.file === loser.file) return ours ? undefined : 'fail';
  const { files } = precedence.reader.system;
  const [lost, won] = await Promise.all([files.facts(loser.file), files.facts(winner.file)]);
  const later = (lost?.mtimeMs ?? 0) - (won?.mtimeMs ?? 0);
  if (later >= (ours ? ONE_RUN_MS : 0)) return 'fail';
  // `jupyter notebook password` writes JSON so that it wins, and our block states that it takes priority.
  return ours || cause === 'json-over-py' ? undefined : 'warn';
}

function findingOf(precedence: Precedence, group: readonly [Overridden, ...Overridden[]]): Finding {
  const [{ cause, winner, loser }] = group;
  const { system } = precedence.reader;
  const m = t().precedence;
  const sentences = group.map((one) =>
    m.hasNoEffect(showLine(one.loser, system), showLine(one.winner, system)),
  );
  const removable = REMOVABLE.has(cause);
  const repair = repairOf(
    group.map((one) =>
      removable
        ? removeAbove(precedence, one.trait, one.loser)
        : setSame(precedence, one.trait, one.winner, one.loser),
    ),
  );
  const directory = rankIn(winner, system).replace(/[/\\][^/\\]*$/, '');
  const outranks = cause !== 'stronger-file' || outranksUser(precedence.reader, winner.file);
  return {
    id: cause,
    status: group.some(({ status }) => status === 'fail') ? 'fail' : 'warn',
    message: sentences.join('\n'),
    evidence: { file: winner.file, line: winner.line, text: textOf(winner) },
    why: m.loses[cause](winner.key, loser.key, outranks ? directory : ''),
    fix: (removable ? m.removeLine : m.setSame)(group.map((one) => nameLine(one.winner, system)).join(', ')),
    ...(repair && { repair }),
  };
}
