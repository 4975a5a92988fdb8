import { groupBy } from '../../group-by.ts';
import { type LossReason, outranksUser, placeOf, whyLoses } from '../../jupyter/settings/ignored-files.ts';
import { idOf, type SourceOfTrait, winnerOf } from '../../jupyter/settings/sources.ts';
import { TRAIT_NAMES, type Trait } from '../../jupyter/traits.ts';
import { t } from '../../messages/index.ts';
import type { CheckContext } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import {
  codeDecides,
  isInForce,
  isOurs,
  type Judged,
  judge,
  nameLine,
  placeIn,
  showLine,
  textOf,
} from './rank.ts';
import { repairOf, saySame, takeOutAbove } from './repairs.ts';

/** A line without effect and the line that overrides it. */
interface Loss {
  readonly trait: Trait;
  readonly cause: LosingCause;
  readonly winner: SourceOfTrait;
  readonly loser: SourceOfTrait;
  readonly status: 'fail' | 'warn';
}

type LosingCause = keyof ReturnType<typeof t>['precedence']['loses'];

const CAUSES: Readonly<Partial<Record<LossReason, LosingCause>>> = {
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
const SIDE_BY_SIDE = new Set<LosingCause>(['json-over-py', 'both-classes', 'password-frozen']);

/** One run of this program writes all its files within this time. */
const ONE_RUN_MS = 10_000;

/** The user's lines that another line overrides; one finding per pair of files and cause. */
export async function findLosingLines({ situation }: CheckContext): Promise<Finding[]> {
  const judged = await judge(situation);
  const losses: Loss[] = [];
  for (const trait of TRAIT_NAMES) {
    const loss = await lossOf(judged, trait);
    if (loss !== undefined) losses.push(loss);
  }
  const groups = groupBy(losses, ({ cause, winner, loser }) => `${cause}\0${winner.file}\0${loser.file}`);
  return [...groups.values()].map((group) => tell(judged, group));
}

async function lossOf(judged: Judged, trait: Trait): Promise<Loss | undefined> {
  const winner = winnerOf(judged.sources, trait);
  if (winner === undefined || winner.conditional || codeDecides(judged, trait)) return undefined;
  for (const loser of judged.sources.traits[trait].filter(({ role }) => role === 'loses')) {
    const cause = causeOf(judged, winner, loser);
    if (cause === undefined || !isWish(judged, trait, winner, loser)) continue;
    const status = await statusOf(judged, trait, winner, loser, cause);
    return status && { trait, cause, winner, loser, status };
  }
  return undefined;
}

function causeOf(judged: Judged, winner: SourceOfTrait, loser: SourceOfTrait): LosingCause | undefined {
  const reason = whyLoses(judged.reader, winner, loser);
  const frozen = reason === 'specific-class' && loser.key === 'IdentityProvider.hashed_password';
  return frozen ? 'password-frozen' : CAUSES[reason];
}

/** Does the user want this line to count? Not in a layer meant to be overridden, nor for another application. */
function isWish(judged: Judged, trait: Trait, winner: SourceOfTrait, loser: SourceOfTrait): boolean {
  const { reader, servesAnother } = judged;
  const ofPerson = placeOf(reader, loser.file) === 'user' || loser.file === winner.file;
  const isBasis = reader.files.find(({ path }) => path === loser.file)?.base === 'jupyter_config';
  const differs = loser.value !== undefined && !isInForce(judged, trait, loser.value);
  return ofPerson && !isBasis && differs && !loser.conditional && !servesAnother.has(idOf(loser));
}

/**
 * A password that was set last but has no effect locks its owner out, or lets the old password in.
 * Undefined: no problem.
 */
async function statusOf(
  judged: Judged,
  trait: Trait,
  winner: SourceOfTrait,
  loser: SourceOfTrait,
  cause: LosingCause,
): Promise<Loss['status'] | undefined> {
  const ours = await isOurs(judged, winner);
  if (trait !== 'password') return ours ? undefined : 'warn';
  if (winner.value === '') return 'fail';
  if (winner.file === loser.file) return ours ? undefined : 'fail';
  const { files } = judged.reader.system;
  const [lost, won] = await Promise.all([files.facts(loser.file), files.facts(winner.file)]);
  const later = (lost?.mtimeMs ?? 0) - (won?.mtimeMs ?? 0);
  if (later >= (ours ? ONE_RUN_MS : 0)) return 'fail';
  // `jupyter notebook password` writes JSON so that it wins, and our block states that it takes priority.
  return ours || cause === 'json-over-py' ? undefined : 'warn';
}

function tell(judged: Judged, group: readonly [Loss, ...Loss[]]): Finding {
  const [{ cause, winner, loser }] = group;
  const { system } = judged.reader;
  const m = t().precedence;
  const sentences = group.map((one) =>
    m.hasNoEffect(showLine(one.loser, system), showLine(one.winner, system)),
  );
  const removable = SIDE_BY_SIDE.has(cause);
  const repair = repairOf(
    group.map((one) =>
      removable
        ? takeOutAbove(judged, one.trait, one.loser)
        : saySame(judged, one.trait, one.winner, one.loser),
    ),
  );
  const directory = placeIn(winner, system).replace(/[/\\][^/\\]*$/, '');
  const outranks = cause !== 'stronger-file' || outranksUser(judged.reader, winner.file);
  return {
    id: cause,
    status: group.some(({ status }) => status === 'fail') ? 'fail' : 'warn',
    message: sentences.join('\n'),
    evidence: { file: winner.file, line: winner.line, text: textOf(winner) },
    why: m.loses[cause](winner.key, loser.key, outranks ? directory : ''),
    fix: (removable ? m.takeOut : m.saySame)(group.map((one) => nameLine(one.winner, system)).join(', ')),
    ...(repair && { repair }),
  };
}
