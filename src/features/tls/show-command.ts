import { resolve } from 'node:path';
import { type CertificateFacts, commonNameOf, keyFits, readPemFile } from '../../certificates/pem.ts';
import { daysLeft, isDue } from '../../certificates/validity.ts';
import { t } from '../../messages/index.ts';
import { isPubliclyTrusted, isTrustedBy } from '../../net/trust-chain.ts';
import { table } from '../../output/layout.ts';
import type { CommandContext } from '../../output/output.ts';
import { currentValue, isSet } from '../../situation/effective-setting.ts';
import { Situation } from '../../situation/situation.ts';
import { statePaths } from '../../state/paths.ts';
import { day, octal } from '../../system/format.ts';
import { certifiedNames, looseFiles } from './local-ca.ts';
import { type CertificateKind, isRecordUnreadable, readCertificateRecord } from './record.ts';
import { trustedBy } from './trust/stores.ts';

/** `cert show`: the certificate that Jupyter serves, its validity, and who trusts it. Changes nothing. */
export async function certShow(context: CommandContext): Promise<number> {
  const { output } = context;
  const situation = new Situation(context, { readOnly: true });
  const shown = await readShown(situation);
  const s = t().cert.shown;
  if (shown === undefined) {
    output.result(s.none);
    output.print(s.noneHint);
    output.json({ schema: 1, certificate: null, troubles: [] });
    return 0;
  }
  if (!output.isJson) await printCertificate(context, shown);
  output.json({ schema: 1, ...documentOf(shown) });
  return 0;
}

async function printCertificate(context: CommandContext, shown: ShownCertificate): Promise<void> {
  const s = t().cert.shown;
  const { leaf, names, file, kind, daysLeft, due, configured, inUse } = shown;
  const rows = [
    [s.file, file],
    [s.kind, s.kinds[kind]],
    ...(leaf === undefined
      ? []
      : [
          [s.names, names.length === 0 ? s.noNames : names.join(', ')],
          [s.issuer, shown.issuer],
          [s.holds, s.fromTo(day(leaf.from), day(leaf.to), daysLeft)],
          [s.trusted, believers(shown).join('; ')],
        ]),
    [s.inUse, inUse ? s.yes : s.no(configured)],
  ];
  for (const row of table(rows)) context.output.result(row);
  const { warn } = context.output;
  for (const { message } of shown.troubles) warn(message);
  if (due) warn(s.due);
}

function believers({ trust, stores, exposeDir }: ShownCertificate): string[] {
  const s = t().cert.shown.trust;
  const authority = statePaths(exposeDir).authority;
  return [...trust.map((who) => (who === 'devices' ? s.devices(authority) : s[who])), ...stores];
}

function documentOf({ leaf, exposeDir: _, troubles, ...rest }: ShownCertificate) {
  if (leaf === undefined) return { certificate: null, troubles };
  const [from, to] = [leaf.from, leaf.to].map((time) => time.toISOString());
  return { certificate: { ...rest, from, to }, troubles };
}

type Truster = 'devices' | 'system' | 'everybody' | 'nobody';

/** A problem with the certificate's files. */
interface CertificateProblem {
  readonly id: 'unreadable' | 'key-missing' | 'record' | 'mode';
  readonly message: string;
  readonly file: string;
  readonly mode?: string;
}

/** Everything that `cert show` prints. */
interface ShownCertificate {
  readonly file: string;
  readonly kind: CertificateKind | 'unknown';
  readonly leaf: CertificateFacts | undefined;
  readonly names: readonly string[];
  readonly issuer: string;
  readonly daysLeft: number;
  readonly due: boolean;
  /** The certfile in the config; '' if not set. */
  readonly configured: string;
  readonly inUse: boolean;
  readonly trust: readonly Truster[];
  /** Names of this computer's certificate stores that contain the local CA. */
  readonly stores: readonly string[];
  readonly troubles: readonly CertificateProblem[];
  readonly exposeDir: string;
}

/** Reads server.pem, or else the file named in the config; undefined if there is neither. */
async function readShown(situation: Situation): Promise<ShownCertificate | undefined> {
  const { system } = situation;
  const { exposeDir } = await situation.get('paths');
  const paths = statePaths(exposeDir);
  const [certfile, keyfile] = await Promise.all([
    pathOf(situation, 'certfile'),
    pathOf(situation, 'keyfile'),
  ]);
  const isOurs = certfile === paths.server || (await system.files.facts(paths.server)) !== undefined;
  const file = isOurs ? paths.server : certfile;
  if (file === '') return undefined;
  const record = isOurs ? await readCertificateRecord(system.files, exposeDir) : undefined;
  const kind = record?.kind ?? 'unknown';
  const pem = await readPemFile(system.files, file);
  const [leaf] = pem.certificates;
  const issuer = leaf?.x509.issuer ?? '';
  const keyPath = isOurs || keyfile === '' ? file : keyfile;
  const [key] = (keyPath === file ? pem : await readPemFile(system.files, keyPath)).keys;
  const s = t().cert.shown;
  const troubles: CertificateProblem[] = [];
  if (leaf === undefined) troubles.push({ id: 'unreadable', message: s.unreadable(file), file });
  else if (key === undefined || !keyFits(leaf, key))
    troubles.push({ id: 'key-missing', message: s.keyMissing(keyPath), file: keyPath });
  if (isOurs && (await isRecordUnreadable(system.files, exposeDir))) {
    const { recordUnreadable, recordUnreadableFix } = t().cert;
    const message = `${recordUnreadable(paths.certificate)} ${recordUnreadableFix}`;
    troubles.push({ id: 'record', message, file: paths.certificate });
  }
  troubles.push(...(await openModes(situation, isOurs ? [file, paths.authorityKey] : [keyPath])));
  return {
    file,
    kind,
    leaf,
    names: leaf === undefined ? [] : certifiedNames(leaf),
    issuer: commonNameOf(issuer) ?? issuer.replaceAll('\n', ', '),
    daysLeft: leaf === undefined ? 0 : daysLeft(leaf.to, system.now()),
    due: leaf !== undefined && isDue(leaf.from, leaf.to, system.now()),
    configured: certfile,
    inUse: certfile === file,
    trust: leaf === undefined ? [] : await trusters(situation, leaf, pem.certificates),
    stores: kind === 'self-signed' ? await trustedBy(system, exposeDir) : [],
    troubles,
    exposeDir,
  };
}

async function pathOf(situation: Situation, trait: 'certfile' | 'keyfile'): Promise<string> {
  const value = await currentValue(situation, trait);
  return isSet(value) ? resolve(situation.system.cwd, value) : '';
}

/** Files with a private key that others may read. */
async function openModes({ system }: Situation, files: readonly string[]): Promise<CertificateProblem[]> {
  return (await looseFiles(system, files)).map(({ path: file, mode }) => {
    const message = t().cert.shown.openMode(file, octal(mode), '600');
    return { id: 'mode', message, file, mode: octal(mode) };
  });
}

/** Who trusts it: devices with the local CA, or everyone who knows a public CA above it. */
async function trusters(
  situation: Situation,
  leaf: CertificateFacts,
  chain: readonly CertificateFacts[],
): Promise<Truster[]> {
  const { files } = situation.system;
  const { exposeDir } = await situation.get('paths');
  const [authority] = (await readPemFile(files, statePaths(exposeDir).authority)).certificates;
  const pems = chain.map(({ pem }) => pem);
  const isKnownHere = isTrustedBy(await situation.network.trustedRoots(), [
    ...pems,
    ...(authority ? [authority.pem] : []),
  ]);
  const who: Truster[] = isPubliclyTrusted(pems) ? ['everybody'] : isKnownHere ? ['system'] : [];
  const isOurs = authority !== undefined && leaf.x509.checkIssued(authority.x509);
  if (isOurs) who.push('devices');
  return who.length === 0 ? ['nobody'] : who;
}
