import { t } from '../../messages/index.ts';
import { isSet } from '../../situation/effective-setting.ts';
import { listensHereOnly } from '../../situation/listen-reach.ts';
import type { Situation } from '../../situation/situation.ts';
import { isAccessKey, isServerKey, judge, type Opening } from './doors.ts';
import type { Start } from './launch-settings.ts';
import { type AccessSetting, isVariable, RANDOM } from './settings.ts';
import { type Chosen, readSurroundings, type Surroundings } from './surroundings.ts';

/** What the config files of the target say. */
interface Files {
  readonly chosen: Chosen;
  readonly settings: readonly AccessSetting[];
  /** The ways in that they open. */
  readonly ofFiles: readonly Opening[];
}

/** Milliseconds: Jupyter reads its config a moment after its process starts, and file times are coarse. */
const TOLERANCE = 1000;

/**
 * The setting of a file that outweighs a variable of the environment, 'planned' if a plan will write it; undefined if
 * none does, or if it opens a door itself.
 */
export function outweighing(
  { key, name }: AccessSetting,
  { chosen, settings, ofFiles }: Files,
): AccessSetting | 'planned' | undefined {
  if (!isVariable(key)) return undefined;
  const isSame = (one: AccessSetting) =>
    one.name === name && one.within === undefined && !isVariable(one.key);
  const found = settings.find(isSame);
  if (ofFiles.some(({ setting }) => isSame(setting))) return undefined;
  return found ?? (name in chosen ? 'planned' : undefined);
}

/** The ways in that a command line, its environment and its own config files open, over what the target's files say. */
export async function openingsOfStart(
  start: Start,
  files: Files & { readonly around: Surroundings },
  situation: Situation,
): Promise<Opening[]> {
  const { config } = start;
  const { mayAsk, exposed } = files.around;
  const own = config && (await readSurroundings(config.situation, {}));
  const isOwnPassword = config !== undefined && (!config.readsOurs || config.overrides('password'));
  const base = isOwnPassword && own ? { ...files.around, hasPassword: own.hasPassword } : files.around;
  const variables = start.settings.filter(({ key }) => isVariable(key));
  const options = start.settings.filter(({ key }) => !isVariable(key));
  const ofConfig = without(config?.settings ?? [], options);
  const all = [...without(variables, [...ofConfig, ...options]), ...ofConfig, ...options];
  const ofServer = options.filter(({ key }) => !key.includes('.') || isServerKey(key));
  const last = new Map(ofServer.map((setting) => [setting.name, setting]));
  const { generation } = await situation.get('target');
  // jupyter_server 2 keeps the hash of its identity provider when the old trait is emptied.
  const password =
    last.get('hashed_password') ?? (generation === 'server2' ? undefined : last.get('password'));
  const ip = last.get('ip');
  const around: Surroundings = {
    ...base,
    mayAsk,
    hasPassword:
      password === undefined ? base.hasPassword : password.code !== undefined || isSet(password.value),
    exposed:
      ip?.value === undefined
        ? exposed || (own?.exposed ?? false)
        : !(await listensHereOnly(situation, ip.value)),
  };
  const found = await Promise.all(all.map((setting) => openingOf(setting, around, start, files, situation)));
  return found.filter((opening) => opening !== undefined);
}

/** The settings that no stronger one overrides. Paths add up, and traits of other classes have the same names. */
function without(settings: readonly AccessSetting[], stronger: readonly AccessSetting[]): AccessSetting[] {
  const groups = new Set(stronger.map(groupOf));
  return settings.filter((setting) => !groups.has(groupOf(setting)));
}

function groupOf({ key, name, where, within }: AccessSetting): string {
  if (within !== undefined) return key;
  if (/paths?$/.test(name)) return `${key} ${where}`;
  return !key.includes('.') || isServerKey(key) ? name : key;
}

async function openingOf(
  setting: AccessSetting,
  around: Surroundings,
  start: Start,
  files: Files,
  situation: Situation,
): Promise<Opening | undefined> {
  const { key, name, code } = setting;
  const canClose = isVariable(key) && start.readsOurs;
  if (code !== undefined)
    return isAccessKey(withClass(key)) && !RANDOM.test(code) ? unseen(setting, code) : undefined;
  // Older versions do not know the variable.
  if (isVariable(key) && name === 'allow_unauthenticated_access' && !around.guardsRoutes) return undefined;
  const opening = judge(setting, around);
  if (opening === undefined) return undefined;
  const stronger = canClose ? outweighing(setting, files) : undefined;
  if (stronger !== undefined) {
    if (start.readAt === undefined || (await hasRead(stronger, start.readAt, situation))) return undefined;
    const { untilRestart, untilRestartFix: fix } = t().access.doors;
    return {
      ...opening,
      status: 'running',
      words: { message: untilRestart(key, start.where), fix },
      close: undefined,
    };
  }
  // The lines of another config file are for its owner to change.
  return { ...opening, setting: { ...setting, lines: [] }, close: canClose ? opening.close : undefined };
}

function withClass(key: string): string {
  return key.includes('.') ? key : `ServerApp.${key.replace(/^-+/, '')}`;
}

function unseen(setting: AccessSetting, code: string): Opening {
  const words = t().access.doors.unseenStart(setting.key, code);
  return { id: 'setting-code', status: 'code', words, setting, close: undefined };
}

/** Whether a server that read its files then has read the setting as it stands in the file now. */
async function hasRead(
  stronger: AccessSetting | 'planned',
  readAt: number,
  { system }: Situation,
): Promise<boolean> {
  if (stronger === 'planned') return false;
  const changed = await Promise.all(
    stronger.lines.map(
      async ({ file }) => (await system.files.facts(file).catch(() => undefined))?.mtimeMs ?? 0,
    ),
  );
  return Math.max(0, ...changed) <= readAt + TOLERANCE;
}
