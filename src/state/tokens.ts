import type { WriteFile } from '../plan/change.ts';
import { Secret } from '../system/secret.ts';
import type { Files } from '../system/system.ts';
import { certificatePlaces } from './paths.ts';

/** The token that was kept for a DNS provider. */
export async function readToken(
  files: Files,
  exposeDir: string,
  provider: string,
): Promise<Secret | undefined> {
  const { [provider]: token } = await readTokens(files, exposeDir);
  return token === undefined ? undefined : new Secret(token);
}

/** Keeping a token beside those of other providers. */
export async function keepToken(
  files: Files,
  exposeDir: string,
  provider: string,
  token: Secret,
): Promise<WriteFile> {
  const tokens = { ...(await readTokens(files, exposeDir)), [provider]: token.reveal() };
  const bytes = new TextEncoder().encode(`${JSON.stringify({ schema: 1, tokens }, null, 2)}\n`);
  const path = certificatePlaces(exposeDir).tokens;
  return { kind: 'write-file', path, bytes, mode: 0o600, secret: true, own: true };
}

async function readTokens(files: Files, exposeDir: string): Promise<Record<string, string>> {
  const bytes = await files.read(certificatePlaces(exposeDir).tokens);
  if (bytes === undefined) return {};
  try {
    const { tokens }: { tokens?: unknown } = JSON.parse(new TextDecoder().decode(bytes));
    const pairs = Object.entries(tokens ?? {}).filter(([, token]) => typeof token === 'string');
    return Object.fromEntries(pairs);
  } catch {
    return {};
  }
}
