import { isAbsolute, resolve } from 'node:path';
import type { Generation } from '../../jupyter/generations.ts';
import type { ConfigFile, FileSetting } from '../../jupyter/settings/config-file.ts';
import type { KnownClasses } from '../../jupyter/settings/effective.ts';
import type { SourceOfTrait } from '../../jupyter/settings/sources.ts';
import { TRAIT_NAMES, type Trait } from '../../jupyter/traits.ts';
import { t } from '../../messages/index.ts';
import type { Change } from '../../plan/change.ts';
import { HIDDEN, isSecretName } from '../../python-config/secret-names.ts';
import type { Check, CheckContext } from '../../situation/check.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { locationOf } from './complaint.ts';
import { allowedTraits, CLASSES_ELSEWHERE, NEWER_TRAITS, nearest } from './known-names.ts';
import { markInvisible, withoutInvisible } from './lookalikes.ts';

/** From this value on, port_retries was probably meant as the port: no one wants so many retries. */
const MIN_PORT = 1024;

/** Values under the wrong name: the file loads and every name is valid, but the line does something else. */
export const misplacedValues: Check = {
  id: 'values-in-place',
  needs: ['config-loads'],
  fine: () => t().configFiles.valuesInPlace,
  run: async (context) => [
    ...(await portAsRetries(context)),
    ...(await keyAsAuthority(context)),
    ...(await invisibleInValues(context)),
  ],
};

/** Why a line has no effect. */
type DeadLineId =
  | 'trait-misspelt'
  | 'class-misspelt'
  | 'trait-of-another-class'
  | 'trait-of-newer-version'
  | 'trait-unknown';

export interface DeadLine {
  readonly id: DeadLineId;
  readonly setting: FileSetting;
  /** The key that the user probably meant. */
  readonly better?: string;
  /** The version that introduced the setting. */
  readonly since?: string;
}

/** Classes that users confuse with one another. */
const NEIGHBOURS = [
  'ServerApp',
  'NotebookApp',
  'PasswordIdentityProvider',
  'IdentityProvider',
  'ExtensionApp',
  'LabApp',
  'ContentsManager',
  'FileContentsManager',
  'MappingKernelManager',
];

/** The settings of one file that no class of this Jupyter knows. `text`: the whole file. */
export function deadLines(
  file: Pick<ConfigFile, 'settings'>,
  text: string,
  classes: KnownClasses,
  generation: Generation,
): DeadLine[] {
  return file.settings.flatMap((setting) => {
    const [className = '', trait = '', ...more] = setting.key.split('.');
    if (trait === '' || more.length > 0) return [];
    const allowed = allowedTraits(classes, className, generation);
    if (allowed === undefined) {
      const meant = meantClass(className, text, classes, generation);
      return meant === undefined
        ? []
        : [{ id: 'class-misspelt' as const, setting, better: `${meant}.${trait}` }];
    }
    return allowed.has(trait) || trait.startsWith('_') ? [] : [evaluateTrait(setting, allowed, classes)];
  });
}

function evaluateTrait(setting: FileSetting, allowed: Set<string>, classes: KnownClasses): DeadLine {
  const [className = '', trait = ''] = setting.key.split('.');
  const elsewhere = NEIGHBOURS.find((name) => classes.get(name)?.own.includes(trait));
  if (elsewhere !== undefined) {
    return { id: 'trait-of-another-class', setting, better: `${elsewhere}.${trait}` };
  }
  const since = NEWER_TRAITS[trait];
  if (since !== undefined) return { id: 'trait-of-newer-version', setting, since };
  const better = nearest(trait, allowed);
  return better === undefined
    ? { id: 'trait-unknown', setting }
    : { id: 'trait-misspelt', setting, better: `${className}.${better}` };
}

/** The known class that a misspelt one probably means. Jupyter never reports an unknown class. */
function meantClass(
  className: string,
  text: string,
  classes: KnownClasses,
  generation: Generation,
): string | undefined {
  if (classes.has(className) || CLASSES_ELSEWHERE.has(className)) return undefined;
  if (isNamedIn(text, className)) return undefined;
  const ours = generation === 'classic' ? [] : ['ServerApp', 'NotebookApp'];
  const meant = nearest(className, [...ours, ...classes.keys()], className.length <= 6 ? 1 : 2);
  // MyContentsManager is a custom class.
  const isOwn = meant !== undefined && className.endsWith(meant) && className.length > meant.length + 1;
  return isOwn ? undefined : meant;
}

/** Whether a config file itself defines, imports or names a class: then it is a custom one. */
export function isNamedIn(text: string, className: string): boolean {
  const elsewhere = text.replace(new RegExp(String.raw`^[ \t]*(?:#.*|c\.${className}\b.*)`, 'gm'), '');
  return new RegExp(String.raw`\b${className}\b`).test(elsewhere.replaceAll(`"${className}": {`, ''));
}

/** port_retries = 9000 without a port: Jupyter starts, but on 8888. */
async function portAsRetries({ situation }: CheckContext): Promise<Finding[]> {
  const retries = await winnerOf(situation, 'port_retries');
  const value = retries?.value;
  if (retries === undefined || typeof value !== 'number' || value < MIN_PORT || value > 65_535) return [];
  if ((await winnerOf(situation, 'port')) !== undefined) return [];
  const key = retries.key.replace('port_retries', 'port');
  const settings = { [key]: value, [retries.key]: 0 };
  return [
    misplaced(retries, 'port-retries-as-port', 'warn', t().configFiles.whyRetries, {
      name: String(value),
      better: `port = ${value}`,
      repair: [{ kind: 'edit-settings', path: retries.file, format: retries.format, settings, secret: [] }],
    }),
  ];
}

/** The private key as client_ca, copied from a popular page: Jupyter then requires a certificate from every browser. */
async function keyAsAuthority({ situation, system }: CheckContext): Promise<Finding[]> {
  const authority = await winnerOf(situation, 'client_ca');
  const value = authority?.value;
  if (authority === undefined || typeof value !== 'string' || value === '') return [];
  const path = isAbsolute(value) ? value : resolve(system.cwd, value);
  const bytes = await system.files.read(path).catch(() => undefined);
  const text = Buffer.from(bytes ?? []).toString('latin1');
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text) || /-----BEGIN CERTIFICATE-----/.test(text)) return [];
  const hasKey = (await winnerOf(situation, 'keyfile')) !== undefined;
  const key = authority.key.replace('client_ca', 'keyfile');
  const { file, format } = authority;
  const change: Change = {
    kind: 'edit-settings',
    path: file,
    format,
    settings: hasKey ? {} : { [key]: value },
    remove: [authority.key],
    secret: [],
  };
  const why = t().configFiles.whyAuthority;
  return [
    misplaced(authority, 'client-ca-as-key', 'fail', why, { name: value, better: '', repair: [change] }),
  ];
}

/** A value with a character that nobody sees: the hash matches no password, the file is not found. */
async function invisibleInValues({ situation }: CheckContext): Promise<Finding[]> {
  const { traits } = await situation.get('sources');
  return TRAIT_NAMES.flatMap((trait): Finding[] => {
    const source = traits[trait].find(({ role }) => role === 'wins');
    const value = source?.value;
    if (source === undefined || typeof value !== 'string' || withoutInvisible(value) === value) return [];
    const { key, file: path, format } = source;
    const secret = isSecretName(key) ? [key] : [];
    const settings = { [key]: withoutInvisible(value) };
    const repair: Change[] = [{ kind: 'edit-settings', path, format, settings, secret }];
    const text = isSecretName(key) ? HIDDEN : markInvisible(value);
    return [
      misplaced({ ...source, text }, 'invisible-in-value', 'fail', undefined, {
        name: key,
        better: '',
        repair,
      }),
    ];
  });
}

async function winnerOf(
  situation: CheckContext['situation'],
  trait: Trait,
): Promise<SourceOfTrait | undefined> {
  const { traits } = await situation.get('sources');
  return traits[trait].find(({ role, conditional }) => role === 'wins' && !conditional);
}

function misplaced(
  { file, format, line, key, text }: SourceOfTrait,
  id: 'port-retries-as-port' | 'client-ca-as-key' | 'invisible-in-value',
  status: Finding['status'],
  why: string | undefined,
  { name, better, repair }: { name: string; better: string; repair: Change[] },
): Finding {
  const said = t().configFiles.cause[id];
  const words = { program: '', place: locationOf({ path: file, line }), name, better, said: '', python: '' };
  const evidence = { file, line, text: format === 'json' ? text : `c.${key} = ${text}` };
  const sentences = { message: said.message(words), fix: said.fix(words), ...(why !== undefined && { why }) };
  return finding(status, id, sentences, { evidence, repair: { changes: repair } });
}
