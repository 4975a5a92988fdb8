import type { System } from '../../system/system.ts';
import { schedulePlaces } from './job.ts';

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
