/**
 * A value that can be written into a Python config file as a one-line literal: JSON's values, plus bigint for integers
 * beyond 2^53 and `PythonFloat` for whole floats.
 */
export type PythonValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | PythonFloat
  | readonly PythonValue[]
  | { readonly [key: string]: PythonValue };

/** An integer as a number, so that it equals another one whether either is a bigint. */
export function comparable(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

/** A float that is written as one although it is whole: 1.0, not 1. A plain whole number is an int. */
export class PythonFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  /** In the notation that Python and JSON share: '1.0', '-0.0', '1e+22'. */
  toString(): string {
    const digits = Object.is(this.value, -0) ? '-0' : String(this.value);
    return Number.isInteger(this.value) && !digits.includes('e') ? `${digits}.0` : digits;
  }

  toJSON(): number {
    return this.value;
  }
}
