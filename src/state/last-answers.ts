import { dictionary, type Infer, object, oneOf, optional, string, unknown } from '../schema.ts';
import { stateRecord } from './record.ts';

const ANSWERS = object({
  schema: oneOf(1),
  /** 'lab', or 'notebook@5.7' for a target that was only stated, not installed. */
  target: string,
  /** The file of --config, if it was not the default one. */
  configFile: optional(string),
  /** The fingerprint of a password hash whose password `init` estimated as one that is not guessed. */
  examinedHash: optional(string),
  /** By question id. */
  answers: dictionary(unknown),
});

/** The answers of the last run, without secrets, kept in expose/answers.json. A rerun uses them as current values. */
export type LastAnswers = Infer<typeof ANSWERS>;

const answersRecord = stateRecord('answers', ANSWERS);

/** For what only reads: undefined also if the file cannot be read. */
export const findLastAnswers = answersRecord.find;

/** Whatever changes something asks this first: the answers name the config file and the Jupyter that are meant. */
export const readLastAnswers = answersRecord.read;

export const keepAnswers = answersRecord.keep;
