import { readPem } from '../../certificates/pem.ts';
import { certificatePlaces } from '../../state/paths.ts';
import type { System } from '../../system/system.ts';

/** Is the certificate in `expose/` one for this name that somebody else than our own authority has signed? */
export async function hasIssued({ files }: System, exposeDir: string, name: string): Promise<boolean> {
  const { server, authority } = certificatePlaces(exposeDir);
  const [leaf, ours] = await Promise.all([server, authority].map(readFirst));
  if (leaf === undefined || leaf.signedItself || !leaf.names.includes(name)) return false;
  return ours === undefined || !leaf.x509.checkIssued(ours.x509);

  async function readFirst(path: string) {
    const bytes = await files.read(path).catch(() => undefined);
    return bytes === undefined ? undefined : readPem(bytes).certificates[0];
  }
}
