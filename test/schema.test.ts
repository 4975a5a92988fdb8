import { expect, it } from 'vitest';
import {
  array,
  dictionary,
  loose,
  nullable,
  object,
  oneOf,
  optional,
  port,
  string,
  time,
} from '../src/schema.ts';

const RECORD = object({
  schema: oneOf(1),
  kind: oneOf('a', 'b'),
  port: nullable(port),
  last: optional(object({ at: time })),
  results: array(loose(object({ what: string }))),
  tokens: optional(dictionary(string)),
  note: loose(string),
});
const good = { schema: 1, kind: 'a', port: 1, results: [{ what: 'x' }] };

it.each([
  [good, good],
  [
    { ...good, port: null, newer: [1] },
    { ...good, port: null, newer: [1] },
  ],
  [
    { ...good, results: [null, 5, { what: 'x', more: 1 }, { what: 1 }] },
    { ...good, results: [{ what: 'x', more: 1 }] },
  ],
  [{ ...good, note: 5 }, good],
  [
    { ...good, tokens: { a: 'b' } },
    { ...good, tokens: { a: 'b' } },
  ],
])('%j is read as %j', (value, expected) => {
  expect(RECORD.read(value, '')).toEqual(expected);
});

it.each([
  [null, 'expected an object'],
  [[], 'expected an object'],
  [{}, 'schema: expected 1'],
  [{ ...good, kind: 'c' }, 'kind: expected a, b'],
  [{ ...good, port: 65_536 }, 'port: expected a port'],
  [{ ...good, port: '80' }, 'port: expected a number'],
  [{ ...good, last: {} }, 'last.at: expected a text'],
  [{ ...good, last: { at: 'soon' } }, 'last.at: expected a time'],
  [{ ...good, last: null }, 'last: expected an object'],
  [{ ...good, results: {} }, 'results: expected a list'],
  [{ ...good, tokens: { a: 1 } }, 'tokens.a: expected a text'],
])('%j says what is wrong: %s', (value, message) => {
  expect(() => RECORD.read(value, '')).toThrow(message);
});
