import { join } from 'node:path';
import type { WriteFile } from '../plan/change.ts';
import type { Files } from '../system/system.ts';

/** What the last run decided, without secrets: kept in expose/answers.json, current values on a rerun. */
export interface LastAnswers {
  readonly schema: 1;
  /** 'lab', or 'notebook@5.7' for one that was only stated. */
  readonly target: string;
  /** The file of --config, when it was not the usual one. */
  readonly configFile?: string;
  /** By question id. */
  readonly answers: Readonly<Record<string, unknown>>;
}

const NAME = 'answers.json';

/** The last run's answers; undefined when there was none or the file is no longer readable as such. */
export async function readLastAnswers(files: Files, exposeDir: string): Promise<LastAnswers | undefined> {
  const bytes = await files.read(join(exposeDir, NAME)).catch(() => undefined);
  if (!bytes) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isLastAnswers(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Keeping the answers is a change of the plan like every other. */
export function keepAnswers(exposeDir: string, answers: LastAnswers): WriteFile {
  const bytes = new TextEncoder().encode(`${JSON.stringify(answers, null, 2)}\n`);
  return { kind: 'write-file', path: join(exposeDir, NAME), bytes, mode: 0o600, secret: false, own: true };
}

function isLastAnswers(value: unknown): value is LastAnswers {
  if (typeof value !== 'object' || value === null) return false;
  const { schema, target, answers } = value as Partial<LastAnswers>;
  return schema === 1 && typeof target === 'string' && typeof answers === 'object' && answers !== null;
}
