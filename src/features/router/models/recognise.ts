import type { RouterDescription } from '../../../net/port-mapping/mapping.ts';
import type { RouterEntry, Sign, Variant } from './catalogue.ts';

/** What was seen of a router. All of it is the word of a stranger. */
export interface RouterEvidence {
  readonly gateway: string;
  readonly mac?: string | undefined;
  readonly description?: RouterDescription | undefined;
  /** The SERVER header of its SSDP answer. */
  readonly server?: string | undefined;
  /** The first page of its menu, and where it sends a browser. */
  readonly page?: string | undefined;
  readonly location?: string | undefined;
}

export interface Candidate {
  readonly router: RouterEntry;
  readonly score: number;
}

export interface Recognised {
  /** Sure enough to show its menu; undefined: somebody has to be asked. */
  readonly router: RouterEntry | undefined;
  /** Everyone that any sign speaks for, the likeliest first. */
  readonly candidates: readonly Candidate[];
}

/** One strong sign, such as what it says of itself, or several weak ones. */
const ENOUGH = 8;
/** By so much the first must be ahead of the second. */
const AHEAD = 3;

/** Which router it is. A wrong menu is worse than none: where it is not clear, none is chosen. */
export function recognise(routers: readonly RouterEntry[], evidence: RouterEvidence): Recognised {
  const candidates = routers
    .map((router) => ({ router, score: scoreOf(router, evidence) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const [first, second] = candidates;
  const isSure = first !== undefined && first.score >= ENOUGH && first.score - (second?.score ?? 0) >= AHEAD;
  return { router: isSure ? first.router : undefined, candidates };
}

/** The look of its menu that the first page tells; the usual one where it tells nothing. */
export function variantOf({ variants }: RouterEntry, { page, location }: RouterEvidence): Variant {
  const fits = (re: string | undefined, text: string | undefined) =>
    re !== undefined && text !== undefined && new RegExp(re, 'i').test(text);
  const found = variants.find((one) => fits(one.page, page) || fits(one.location, location)) ?? variants[0];
  if (found === undefined) throw new Error('a router without a menu');
  return found;
}

/** What several devices have in common counts once for each place it was seen in. */
function scoreOf({ match }: RouterEntry, evidence: RouterEvidence): number {
  return match.reduce((sum, sign) => sum + (speaksFor(sign, evidence) ? sign.score : 0), 0);
}

function speaksFor(
  sign: Sign,
  { gateway, mac, description, server, page, location }: RouterEvidence,
): boolean {
  switch (sign.in) {
    case 'mac':
      return sign.prefixes.some((prefix) => mac?.toLowerCase().startsWith(prefix));
    case 'gateway':
      return sign.is.includes(gateway);
    default: {
      const text = { ...description, server, page, location }[sign.in];
      return text !== undefined && new RegExp(sign.re, 'i').test(text);
    }
  }
}
