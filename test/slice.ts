/** Is this `npm run test:long`? */
export const LONG = process.env.JUPYTER_EXPOSE_LONG === '1';

/** Every row in the long run, else every `step`-th: for rows that exercise the same code. */
export function slice<T>(rows: readonly T[], step: number): readonly T[] {
  return LONG ? rows : rows.filter((_row, at) => at % step === 0);
}
