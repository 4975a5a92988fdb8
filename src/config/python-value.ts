/**
 * A value that can be written into a Python config file as a one-line literal.
 * JSON's values, plus bigint for whole numbers beyond 2^53.
 */
export type PythonValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly PythonValue[]
  | { readonly [key: string]: PythonValue };
