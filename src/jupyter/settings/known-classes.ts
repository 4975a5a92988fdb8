/** A class that can be configured, as a Jupyter knows it. */
export interface KnownClass {
  readonly bases: readonly string[];
  /** The settings that it adds to those of its bases. */
  readonly own: readonly string[];
}

/** Every configurable class that a Jupyter has loaded, by name. */
export type KnownClasses = ReadonlyMap<string, KnownClass>;

/** What the question to Jupyter answered: `{name: [[base, …], [trait, …]]}`. */
export function readClasses(answer: unknown): KnownClasses | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  return new Map(
    Object.entries(answer).map(([name, [bases = [], own = []]]: [string, string[][]]) => [
      name,
      { bases, own },
    ]),
  );
}

/** Everything that may stand behind `c.Name.`: its own settings, those of its bases, and those of what is made from it. */
export function traitsOf(classes: KnownClasses, name: string): Set<string> {
  const below = [...classes.keys()].filter((each) => lineage(classes, each).has(name));
  return new Set(
    [name, ...below].flatMap((each) =>
      [...lineage(classes, each)].flatMap((base) => classes.get(base)?.own ?? []),
    ),
  );
}

/** A class and all above it. */
function lineage(classes: KnownClasses, name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const base of classes.get(name)?.bases ?? []) lineage(classes, base, found);
  return found;
}

/** Is this class made from that one? */
export function isMadeFrom(classes: KnownClasses, name: string, base: string): boolean {
  return lineage(classes, name).has(base);
}
