import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';

/** Jupyter's own default. */
export const DEFAULT_PORT = 8888;

const LAST_PORT = 65_535;

/** Ports below this one belong to root on Unix systems. */
export const FIRST_FREE_PORT = 1024;

/** A port number as a person typed it: 1–65535, digits only. Throws ExposeError('answer'). */
export function parsePort(text: string): number {
  const digits = text.trim();
  const port = Number(digits);
  if (!/^\d{1,5}$/.test(digits) || port < 1 || port > LAST_PORT) {
    throw new ExposeError('answer', t().address.portInvalid(digits), t().address.portHint);
  }
  return port;
}
