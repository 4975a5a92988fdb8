import { readFile } from 'node:fs/promises';
import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';

/** Jupyter's own default. */
export const DEFAULT_PORT = 8888;

const LAST_PORT = 65_535;

/** Ports below this one belong to root on Unix systems. */
export const FIRST_FREE_PORT = 1024;

const LISTENING = '0A';

const TABLES = ['tcp', 'tcp6'] as const;

/**
 * The addresses of this computer on which something listens at a TCP port, from Linux's /proc: '0.0.0.0', '::', '127.0.0.1'.
 * Undefined where there is no /proc to read.
 */
export async function listenAddresses(port: number, proc = '/proc'): Promise<string[] | undefined> {
  const texts = await Promise.all(
    TABLES.map((table) => readFile(`${proc}/net/${table}`, 'utf8').catch(() => undefined)),
  );
  if (texts.every((text) => text === undefined)) return undefined;
  const rows = texts.join('\n').split('\n');
  const addresses = rows.flatMap((row) => {
    const [, local = '', , state] = row.trim().split(/\s+/);
    const [address = '', at = ''] = local.split(':');
    return state === LISTENING && Number.parseInt(at, 16) === port ? [addressOf(address)] : [];
  });
  return [...new Set(addresses)];
}

/** '0100007F' is 127.0.0.1: words of four bytes, each as the processor holds it (little-endian everywhere Node runs). */
function addressOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) =>
    (word.match(/../g) ?? []).reverse().map((byte) => Number.parseInt(byte, 16)),
  );
  if (bytes.length === 4) return bytes.join('.');
  const groups = bytes.flatMap((byte, at) =>
    at % 2 === 0 ? [((byte << 8) | (bytes[at + 1] ?? 0)).toString(16)] : [],
  );
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1);
}

/** A port number as a person typed it: 1–65535, digits only. Throws ExposeError('answer'). */
export function parsePort(text: string): number {
  const digits = text.trim();
  const port = Number(digits);
  if (!/^\d{1,5}$/.test(digits) || port < 1 || port > LAST_PORT) {
    throw new ExposeError('answer', t().address.portInvalid(digits), t().address.portHint);
  }
  return port;
}
