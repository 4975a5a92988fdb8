import type { WriteFile } from '../plan/change.ts';
import { dictionary, type Infer, object, oneOf, optional, string, unknown } from '../schema.ts';
import type { Files } from '../system/system.ts';
import { statePaths } from './paths.ts';
import { keepRecord, readRecord } from './record.ts';

const ANSWERS = object({
  schema: oneOf(1),
  /** 'lab', or 'notebook@5.7' for a target that was only stated, not installed. */
  target: string,
  /** The file of --config, if it was not the default one. */
  configFile: optional(string),
  /** By question id. */
  answers: dictionary(unknown),
});

/** The answers of the last run, without secrets, kept in expose/answers.json. A rerun uses them as current values. */
export type LastAnswers = Infer<typeof ANSWERS>;

/** The answers of the last run; undefined if there are none or the file is not valid. */
export function readLastAnswers(files: Files, exposeDir: string): Promise<LastAnswers | undefined> {
  return readRecord(files, statePaths(exposeDir).answers, ANSWERS);
}

/** Storing the answers is a change of the plan like any other. */
export function keepAnswers(exposeDir: string, answers: LastAnswers): WriteFile {
  return keepRecord(statePaths(exposeDir).answers, answers);
}
