import { isRecord } from '../../json.ts';
import { winnerOf } from '../../jupyter/settings/sources.ts';
import { keyOf, type Trait } from '../../jupyter/target.ts';
import { TRAIT_NAMES } from '../../jupyter/traits.ts';
import { t } from '../../messages/index.ts';
import type { SettingsPart } from '../../plan/merge.ts';
import { isSecretName } from '../../python-config/secret-names.ts';
import type { PythonValue } from '../../python-config/value.ts';
import { currentValue, isSet } from '../../situation/effective-setting.ts';
import type { Evidence } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { isAccessKey, isServerKey, judge, type Opening } from './doors.ts';
import { isKnownPassword } from './known-password.ts';
import { readStarts } from './launch-settings.ts';
import { readAllSettings } from './patched-methods.ts';
import { type AccessSetting, entriesOf, type Line, nameOf } from './settings.ts';
import { openingsOfStart, outweighing } from './start-openings.ts';
import { type Chosen, readSurroundings } from './surroundings.ts';

/**
 * Every way in that stays open once these values are set: by a setting of the files or of this shell, or by how a server
 * was started or will be started. Traits that are set anew are not judged. What runs comes first.
 * `exposed`: others will reach it by another way than its address.
 */
export async function findOpenings(
  situation: Situation,
  chosen: Chosen = {},
  { exposed }: { readonly exposed?: boolean } = {},
): Promise<Opening[]> {
  const [found, settings, starts] = await Promise.all([
    readSurroundings(situation, chosen),
    situation.once('access-settings', () => readAllSettings(situation, isAccessKey)),
    situation.once('starts', () => readStarts(situation)),
  ]);
  const around = { ...found, exposed: exposed ?? found.exposed };
  const ofFiles = settings
    .filter(({ key, name, within }) => within !== undefined || !(name in chosen && isServerKey(key)))
    .flatMap((setting) => judge(setting, around) ?? []);
  const byStart = await Promise.all(
    starts
      .toSorted((a, b) => Number(b.pid !== undefined) - Number(a.pid !== undefined))
      .map((start) => openingsOfStart(start, { around, chosen, settings, ofFiles }, situation)),
  );
  const known = around.exposed && chosen.password === undefined ? await knownPassword(situation) : [];
  const ofShell = ofFiles.filter(
    ({ setting }) => outweighing(setting, { chosen, settings, ofFiles }) === undefined,
  );
  const all = [...byStart.flat(), ...known, ...ofShell];
  // Files of logins and units read each other.
  return [...new Map(all.map((one) => [idOf(one), one])).values()];
}

function idOf({ id, setting }: Opening): string {
  return `${id} ${setting.key} ${setting.where}`;
}

/** The password that stays as it is, if it is one that is guessed first. */
async function knownPassword(situation: Situation): Promise<Opening[]> {
  const [hash, sources] = await Promise.all([currentValue(situation, 'password'), situation.get('sources')]);
  if (!isSet(hash) || !(await isKnownPassword(hash, situation))) return [];
  const line = winnerOf(sources, 'password');
  const where = line === undefined ? 'password' : `${line.file}:${line.line}`;
  const evidence = line === undefined ? {} : { file: line.file, line: line.line };
  return [knownAt(where, hash, line?.key, evidence)];
}

function knownAt(where: string, value: string, key = 'password', evidence: Evidence = {}): Opening {
  const setting: AccessSetting = { key, name: 'password', value, lines: [], where, evidence };
  return {
    id: 'password-known',
    status: 'unsafe',
    words: t().access.doors.knownPassword,
    setting,
    close: undefined,
  };
}

/** An edit of one config file. */
interface SettingsEdit {
  readonly settings: Readonly<Record<string, PythonValue>>;
  readonly remove: readonly string[];
  readonly file: string;
}

/** The ways in that an edit would open: those that are not open now. */
export async function openingsBy(
  situation: Situation,
  { settings, remove, file }: SettingsEdit,
): Promise<Opening[]> {
  const chosen: Partial<Record<Trait, PythonValue>> = (await losesPassword(situation, remove, file))
    ? { password: '' }
    : {};
  for (const [key, value] of Object.entries(settings)) {
    const name = nameOf(key);
    if (name === 'hashed_password') chosen.password = value;
    else if (isServerKey(key) && isTrait(name)) chosen[name] = value;
  }
  const around = await readSurroundings(situation, chosen);
  if (!around.exposed) return [];
  const isOpenNow = (await readSurroundings(situation, {})).exposed;
  const before = isOpenNow ? await findOpenings(situation) : [];
  const after = await findOpenings(situation, chosen);
  const ofNew = Object.entries(settings)
    .map(([key, value]): AccessSetting => settingOf(key, value, file))
    .flatMap((setting) => [setting, ...entriesOf(setting)])
    .filter(({ key, within }) => within !== undefined || isAccessKey(key))
    .flatMap((setting) => judge(setting, around) ?? []);
  const known = new Set(before.map(idOf));
  const { password } = chosen;
  const guessed =
    isSet(password) && (await isKnownPassword(password, situation)) ? [knownAt(file, password)] : [];
  return [...guessed, ...ofNew, ...after.filter((one) => !known.has(idOf(one)))].filter(
    ({ status }) => status !== 'remark',
  );
}

/** Whether no line sets a password once these keys are gone from this file. */
async function losesPassword(
  situation: Situation,
  remove: readonly string[],
  file: string,
): Promise<boolean> {
  const isPassword = (key: string) => /^(?:hashed_)?password$/.test(nameOf(key));
  if (!remove.some(isPassword)) return false;
  const { files } = await situation.get('sources');
  return !files.some(({ path, settings }) =>
    settings.some(
      ({ key, value }) => isPassword(key) && value !== '' && !(path === file && remove.includes(key)),
    ),
  );
}

function settingOf(key: string, value: unknown, file: string): AccessSetting {
  return { key, name: nameOf(key), value, lines: [], where: file, evidence: { file } };
}

function isTrait(name: string): name is Trait {
  return (TRAIT_NAMES as readonly string[]).includes(name);
}

/** How the openings are closed. */
export interface Closing {
  /** Lines to take out or to change, file by file. */
  readonly parts: readonly SettingsPart[];
  /** Traits to set, for openings whose lines cannot be taken out. */
  readonly chosen: Chosen;
  readonly closed: readonly Opening[];
  /** What cannot be closed: code, a file that is not writable, a command line. */
  readonly refused: readonly Opening[];
}

/** Plans the changes that close what can be closed. Changes nothing. */
export async function closeOpenings(situation: Situation, openings: readonly Opening[]): Promise<Closing> {
  const [target, { files }] = await Promise.all([situation.get('target'), situation.get('sources')]);
  const isOpaque = files.some(({ opaque }) => opaque.length > 0);
  const unsafe = openings.filter(({ status }) => status === 'unsafe');
  const parts = new Map<Opening, readonly SettingsPart[]>();
  const chosen: Partial<Record<Trait, PythonValue>> = {};
  for (const opening of unsafe) {
    const { setting, close } = opening;
    const entries = unsafe.filter((one) => one.setting.within?.key === setting.within?.key);
    const removal = setting.within ? withoutEntries(setting, entries) : removalOf(setting.lines);
    const canSet = close !== undefined && keyOf(target, close.trait) !== undefined;
    // Code may set it again in a way that no line shows.
    const isHidden = isOpaque || setting.lines.some(({ conditional }) => conditional);
    if (canSet && (removal === undefined || isHidden)) {
      chosen[close.trait] = close.value;
      parts.set(opening, []);
    } else if (removal !== undefined) parts.set(opening, removal);
  }
  const removals = [...parts].filter(([{ close }]) => close === undefined || !(close.trait in chosen));
  return {
    parts: withoutTwins(removals.flatMap(([, one]) => one)),
    chosen,
    closed: [...parts.keys()],
    refused: openings.filter((one) => ['unsafe', 'code'].includes(one.status) && !parts.has(one)),
  };
}

/** The edits that take the lines out; undefined if one cannot be, or if there is none. */
function removalOf(lines: readonly Line[]): SettingsPart[] | undefined {
  if (lines.length === 0 || !lines.every(({ writable }) => writable)) return undefined;
  return lines.map((line) => editOf(line, { remove: [line.key] }));
}

/** The edits that take these entries out of tornado_settings; undefined if it is not a plain dictionary. */
function withoutEntries({ lines }: AccessSetting, entries: readonly Opening[]): SettingsPart[] | undefined {
  const names = new Set(entries.map(({ setting }) => setting.name));
  const found = lines.map((line) => {
    if (!line.writable || !isRecord(line.value)) return undefined;
    const kept = Object.entries(line.value).filter(([name]) => !names.has(name));
    if (kept.length === 0) return editOf(line, { remove: [line.key] });
    return editOf(line, { settings: { [line.key]: Object.fromEntries(kept) as PythonValue } });
  });
  const edits = found.filter((one) => one !== undefined);
  return edits.length > 0 && edits.length === found.length ? edits : undefined;
}

function editOf(
  { file: path, format, key }: Line,
  { settings = {}, remove }: Partial<Pick<SettingsPart, 'settings' | 'remove'>>,
): SettingsPart {
  const secret = [key].filter(isSecretName);
  return { step: 'doors', path, format, settings, secret, overrides: true, ...(remove && { remove }) };
}

function withoutTwins(parts: readonly SettingsPart[]): SettingsPart[] {
  const idOf = ({ path, remove = [], settings }: SettingsPart) =>
    [path, ...remove, ...Object.keys(settings)].join('\0');
  return [...new Map(parts.map((part) => [idOf(part), part])).values()];
}
