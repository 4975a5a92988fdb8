import { lookup } from 'node:dns/promises';

/** Where a name leads; sends a question to the resolver of this computer. */
export type LookedUp =
  | { readonly ipv4: readonly string[]; readonly ipv6: readonly string[] }
  | { readonly trouble: string };

/** Looks a name up as a browser of this computer would, its hosts file included. */
export async function lookUp(name: string): Promise<LookedUp> {
  try {
    const all = await lookup(name, { all: true, verbatim: true });
    const of = (family: number) => all.filter((one) => one.family === family).map(({ address }) => address);
    return { ipv4: of(4), ipv6: of(6) };
  } catch (error) {
    return { trouble: error instanceof Error && 'code' in error ? String(error.code) : String(error) };
  }
}
