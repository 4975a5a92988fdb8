const SECTIONS = ['ServerApp', 'ServerApp', 'A', 'NotebookApp', 'ConnectionFileMixin'];
const TRAITS = ['port', 'port', 'ip', 'port_retries', 'x', 'open_browser', 'update'];

/** A seeded random generator (mulberry32): the same seed always gives the same case. */
export interface Dice {
  below(count: number): number;
  chance(probability: number): boolean;
  of<T>(list: readonly T[]): T;
  section(): string;
  trait(): string;
  key(): string;
}

export function makeDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  const of = <T>(list: readonly T[]): T => {
    const chosen = list[below(list.length)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  };
  // Few names per case, so that its snippets collide.
  const few = (list: readonly string[]): readonly string[] =>
    next() < 0.7 ? Array.from({ length: 1 + below(2) }, () => of(list)) : list;
  const sections = few(SECTIONS);
  const traits = few(TRAITS);
  const section = (): string => of(sections);
  const trait = (): string => of(traits);
  return { below, of, section, trait, chance: (p) => next() < p, key: () => `${section()}.${trait()}` };
}
