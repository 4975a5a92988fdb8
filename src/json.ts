/** The value of a JSON text; undefined if it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The object that a JSON text holds; undefined for any other text. */
export function parseRecord(text: string): Record<string, unknown> | undefined {
  const value = parseJson(text);
  return isRecord(value) ? value : undefined;
}

/** The object in the last line of a program's output that starts with the mark; undefined without one. */
export function parseMarked(stdout: string, mark: string): Record<string, unknown> | undefined {
  const line = stdout.split(/\r?\n/).findLast((one) => one.startsWith(mark));
  return line === undefined ? undefined : parseRecord(line.slice(mark.length));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value of unknown shape as a record; an empty record if it is not an object. */
export function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

/** A value of unknown shape as a text; undefined if it is none. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
