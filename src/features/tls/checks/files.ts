import { dirname, join } from 'node:path';
import { shellQuoted } from '../../../messages/command-line.ts';
import { t } from '../../../messages/index.ts';
import { changeSetting } from '../../../situation/change-setting.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../../situation/check.ts';
import { evidenceAt } from '../../../situation/effective-setting.ts';
import { type Finding, finding, type Repair } from '../../../situation/finding.ts';
import { statePaths } from '../../../state/paths.ts';
import { octal } from '../../../system/format.ts';
import { findObstacle } from '../../../system/obstacle.ts';
import type { FileFacts, System } from '../../../system/system.ts';
import { readServed, readServedFile, type Served, type TlsFile } from './served-files.ts';

const BY_OTHERS = 0o006;

/** The permissions of everyone but the owner. */
export const BEYOND_OWNER = 0o077;

const ENTERED_BY_OTHERS = 0o001;

/** Whether the files named in the config exist and are readable. */
export async function checkFiles(context: CheckContext): Promise<CheckFindings> {
  const served = await readServed(context);
  if (served === undefined) return NOTHING_TO_CHECK;
  if (served.certfile === undefined) return [withoutCertificate(served)];
  const named = [served.certfile, served.keyfile].filter((file) => file !== undefined);
  // Report only the first problem: both files usually have the same cause.
  for (const file of named) {
    if (file.state === 'missing') return [await missing(file, context)];
    if (file.state === 'not-readable')
      return [(await closedAbove(file, named, context)) ?? notReadable(file, context)];
  }
  return [];
}

/** Without certfile, any of the other settings makes the server exit at startup. */
function withoutCertificate({ keyfile, clientCa }: Served): Finding {
  const s = t().tlsChecks;
  const setting = keyfile ? 'keyfile' : clientCa ? 'client_ca' : 'ssl_options';
  const words = {
    message: s.withoutCertificate(setting),
    why: s.endsAtStart,
    fix: s.withoutCertificateFix(setting),
  };
  const id = keyfile ? 'tls-key-alone' : 'tls-no-certificate';
  return finding('fail', id, words, evidenceAt((keyfile ?? clientCa)?.source));
}

async function missing(file: TlsFile, context: CheckContext): Promise<Finding> {
  const { configured, trait, source } = file;
  const s = t().tlsChecks;
  const evidence = evidenceAt(source);
  if (/^~[/\\]/.test(configured)) {
    const path = join(context.system.home, configured.slice(1));
    const mend = (await nameInstead(file, [path], context)) ?? { fix: s.noFileFix(trait, path) };
    const words = { message: s.tilde(trait, configured), why: s.endsAtStart, ...mend };
    return finding('fail', 'tls-file-tilde', words, { ...evidence, ...mend });
  }
  const { home } = context.system;
  if (file.isRelative) {
    const paths = [...(source ? [dirname(source.file)] : []), home].map((place) => join(place, configured));
    const mend = (await nameInstead(file, paths, context)) ?? { fix: s.relativeFix(trait) };
    const words = { message: s.relative(trait, configured, context.system.cwd), why: s.relativeWhy, ...mend };
    // `warn`: Jupyter finds it if started in the right directory.
    return finding('warn', 'tls-file-relative', words, { ...evidence, ...mend });
  }
  const words = { message: s.missing(trait, configured), why: s.endsAtStart, fix: s.missingFix(trait) };
  return finding('fail', 'tls-file-missing', words, evidence);
}

/** Suggests the first of these paths that exists. */
async function nameInstead(
  { trait }: TlsFile,
  candidates: readonly string[],
  { situation, system }: CheckContext,
): Promise<Pick<Finding, 'fix' | 'repair'> | undefined> {
  for (const path of candidates) {
    const facts = await system.files.facts(path).catch(() => undefined);
    if (facts?.kind === 'file')
      return {
        fix: t().tlsChecks.absoluteFix(trait, path),
        ...(await changeSetting(situation, { [trait]: path })),
      };
  }
  return undefined;
}

/** A directory on the way that this user may not enter, as certbot's `live` is: its files are none of the problem. */
async function closedAbove(
  { trait, path }: TlsFile,
  named: readonly TlsFile[],
  { situation, system }: CheckContext,
): Promise<Finding | undefined> {
  const obstacle = await findObstacle(path, 'read', system);
  if (obstacle === undefined || obstacle.path === path || obstacle.facts.uid === system.uid) return undefined;
  const { configDir } = await situation.get('paths');
  const files = named.map((file) => shellQuoted(file.path)).join(' ');
  const { closedAbove: message, closedAboveWhy: why, closedAboveFix: fix } = t().tlsChecks;
  const words = { message: message(trait, path, obstacle.path), why, fix: fix(files, configDir) };
  const evidence = { file: obstacle.path, mode: octal(obstacle.facts.mode & 0o7777) };
  return finding('fail', 'tls-directory-closed', words, { evidence });
}

function notReadable({ trait, path, facts }: TlsFile, { system }: CheckContext): Finding {
  const s = t().tlsChecks;
  const isForeign = facts !== undefined && system.uid !== undefined && facts.uid !== system.uid;
  const canMend = !isForeign && facts !== undefined;
  const fix = canMend ? s.readFix(path) : s.ownFix(path);
  const words = { message: s.notReadable(trait, path), why: s.notReadableWhy, fix };
  const at = facts && { mode: octal(facts.mode & 0o777), text: s.ownedBy(facts.uid) };
  return finding('fail', 'tls-key-unreadable', words, {
    evidence: { file: path, ...at },
    ...(canMend && ownerOnly(path)),
  });
}

/**
 * Whether other users of this computer can read a private key. Our own files are made for their owner alone, also where
 * a closed directory protects them: a copy or a backup keeps the mode, but not the directory.
 */
export async function checkKeyMode(context: CheckContext): Promise<CheckFindings> {
  const { system } = context;
  if (system.platform === 'win32') return NOTHING_TO_CHECK;
  const { exposeDir } = await context.situation.get('paths');
  const { server, accountKey } = statePaths(exposeDir);
  const ours = [server, accountKey];
  const served = await readServed(context);
  const named = [served?.keyfile, served?.certfile].flatMap((file) => file?.path ?? []);
  const keys: { path: string; facts: FileFacts }[] = [];
  for (const path of new Set([...named, ...ours])) {
    const { facts, pem } = await readServedFile(path, system);
    if (facts !== undefined && pem?.keys.length) keys.push({ path, facts });
  }
  if (keys.length === 0) return NOTHING_TO_CHECK;
  const { keyMode, ourKeyMode, keyModeWhy: why } = t().tlsChecks;
  const findings: Finding[] = [];
  for (const { path, facts } of keys) {
    const isOurs = ours.includes(path);
    const isOpen = isOurs
      ? (facts.mode & BEYOND_OWNER) !== 0
      : (facts.mode & BY_OTHERS) !== 0 && (await othersCome(path, system));
    const message = isOurs ? ourKeyMode : keyMode;
    if (isOpen) findings.push(openKey('warn', 'tls-key-mode', { path, facts, message, why }, system));
  }
  return findings;
}

/** The finding about a key that others may read. We can change the mode of our own file. */
export function openKey(
  status: Finding['status'],
  id: string,
  { path, facts, message, why }: OpenKey,
  { uid }: System,
): Finding {
  const mode = octal(facts.mode & 0o777);
  const words = { message: message(path, mode), why, fix: t().tlsChecks.keyModeFix(path) };
  const isOurs = facts.uid === uid || uid === 0;
  return finding(status, id, words, { evidence: { file: path, mode }, ...(isOurs && ownerOnly(path)) });
}

interface OpenKey {
  readonly path: string;
  readonly facts: FileFacts;
  message(path: string, mode: string): string;
  readonly why: string;
}

function ownerOnly(path: string): { readonly repair: Repair } {
  return { repair: { changes: [{ kind: 'change-mode', path, mode: 0o600 }] } };
}

/** Whether no parent directory keeps other users out. */
async function othersCome(path: string, { files }: System): Promise<boolean> {
  const above = dirname(await files.realPath(path));
  for (let at = above; ; at = dirname(at)) {
    const facts = await files.facts(at).catch(() => undefined);
    if (facts !== undefined && (facts.mode & ENTERED_BY_OTHERS) === 0) return false;
    if (dirname(at) === at) return true;
  }
}
