/**
 * Where a sign is found: in the router's UPnP description, its MAC address, its IP address, or its menu's first page.
 */
export type SignSource =
  | 'manufacturer'
  | 'manufacturerUrl'
  | 'friendlyName'
  | 'modelName'
  | 'server'
  | 'page'
  | 'location';

export type Sign =
  | { readonly in: SignSource; readonly re: string; readonly score: number }
  | { readonly in: 'mac'; readonly prefixes: readonly string[]; readonly score: number }
  | { readonly in: 'gateway'; readonly is: readonly string[]; readonly score: number };

/** A: from the vendor's documents, B: from a second source, C: not verified. */
export type Confidence = 'A' | 'B' | 'C';

/** The labels of a menu, as shown on the screen. */
export interface MenuPath {
  readonly labels: readonly string[];
  /** The labels in English, for a Korean screen. */
  readonly gloss?: readonly string[];
  /** The screen may also be in English, with the labels of `gloss`. */
  readonly either?: true;
  /** The labels in other versions. */
  readonly alt?: readonly string[];
  readonly conf: Confidence;
}

export type MenuGoal = 'portForward' | 'ddns' | 'dhcpReservation' | 'upnp' | 'remoteAdmin';

/** One version of a router's menu. */
export interface Variant {
  readonly id: string;
  /** Regular expressions that recognize this version. */
  readonly page?: string;
  readonly location?: string;
  readonly paths: { readonly portForward: MenuPath } & { readonly [K in MenuGoal]?: MenuPath };
  /** What to enter: label, label in English, value. */
  readonly fields?: readonly (readonly string[])[];
  readonly cli?: { readonly portForward?: string; readonly dhcpReservation?: string };
}

export interface RouterEntry {
  readonly id: string;
  readonly brand: { readonly en: string; readonly ko: string };
  readonly match: readonly Sign[];
  readonly admin: { readonly urls?: readonly string[]; readonly app?: string; readonly conf: Confidence };
  /** Its own DDNS suffix: only the router itself updates names under it. */
  readonly ddns: { readonly suffix: string } | null;
  readonly caveats: readonly {
    readonly ports?: readonly number[];
    readonly en: string;
    readonly ko: string;
  }[];
  readonly variants: readonly Variant[];
}

/** data/routers.json; a test checks it against its schema. The last entry is for unknown routers. */
export async function readCatalogue(): Promise<readonly RouterEntry[]> {
  const { default: data } = await import('../../../../data/routers.json', { with: { type: 'json' } });
  return data.routers as unknown as readonly RouterEntry[];
}
