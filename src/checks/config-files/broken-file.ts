import type { ConfigFile } from '../../jupyter/settings/config-file.ts';
import { findIgnoredFiles } from '../../jupyter/settings/ignored-files.ts';
import type { Trait } from '../../jupyter/traits.ts';
import { t } from '../../messages/index.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { flatKeysIn } from './json-keys.ts';
import { locateComplaints } from './load-check.ts';
import { isPlainConfig } from './plain-file.ts';
import { isReadTwice, reportComplaint } from './report-complaint.ts';
import { findIneffective } from './without-effect.ts';

/** Traits that a set-up sets anew, whatever their value was. */
const SET_ANEW: ReadonlySet<string> = new Set([
  ...['password', 'hashed_password', 'password_required', 'ip', 'port', 'port_retries', 'open_browser'],
  ...['certfile', 'keyfile', 'client_ca', 'token', 'allow_remote_access', 'allow_unauthenticated_access'],
]);

/** Errors while Jupyter takes over the settings of all files together: none of them counts then. */
const MERGED = /must be Config instances|name 'TraitError' is not defined/;

/**
 * Why Jupyter drops the file that will be edited, or does not start with the files as they are; undefined if it loads
 * them, or if the setting that it complains about will be set anew. `ask` wraps the question to Jupyter.
 */
export async function findBrokenFile(
  situation: Situation,
  ask: (question: () => Promise<unknown>) => Promise<unknown>,
): Promise<Finding | undefined> {
  const { files } = await situation.get('sources');
  const existing = files.filter(({ exists }) => exists);
  const plain = await Promise.all(existing.map((file) => isPlain(file, situation)));
  if (plain.every(Boolean)) return undefined;
  const { installed } = await situation.get('target');
  if (installed !== undefined && !situation.stated.readOnly) await ask(() => situation.get('effective'));
  const { path: own } = await situation.get('configFile');
  const decisive = (await locateComplaints(situation)).find(
    ({ kind, path, refused, setting, complaint, target }) =>
      (refused ||
        kind === 'extension-error' ||
        (kind === 'config-error' &&
          (path === undefined || path === own || isReadTwice({ path, target }) || MERGED.test(complaint)))) &&
      !(setting !== undefined && SET_ANEW.has(setting.key.split('.')[1] ?? '')),
  );
  return decisive && reportComplaint(decisive, situation.system);
}

async function isPlain({ path, format, error }: ConfigFile, { system }: Situation): Promise<boolean> {
  if (error !== undefined) return false;
  const bytes = (await system.files.read(path)) ?? new Uint8Array();
  return format === 'json' ? flatKeysIn(new TextDecoder().decode(bytes)).length === 0 : isPlainConfig(bytes);
}

/**
 * What Jupyter will not see although it looks like settings: lines that set nothing, and files with almost the right name
 * or place. As remarks for a set-up, which writes what it wants beside them.
 */
export async function linesWithoutEffect(
  situation: Situation,
  chosen: Readonly<Partial<Record<Trait, unknown>>>,
): Promise<Finding[]> {
  const { system } = situation;
  const sources = await situation.get('sources');
  const set = new Set(sources.files.flatMap(({ settings }) => settings.map(({ key }) => key)));
  const loaded = sources.files.filter(({ exists, error }) => exists && error === undefined);
  const lines = await Promise.all(loaded.map((file) => findIneffective(file, set, system)));
  const { nearMisses } = await findIgnoredFiles({
    target: await situation.get('target'),
    system,
    ...sources,
  });
  const misplaced = nearMisses.flatMap(({ path, settings }) => {
    const lost = settings.filter(({ key }) => !(key.slice(key.indexOf('.') + 1) in chosen)).length;
    return lost === 0
      ? []
      : [
          finding(
            'warn',
            'near-miss-file',
            { message: t().precedence.nearMiss(path), fix: t().precedence.nearMissFix },
            { evidence: { file: path } },
          ),
        ];
  });
  return [
    ...lines.flat().map(({ repair: _repair, ...one }): Finding => ({ ...one, status: 'warn' })),
    ...misplaced,
  ];
}
