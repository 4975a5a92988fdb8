import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PythonFloat, type PythonValue } from '../../src/python-config/index.ts';

type Values = Readonly<Record<string, PythonValue>>;

export interface Question {
  readonly source: string;
  readonly expect?: Values;
  readonly read?: Values;
}

export type Answer =
  | {
      readonly ok: true;
      readonly values: Record<string, string>;
      readonly expected: Record<string, string>;
      readonly misread: string[];
    }
  | { readonly ok: false; readonly error: string };

const ORACLE = fileURLToPath(new URL('./oracle.py', import.meta.url));

/** Loads every config (one character per byte) in one process of a real Python and returns what it sees. */
export function askPython(python: string, questions: readonly Question[]): Answer[] {
  const input = questions.map(({ source, expect = {}, read = {} }) =>
    JSON.stringify({
      source: Buffer.from(source, 'latin1').toString('base64'),
      expect: tagAll(expect),
      read: tagAll(read),
    }),
  );
  const different = [...new Set(input)];
  const { stdout, stderr, status } = spawnSync(python, [ORACLE], {
    input: `${different.join('\n')}\n`,
    maxBuffer: 2 ** 30,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  if (status !== 0) throw new Error(`${python} failed: ${stderr}`);
  const answers = stdout
    .trim()
    .split('\n')
    .map((line): Answer => JSON.parse(line));
  if (answers.length !== different.length)
    throw new Error(`${answers.length} answers to ${different.length}: ${stderr}`);
  const answerTo = new Map(different.map((question, i) => [question, answers[i]]));
  return input.flatMap((question) => answerTo.get(question) ?? []);
}

function tagAll(values: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, tag(value)]));
}

/** Tags a value with its type: JSON cannot tell 1 from 1.0, or represent a big number. */
function tag(value: PythonValue): [string, unknown] {
  if (typeof value === 'bigint' || Number.isInteger(value))
    return ['int', String(BigInt(value as number | bigint))];
  if (value instanceof PythonFloat) return ['float', String(value)];
  if (Array.isArray(value)) return ['list', value.map(tag)];
  if (typeof value === 'object' && value !== null) {
    return ['dict', Object.entries(value).map(([key, item]) => [key, tag(item)])];
  }
  return ['other', value];
}
