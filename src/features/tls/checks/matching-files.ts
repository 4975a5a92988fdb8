import { dirname, join } from 'node:path';
import { hasIssuer, keyFits, type PemContents, readPem } from '../../../certificates/pem.ts';
import type { System } from '../../../system/system.ts';
import type { Served } from './served-files.ts';

const MAX_FILES = 50;
const LARGEST = 100_000;
const NAMES = /\.(?:key|pem|crt|cer)$/i;

/** Finds the private key of the certificate in the directories of certfile and keyfile. */
export async function findKeyFor(served: Served, system: System): Promise<string | undefined> {
  const { leaf } = served;
  return findBeside(served, system, ({ keys }) => {
    const [key] = keys;
    return leaf !== undefined && key !== undefined && keyFits(leaf, key);
  });
}

/** Finds a file in the same directories with the same certificate and its issuer, such as fullchain.pem. */
export async function findChainFor(served: Served, system: System): Promise<string | undefined> {
  const { leaf, keyfile } = served;
  return findBeside(served, system, (pem) => {
    const [first] = pem.certificates;
    const isSame = leaf !== undefined && first?.x509.fingerprint256 === leaf.x509.fingerprint256;
    return isSame && hasIssuer(first, pem) && (keyfile !== undefined || pem.keys.length > 0);
  });
}

async function findBeside(
  { certfile, keyfile }: Served,
  { files }: System,
  fits: (pem: PemContents) => boolean,
): Promise<string | undefined> {
  const directories = [certfile, keyfile].flatMap((file) => (file ? [dirname(file.path)] : []));
  for (const directory of new Set(directories)) {
    const names = (await files.list(directory).catch(() => [])).filter((name) => NAMES.test(name));
    for (const path of names.slice(0, MAX_FILES).map((name) => join(directory, name))) {
      const facts = await files.facts(path).catch(() => undefined);
      if (facts?.kind !== 'file' || facts.size > LARGEST) continue;
      const bytes = await files.read(path).catch(() => undefined);
      if (bytes !== undefined && fits(readPem(bytes))) return path;
    }
  }
  return undefined;
}
