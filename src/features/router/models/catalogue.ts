/** Where a sign is looked for: what the router says of itself, its hardware address, its address, its menu's first page. */
export type SignPlace =
  | 'manufacturer'
  | 'manufacturerUrl'
  | 'friendlyName'
  | 'modelName'
  | 'server'
  | 'page'
  | 'location';

export type Sign =
  | { readonly in: SignPlace; readonly re: string; readonly score: number }
  | { readonly in: 'mac'; readonly prefixes: readonly string[]; readonly score: number }
  | { readonly in: 'gateway'; readonly is: readonly string[]; readonly score: number };

/** A read in material of the vendor, B in a second source, C not verified. */
export type Confidence = 'A' | 'B' | 'C';

/** The labels of a menu, as they stand on the screen. */
export interface MenuPath {
  readonly labels: readonly string[];
  /** The same in English, where the screen is Korean. */
  readonly gloss?: readonly string[];
  /** The screen may be in English as well: then `gloss` is what stands there. */
  readonly either?: true;
  /** Where other versions have it. */
  readonly alt?: readonly string[];
  readonly conf: Confidence;
}

export type MenuGoal = 'portForward' | 'ddns' | 'dhcpReservation' | 'upnp' | 'remoteAdmin';

/** One look of a router's menu. */
export interface Variant {
  readonly id: string;
  /** Signs of this look, as regular expressions. */
  readonly page?: string;
  readonly location?: string;
  readonly paths: { readonly portForward: MenuPath } & { readonly [K in MenuGoal]?: MenuPath };
  /** What is typed there: label, label in English, value. */
  readonly fields?: readonly (readonly string[])[];
  readonly cli?: { readonly portForward?: string; readonly dhcpReservation?: string };
}

export interface RouterEntry {
  readonly id: string;
  readonly brand: { readonly en: string; readonly ko: string };
  readonly match: readonly Sign[];
  readonly admin: { readonly urls?: readonly string[]; readonly app?: string; readonly conf: Confidence };
  /** Names below its own suffix, which only the router itself keeps up to date. */
  readonly ddns: { readonly suffix: string } | null;
  readonly caveats: readonly {
    readonly ports?: readonly number[];
    readonly en: string;
    readonly ko: string;
  }[];
  readonly variants: readonly Variant[];
}

/** data/routers.json, whose shape its schema tells (a test checks it). The last entry is the router nobody knows. */
export async function readCatalogue(): Promise<readonly RouterEntry[]> {
  const { default: data } = await import('../../../../data/routers.json', { with: { type: 'json' } });
  return data.routers as unknown as readonly RouterEntry[];
}
