/**
 * The expected shape of a value from a file. `read` returns it typed, or throws SchemaError with the path of the
 * mismatch. Fields that an object schema does not name are kept: a newer version may have written them.
 */
export interface Schema<T> {
  read(value: unknown, at: string): T;
  /** The field of an object may be absent. */
  readonly optional?: true;
}

export type Infer<S> = S extends Schema<infer T> ? T : never;

/** 'last.at: expected a time' */
export class SchemaError extends Error {
  constructor(at: string, expected: string) {
    super(`${at === '' ? '' : `${at}: `}expected ${expected}`);
    this.name = 'SchemaError';
  }
}

/** Parses and checks a JSON file. Throws SchemaError. */
export function readJson<T>(schema: Schema<T>, bytes: Uint8Array): T {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new SchemaError('', 'JSON');
  }
  return schema.read(value, '');
}

/** The value if it fits. Undefined if it does not. */
export function readIfFits<T>(schema: Schema<T>, value: unknown): T | undefined {
  try {
    return schema.read(value, '');
  } catch (error) {
    if (error instanceof SchemaError) return undefined;
    throw error;
  }
}

/** A schema for one kind of value, from a type guard. */
function schema<T>(expected: string, fits: (value: unknown) => value is T): Schema<T> {
  return {
    read(value, at) {
      if (fits(value)) return value;
      throw new SchemaError(at, expected);
    },
  };
}

export const string = schema('a text', (value): value is string => typeof value === 'string');
export const number = schema('a number', (value): value is number => typeof value === 'number');
export const boolean = schema('true or false', (value): value is boolean => typeof value === 'boolean');
export const unknown = schema('a value', (value): value is unknown => value !== undefined);

/** Restricts a schema to the values that `fits` accepts. */
export function where<T>(base: Schema<T>, expected: string, fits: (value: T) => boolean): Schema<T> {
  return {
    read(value, at) {
      const good = base.read(value, at);
      if (fits(good)) return good;
      throw new SchemaError(at, expected);
    },
  };
}

export const text = where(string, 'a text that is not empty', (one) => one !== '');
export const time = where(string, 'a time', (one) => !Number.isNaN(Date.parse(one)));
export const port = where(number, 'a port', (one) => Number.isInteger(one) && one >= 1 && one <= 65_535);

export function oneOf<const T extends string | number>(...values: readonly T[]): Schema<T> {
  return schema(values.join(', '), (value): value is T => values.some((one) => one === value));
}

export function nullable<T>(inner: Schema<T>): Schema<T | null> {
  return { read: (value, at) => (value === null ? null : inner.read(value, at)) };
}

type Optional<T> = Schema<T> & { readonly optional: true };

/** The field may be absent. */
export function optional<T>(inner: Schema<T>): Optional<T> {
  return { ...inner, optional: true };
}

/** Ignores a value that does not match: the field is absent, the element left out. */
export function loose<T>(inner: Schema<T>): Optional<T> {
  return { ...inner, optional: true, loose: true } as Optional<T>;
}

/** All elements, without those that a `loose` schema ignores. */
export function array<T>(inner: Schema<T>): Schema<readonly T[]> {
  return {
    read(value, at) {
      if (!Array.isArray(value)) throw new SchemaError(at, 'a list');
      return value.flatMap((one, index) => readPart(inner, one, `${at}[${index}]`));
    },
  };
}

/** Any keys, with values of one kind. */
export function dictionary<T>(inner: Schema<T>): Schema<Readonly<Record<string, T>>> {
  return {
    read(value, at) {
      const pairs = Object.entries(fieldsOf(value, at));
      return Object.fromEntries(
        pairs.flatMap(([name, one]) => readPart(inner, one, under(at, name)).map((good) => [name, good])),
      );
    },
  };
}

type Fields = Readonly<Record<string, Schema<unknown>>>;
type OptionalNames<F extends Fields> = {
  [K in keyof F]: F[K] extends { readonly optional: true } ? K : never;
}[keyof F];
type ObjectOf<F extends Fields> = {
  readonly [K in Exclude<keyof F, OptionalNames<F>>]: Infer<F[K]>;
} & { readonly [K in OptionalNames<F>]?: Infer<F[K]> };

export function object<F extends Fields>(fields: F): Schema<ObjectOf<F>> {
  return {
    read(value, at) {
      const good: Record<string, unknown> = { ...fieldsOf(value, at) };
      for (const [name, inner] of Object.entries(fields)) {
        if (inner.optional && good[name] === undefined) continue;
        const [part] = readPart(inner, good[name], under(at, name));
        if (part === undefined) delete good[name];
        else good[name] = part;
      }
      return good as ObjectOf<F>;
    },
  };
}

function readPart<T>(inner: Schema<T>, value: unknown, at: string): T[] {
  try {
    return [inner.read(value, at)];
  } catch (error) {
    if ('loose' in inner && error instanceof SchemaError) return [];
    throw error;
  }
}

function fieldsOf(value: unknown, at: string): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new SchemaError(at, 'an object');
}

function under(at: string, name: string): string {
  return at === '' ? name : `${at}.${name}`;
}
