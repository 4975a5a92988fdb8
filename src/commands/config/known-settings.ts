import { isServerKey } from '../../checks/access/doors.ts';
import { isNamedIn } from '../../checks/config-files/dead-lines.ts';
import { allowedTraits, CLASSES_ELSEWHERE, nearest } from '../../checks/config-files/known-names.ts';
import { ExposeError } from '../../errors.ts';
import { type KnownClasses, traitsOf } from '../../jupyter/settings/effective.ts';
import { isForeignClass } from '../../jupyter/settings/ignored-files.ts';
import { commandOf, keyOf } from '../../jupyter/target.ts';
import { TRAIT_NAMES } from '../../jupyter/traits.ts';
import { t } from '../../messages/index.ts';
import { parseBrowserPort } from '../../net/parse-port.ts';
import type { PythonValue } from '../../python-config/value.ts';
import type { ReadFile } from '../../situation/verify-file.ts';
import { readText } from '../../system/read-text.ts';

/** What `--accept` takes to write a name that Jupyter does not know. */
const ACCEPT = 'unknown-setting';

/** Classes of every generation that a person sets by hand. */
const WELL_KNOWN = [
  ...['ServerApp', 'NotebookApp', 'LabApp', 'IdentityProvider', 'PasswordIdentityProvider', 'ExtensionApp'],
  ...['MappingKernelManager', 'KernelSpecManager', 'ContentsManager', 'FileContentsManager', 'GatewayClient'],
];

/** The wrong letters in a class's name beyond which another one is meant. */
const MOST = 3;

/** Rejects a port at which no browser could open Jupyter. Throws ExposeError('answer'). */
export function assertUsablePorts(settings: Readonly<Record<string, PythonValue>>): void {
  for (const [key, value] of Object.entries(settings)) {
    if (typeof value === 'number' && key.endsWith('.port') && isServerKey(key))
      parseBrowserPort(String(value));
  }
}

/**
 * Rejects a class or a trait that the Jupyter which loads the file does not know, with the nearest name. Without a
 * Jupyter only a slip in the name of a well-known class is seen. Throws ExposeError('answer').
 */
export async function assertKnownNames(
  reader: ReadFile | undefined,
  settings: Readonly<Record<string, PythonValue>>,
  accepted: readonly string[] = [],
): Promise<void> {
  if (accepted.includes(ACCEPT)) return;
  for (const key of Object.keys(settings)) {
    const unknown = reader === undefined ? slipOf(key) : await findUnknown(reader, key);
    if (unknown === undefined) continue;
    const { message, better } = unknown;
    const m = t().config;
    const hints = [better && m.meant(better), m.acceptUnknown(ACCEPT)];
    throw new ExposeError('answer', message, hints.filter(Boolean).join(' '));
  }
}

interface UnknownName {
  readonly message: string;
  /** The key that was probably meant. */
  readonly better: string | undefined;
}

function slipOf(key: string): UnknownName | undefined {
  const { className, trait } = partsOf(key);
  if (WELL_KNOWN.includes(className) || CLASSES_ELSEWHERE.has(className)) return undefined;
  const meant = nearest(className, WELL_KNOWN, 2);
  if (meant === undefined || className.endsWith(meant)) return undefined;
  return { message: t().config.unknownClass('Jupyter', className), better: `${meant}.${trait}` };
}

async function findUnknown(reader: ReadFile, key: string): Promise<UnknownName | undefined> {
  const { situation, path } = reader;
  const { className, trait } = partsOf(key);
  const [target, sources] = await Promise.all([situation.get('target'), situation.get('sources')]);
  const program = commandOf(target);
  const m = t().config;
  const known = TRAIT_NAMES.find((name) => name === trait);
  const own = known === undefined ? undefined : keyOf(target, known);
  if (isForeignClass({ target, system: situation.system, ...sources }, className))
    return { message: m.unknownClass(program, className), better: own };
  // The settings of our own tables need no question to Jupyter.
  if (own !== undefined && (own === key || /^(?:ServerApp|NotebookApp)$/.test(className))) return undefined;
  const { classes } = await situation.get('effective');
  if (classes === undefined) return undefined;
  const { generation } = target;
  const translated = className === 'NotebookApp' && generation !== 'classic';
  const allowed = translated
    ? new Set([...traitsOf(classes, 'ServerApp'), ...traitsOf(classes, className)])
    : allowedTraits(classes, className, generation);
  if (allowed?.has(trait)) return undefined;
  if (allowed !== undefined)
    return { message: m.unknownTrait(program, className, trait), better: meantTrait(classes, key, allowed) };
  const text = (await readText(path, situation.system.files)) ?? '';
  if (CLASSES_ELSEWHERE.has(className) || isNamedIn(text, className)) return undefined;
  const meant = nearest(
    className,
    [...WELL_KNOWN.filter((one) => classes.has(one)), ...classes.keys()],
    MOST,
  );
  return { message: m.unknownClass(program, className), better: meant && `${meant}.${trait}` };
}

/** The same trait of another class, else the nearest name in this one. */
function meantTrait(classes: KnownClasses, key: string, allowed: ReadonlySet<string>): string | undefined {
  const { className, trait } = partsOf(key);
  const elsewhere = WELL_KNOWN.find((name) => classes.get(name)?.own.includes(trait));
  if (elsewhere !== undefined) return `${elsewhere}.${trait}`;
  const better = nearest(trait, allowed);
  return better && `${className}.${better}`;
}

function partsOf(key: string): { className: string; trait: string } {
  const dot = key.indexOf('.');
  return { className: key.slice(0, dot), trait: key.slice(dot + 1) };
}
