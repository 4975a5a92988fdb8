import { join } from 'node:path';
import type { WriteFile } from '../../../plan/change.ts';
import type { PhoneFiles } from './device-files.ts';

/** The authority's certificate as files, in the formats that devices want. None holds a secret. */
export function exportFiles(directory: string, { authority, mobileConfig }: PhoneFiles): WriteFile[] {
  const encode = (text: string) => new TextEncoder().encode(text);
  const files: readonly (readonly [string, Uint8Array])[] = [
    ['jupyter-expose-ca.crt', encode(authority.pem)],
    ['jupyter-expose-ca.der', authority.der],
    ['jupyter-expose-ca.cer', authority.der],
    ['jupyter-expose.mobileconfig', encode(mobileConfig)],
  ];
  return files.map(([name, bytes]) => ({
    kind: 'write-file',
    path: join(directory, name),
    bytes,
    mode: 0o644,
    secret: false,
    own: true,
  }));
}
