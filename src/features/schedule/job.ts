import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { homeDirectory } from '../../system/directories.ts';
import type { System } from '../../system/system.ts';

/** What the computer's scheduler is to do, and where its parts lie. */
export interface Job {
  /** What the scheduler calls it; another one for each config directory, so that none replaces the other's. */
  readonly name: string;
  /** Absolute: at that hour there is no PATH to speak of. */
  readonly node: string;
  readonly program: string;
  /** Whose certificate is renewed. */
  readonly configDir: string;
  readonly exposeDir: string;
  readonly home: string;
  /** Where systemd looks for the person's units. */
  readonly unitDir: string;
  readonly uid: number;
  /** Of the two hours at which it runs where a scheduler cannot choose a moment itself: not everybody's the same. */
  readonly minute: number;
}

const NAME = 'jupyter-expose-renew';

/** Ends the job's line in a crontab, and tells it from all others. */
export function markerOf({ name }: Pick<Job, 'name'>): string {
  return `# ${name}`;
}

/** The files of the schedule in expose/. */
export function schedulePlaces(exposeDir: string) {
  const directory = join(exposeDir, 'program');
  return {
    directory,
    program: join(directory, 'jupyter-expose.js'),
    /** Says Node that the program is a module, and us its version. */
    manifest: join(directory, 'package.json'),
    task: join(directory, 'task.xml'),
    record: join(exposeDir, 'schedule.json'),
    /** What the last run did, written by `renew --scheduled`. */
    renewal: join(exposeDir, 'renewal.json'),
  };
}

/** A line break in a path would end the line of a crontab or a unit, and what follows would be run. Throws ExposeError('environment'). */
export function refuseControls({ node, configDir, home }: Job): void {
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
    program: schedulePlaces(exposeDir).program,
    configDir: dirname(exposeDir),
    exposeDir,
    home,
    unitDir: join(system.env.XDG_CONFIG_HOME || join(home, '.config'), 'systemd', 'user'),
    uid: system.uid ?? 0,
    minute: (hash[0] ?? 17) % 60,
  };
}

/** What the files of a schedule tell; nothing is run for it. */
export interface ScheduleFacts {
  readonly installed: boolean;
  /** 'systemd-user', 'cron' … */
  readonly scheduler?: string;
  readonly node?: string;
  /** The version of the installed program. */
  readonly version?: string;
  readonly programMissing: boolean;
  readonly nodeMissing: boolean;
  /** When it last ran, ISO 8601. */
  readonly last?: string;
  /** What went wrong then. */
  readonly failures: readonly { readonly what: string; readonly message?: string }[];
}

export async function scheduleFacts(system: System, exposeDir: string): Promise<ScheduleFacts> {
  const places = schedulePlaces(exposeDir);
  const [record, renewal] = await Promise.all([
    readObject(system, places.record),
    readObject(system, places.renewal),
  ]);
  const exists = async (path: unknown) =>
    typeof path === 'string' && (await system.files.facts(path).catch(() => undefined)) !== undefined;
  const installed = record !== undefined;
  const results = Array.isArray(renewal?.results) ? (renewal.results as unknown[]) : [];
  return {
    installed,
    ...textOf('scheduler', record?.scheduler),
    ...textOf('node', record?.node),
    ...textOf('version', record?.version),
    programMissing: installed && !(await exists(places.program)),
    nodeMissing: installed && !(await exists(record?.node)),
    ...textOf('last', renewal?.last),
    failures: results.flatMap((one) => failureIn(one)),
  };
}

function failureIn(value: unknown): { what: string; message?: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const { what, status, message } = value as Record<string, unknown>;
  if (status !== 'failed' && status !== 'fail') return [];
  return [{ what: String(what), ...textOf('message', message) }];
}

function textOf<K extends string>(key: K, value: unknown): { [key in K]?: string } {
  return (typeof value === 'string' ? { [key]: value } : {}) as { [key in K]?: string };
}

async function readObject(
  { files }: System,
  path: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const bytes = await files.read(path).catch(() => undefined);
  if (bytes === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
