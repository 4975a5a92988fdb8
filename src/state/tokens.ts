import type { WriteFile } from '../plan/change.ts';
import { dictionary, loose, object, optional, string } from '../schema.ts';
import { requireRecord } from '../system/read-record.ts';
import { Secret } from '../system/secret.ts';
import type { Files } from '../system/system.ts';
import { statePaths } from './paths.ts';
import { keepRecord } from './record.ts';

const TOKENS = object({ tokens: optional(dictionary(loose(string))) });

/** The stored token of a DNS provider. */
export async function readToken(
  files: Files,
  exposeDir: string,
  provider: string,
): Promise<Secret | undefined> {
  const { [provider]: token } = await readTokens(files, exposeDir);
  return token === undefined ? undefined : new Secret(token);
}

/** Stores a token and keeps those of other providers. */
export async function keepToken(
  files: Files,
  exposeDir: string,
  provider: string,
  token: Secret,
): Promise<WriteFile> {
  const tokens = { ...(await readTokens(files, exposeDir)), [provider]: token.reveal() };
  return { ...keepRecord(statePaths(exposeDir).tokens, { schema: 1, tokens }), secret: true };
}

/** Throws if existing tokens cannot be read: they must not be overwritten. */
async function readTokens(files: Files, exposeDir: string): Promise<Readonly<Record<string, string>>> {
  return (await requireRecord(files, statePaths(exposeDir).tokens, TOKENS))?.tokens ?? {};
}
