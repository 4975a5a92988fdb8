import type { WriteFile } from '../plan/change.ts';
import { dictionary, type Infer, object, oneOf, optional, string, unknown } from '../schema.ts';
import type { Files } from '../system/system.ts';
import { statePaths } from './paths.ts';
import { keepRecord, readRecord } from './record.ts';

const ANSWERS = object({
  schema: oneOf(1),
  /** 'lab', or 'notebook@5.7' for one that was only stated. */
  target: string,
  /** The file of --config, when it was not the usual one. */
  configFile: optional(string),
  /** By question id. */
  answers: dictionary(unknown),
});

/** What the last run decided, without secrets: kept in expose/answers.json, current values on a rerun. */
export type LastAnswers = Infer<typeof ANSWERS>;

/** The last run's answers; undefined when there was none or the file is no longer readable as such. */
export function readLastAnswers(files: Files, exposeDir: string): Promise<LastAnswers | undefined> {
  return readRecord(files, statePaths(exposeDir).answers, ANSWERS);
}

/** Keeping the answers is a change of the plan like every other. */
export function keepAnswers(exposeDir: string, answers: LastAnswers): WriteFile {
  return keepRecord(statePaths(exposeDir).answers, answers);
}
