import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { readRenewalRecord } from '../../renewal/record.ts';
import { loose, object, string } from '../../schema.ts';
import { statePaths } from '../../state/paths.ts';
import { homeDirectory } from '../../system/directories.ts';
import { requireRecord } from '../../system/read-record.ts';
import type { System } from '../../system/system.ts';

/** The job for the scheduler, with its paths. */
export interface Job {
  /** The scheduler's name for it; differs per config directory, so that jobs do not replace each other. */
  readonly name: string;
  /** Absolute: schedulers set no useful PATH. */
  readonly node: string;
  readonly program: string;
  /** The config directory whose certificate is renewed. */
  readonly configDir: string;
  readonly exposeDir: string;
  readonly home: string;
  /** The directory of the user's systemd units. */
  readonly unitDir: string;
  readonly uid: number;
  /** Minute of the two daily runs, for schedulers without a random delay; differs between installations. */
  readonly minute: number;
}

const NAME = 'jupyter-expose-renew';

/** The end of the job's crontab line, which identifies it. */
export function markerOf({ name }: Pick<Job, 'name'>): string {
  return `# ${name}`;
}

/**
 * A line break in a path would end the line of a crontab or unit, and the rest would be executed. Throws
 * ExposeError('environment').
 */
export function assertNoControls({ node, configDir, home }: Job): void {
  const path = [node, configDir, home].find((one) => /\p{Cc}/u.test(one));
  if (path === undefined) return;
  throw new ExposeError('environment', t().schedule.control(JSON.stringify(path)), t().schedule.controlHint);
}

export function describeJob(system: System, exposeDir: string, node: string): Job {
  const home = system.home || homeDirectory();
  const hash = createHash('sha256').update(exposeDir).digest();
  const isUsual = dirname(exposeDir) === join(home, '.jupyter');
  return {
    name: isUsual ? NAME : `${NAME}-${hash.toString('hex').slice(0, 8)}`,
    node,
    program: statePaths(exposeDir).program,
    configDir: dirname(exposeDir),
    exposeDir,
    home,
    unitDir: join(system.env.XDG_CONFIG_HOME || join(home, '.config'), 'systemd', 'user'),
    uid: system.uid ?? 0,
    minute: (hash[0] ?? 17) % 60,
  };
}

/** What the files say about the schedule; runs nothing. */
export interface ScheduleFacts {
  readonly installed: boolean;
  /** 'systemd-user', 'cron' … */
  readonly scheduler?: string;
  readonly node?: string;
  /** The version of the installed program. */
  readonly version?: string;
  readonly programMissing: boolean;
  readonly nodeMissing: boolean;
  /** Time of the last run, ISO 8601. */
  readonly last?: string;
  /** Errors of the last run. */
  readonly failures: readonly { readonly what: string; readonly message?: string }[];
}

const SCHEDULE_RECORD = object({ scheduler: loose(string), node: loose(string), version: loose(string) });

export async function scheduleFacts({ files }: System, exposeDir: string): Promise<ScheduleFacts> {
  const paths = statePaths(exposeDir);
  const [record, renewal] = await Promise.all([
    requireRecord(files, paths.schedule, SCHEDULE_RECORD),
    readRenewalRecord(files, exposeDir),
  ]);
  const isMissing = async (path: string | undefined) =>
    path === undefined || (await files.facts(path).catch(() => undefined)) === undefined;
  const installed = record !== undefined;
  return {
    ...record,
    installed,
    programMissing: installed && (await isMissing(paths.program)),
    nodeMissing: installed && (await isMissing(record.node)),
    ...(renewal !== undefined && { last: renewal.last }),
    failures: renewal?.results.filter(({ status }) => status === 'failed') ?? [],
  };
}
