import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';

/** Jupyter's own default. */
export const DEFAULT_PORT = 8888;

const LAST_PORT = 65_535;

/** Ports below this one belong to root on Unix systems. */
export const FIRST_FREE_PORT = 1024;

/** Ports of other protocols, to which no browser connects: https://fetch.spec.whatwg.org/#port-blocking */
// biome-ignore format: a table of numbers reads better as lines
const BLOCKED_BY_BROWSERS: ReadonlySet<number> = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
  6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
]);

/** Whether a value is a port that a server can listen on: 1–65535. */
export function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= LAST_PORT;
}

/** Whether every browser refuses to open a page at this port (ERR_UNSAFE_PORT). */
export function isBlockedByBrowsers(port: number): boolean {
  return BLOCKED_BY_BROWSERS.has(port);
}

/** A port number as a person typed it: 1–65535, digits only. Throws ExposeError('answer'). */
export function parsePort(text: string): number {
  const digits = text.trim();
  const port = Number(digits);
  if (!/^\d{1,5}$/.test(digits) || !isPort(port)) {
    throw new ExposeError('answer', t().address.portInvalid(digits), t().address.portHint);
  }
  return port;
}

/** A port at which a browser has to open Jupyter. Throws ExposeError('answer') for one that browsers refuse. */
export function parseBrowserPort(text: string): number {
  const port = parsePort(text);
  if (isBlockedByBrowsers(port))
    throw new ExposeError('answer', t().address.portBlocked(port), t().address.portBlockedHint);
  return port;
}
