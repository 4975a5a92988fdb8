import type { Why } from './ledger.ts';
import { lastTouch, type Setting } from './ledger.ts';
import { parsePythonLiteral } from './read-literal.ts';
import { countLines } from './reject.ts';
import { openSource, type Source } from './source.ts';
import { type Survey, survey } from './survey.ts';
import type { PythonValue } from './value.ts';

/** One line that sets a setting. `line` and `column` are 1-based; `column` counts bytes. */
export interface SettingRead {
  /** 'ServerApp.port' */
  readonly key: string;
  readonly line: number;
  readonly column: number;
  /** The value's source text. */
  readonly text: string;
  /** Present if the text is a literal that can be evaluated without Python. */
  readonly value?: PythonValue;
  /** No later line of this file certainly sets or removes the same setting. */
  readonly wins: boolean;
  /** The line may not run, or its effect may not last. */
  readonly conditional: boolean;
}

export interface ConfigReading {
  readonly settings: SettingRead[];
  /** Code that can change settings and cannot be evaluated line by line. */
  readonly opaque: { readonly line: number; readonly what: Why }[];
}

/**
 * Reads what a Python config file sets, as far as its lines show. Throws `RefusedError` (line, column) as `patchConfig`
 * does. `exact`: a whole float is a `PythonFloat` instead of a number.
 */
export function readSettings(source: Uint8Array | string, exact = false): ConfigReading {
  const opened = openSource(source);
  const found = survey(opened);
  const { settings, opaque } = found.ledger;
  const settled = new Map<string, number>();
  const latest = new Map<string, number>();
  for (const { key, certain, at } of settings) {
    latest.set(key, at);
    if (certain) settled.set(key, at);
  }
  const lineOf = countLines(opened.text);
  return {
    settings: settings
      .filter(({ removes }) => !removes)
      .map((setting) =>
        readSetting(opened, found, setting, { settled, latest, exact }, lineOf(setting.nameAt)),
      ),
    opaque: opaqueLines(opened, opaque),
  };
}

/** The last offset at which each key is certainly set, and the last at which it is set at all. */
interface Reading {
  readonly settled: ReadonlyMap<string, number>;
  readonly latest: ReadonlyMap<string, number>;
  readonly exact: boolean;
}

function readSetting(
  source: Source,
  { ledger }: Survey,
  setting: Setting,
  { settled, latest, exact }: Reading,
  { line, column }: { line: number; column: number },
): SettingRead {
  const { key, at, certain, deferred, shared, valueStart, valueEnd } = setting;
  const text = source.decode(valueStart, valueEnd);
  const value = text === undefined ? undefined : parsePythonLiteral(text, exact);
  const touch = lastTouch(ledger, key);
  const settledAt = settled.get(key);
  const wins = deferred || settledAt === undefined || at >= settledAt;
  const overtaken = (latest.get(key) ?? at) > at;
  return {
    key,
    line,
    column,
    text: text ?? source.text.slice(valueStart, valueEnd),
    ...(value === undefined ? {} : { value }),
    wins,
    conditional: !certain || shared || (wins && ((touch !== undefined && touch.at >= at) || overtaken)),
  };
}

function opaqueLines(
  { text }: Source,
  opaque: readonly { at: number; why: Why }[],
): { line: number; what: Why }[] {
  const lineOf = countLines(text);
  return opaque.map(({ at, why }) => ({ line: lineOf(at).line, what: why }));
}
