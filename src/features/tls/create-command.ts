import { parseName } from '../../certificates/names.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import { statePaths } from '../../state/paths.ts';
import { applyCertificate, type CertificateFlags } from './apply-certificate.ts';
import { namesHere, notesOnHostName } from './checks/names.ts';
import { type LocalCaCertificate, planLocalCa } from './local-ca.ts';
import { type CertificateRecord, keepCertificateRecord, readCertificateRecord } from './record.ts';

interface CreateFlags extends CertificateFlags {
  readonly name?: readonly string[];
  readonly renew?: boolean;
  readonly newAuthority?: boolean;
}

/** `cert create`: creates the local CA and a certificate signed by it, where they are missing. */
export async function certCreate(context: CommandContext, flags: CreateFlags): Promise<number> {
  const { system } = context;
  const requested = (flags.name ?? []).map(parseName);
  return applyCertificate(context, flags, 'cert create', async (situation, exposeDir) => {
    const before = await readCertificateRecord(system.files, exposeDir);
    const also = [...new Set([...(before?.names ?? []), ...requested])];
    const record: CertificateRecord = { schema: 1, kind: 'self-signed', names: also };
    const { hostName } = await situation.get('user');
    const names = await namesHere(situation, also);
    const { renew = false, newAuthority = false } = flags;
    const made = await planLocalCa({ exposeDir, system, names, hostName, renew, newAuthority });
    return {
      kind: 'self-signed',
      changes: [...made.changes, keepCertificateRecord(exposeDir, record)],
      notes: [...notesOn(made, statePaths(exposeDir).authority), ...notesOnHostName(hostName, also, made)],
    };
  });
}

/** What the user has to do on the devices. */
function notesOn({ authority, lost, left }: LocalCaCertificate, path: string): string[] {
  const s = t().cert;
  if (authority === 'kept') return left.length > 0 ? [s.addressesLeft(left.join(', '))] : [];
  const isReplaced = authority === 'replaced' && lost.length > 0;
  return [isReplaced ? s.authorityReplaced(path, lost.join(', ')) : s.authorityNew(path)];
}
