import { isAbsolute } from 'node:path';
import { winnerOf } from '../../jupyter/settings/sources.ts';
import { t } from '../../messages/index.ts';
import { isLoopback } from '../../net/listen-address.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../situation/check.ts';
import { currentValue } from '../../situation/effective-setting.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { octal } from '../../system/format.ts';
import { findIntrusion, intrusionWords } from '../../system/ownership.ts';
import { pathsOf } from '../../system/paths.ts';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';

/** The names of the file in which a server keeps the secret that signs its login cookies. */
const NAMES = ['jupyter_cookie_secret', 'notebook_cookie_secret'] as const;

/** What Jupyter writes: Base64 of 32 or, formerly, 1024 bytes. */
const MADE_BY_JUPYTER = /^[A-Za-z0-9+/=\s]{40,1500}$/;

/** Mode bits that let other users of this computer read a file. */
const READ_BY_OTHERS = 0o044;

/** The files with the secret of this Jupyter's login cookies that exist. */
export async function cookieSecretFiles(situation: Situation): Promise<string[]> {
  const { system } = situation;
  const { join } = pathsOf(system);
  const [{ installed }, sources] = await Promise.all([situation.get('target'), situation.get('sources')]);
  const directory = installed?.paths.runtimeDir ?? '';
  const named = winnerOf(sources, 'cookie_secret_file')?.value;
  const usual = directory === '' ? [] : NAMES.map((name) => join(directory, name));
  const paths = typeof named === 'string' && isAbsolute(named) ? [named] : usual;
  const found = await Promise.all(
    paths.map(async (path) => (await system.files.facts(path).catch(() => undefined))?.kind === 'file'),
  );
  return paths.filter((_path, at) => found[at]);
}

/** Whether only this user has the secret with which a login can be forged, and whether Jupyter can read it. */
export async function checkCookieSecret({ situation, system }: CheckContext): Promise<CheckFindings> {
  if (system.platform === 'win32') return NOTHING_TO_CHECK;
  const paths = await cookieSecretFiles(situation);
  if (paths.length === 0) return NOTHING_TO_CHECK;
  const ip = await currentValue(situation, 'ip');
  const level = isLoopback(typeof ip === 'string' ? ip : 'localhost') ? 'warn' : 'fail';
  const found = await Promise.all(paths.map((path) => examine(path, system, level)));
  return found.flat();
}

async function examine(path: string, system: System, level: 'warn' | 'fail'): Promise<Finding[]> {
  const { files } = system;
  const m = t().access.cookieSecret;
  const isReadable = await files.read(path).then(
    () => true,
    () => false,
  );
  // Jupyter stops at its start: it neither asks whether it may read the file nor makes another.
  if (!isReadable) {
    const words = { message: m.unreadable(path), why: m.unreadableWhy, fix: m.unreadableFix(path) };
    return [finding('fail', 'cookie-secret-unreadable', words, { evidence: { file: path } })];
  }
  const intrusion = await findIntrusion(path, system, { mayBeLink: true });
  const mode = (await files.facts(path))?.mode ?? 0;
  if (intrusion === undefined && (mode & READ_BY_OTHERS) === 0) return [];
  const message = intrusion === undefined ? m.readable(path, octal(mode)) : intrusionWords(intrusion).message;
  const words = { message, why: m.why, fix: m.fix(path) };
  const changes = [{ kind: 'remove-file', path, secret: true, own: true }] as const;
  const repair = (await isReplaceable(path, system)) ? { repair: { changes } } : {};
  return [
    finding(level, 'cookie-secret-known', words, { evidence: { file: path, mode: octal(mode) }, ...repair }),
  ];
}

/**
 * Whether a file can be removed without a loss: this user's own, no link, in a directory where nobody else can swap it, and
 * with what Jupyter writes. A setting may name any file.
 */
export async function isReplaceable(path: string, system: System): Promise<boolean> {
  const intrusion = await findIntrusion(path, system);
  if (intrusion !== undefined && !(intrusion.path === path && intrusion.kind === 'writable')) return false;
  return MADE_BY_JUPYTER.test((await readText(path, system.files)) ?? '');
}
