import { isRecord } from '../../json.ts';
import type { ConfigFile, FileSetting } from '../../jupyter/settings/config-file.ts';
import { maskLines } from '../../plan/masking.ts';
import { lineOf } from '../../situation/effective-setting.ts';
import type { Evidence } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { readLines, readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';
import { withRealPaths } from './open-pages.ts';

/** A line of a config file that Jupyter reads. */
export interface Line extends FileSetting, Pick<ConfigFile, 'format' | 'writable'> {
  readonly file: string;
}

/** One value that may decide who gets in, and where it comes from. */
export interface AccessSetting {
  /** 'ServerApp.token', or 'JUPYTER_TOKEN'. */
  readonly key: string;
  /** The trait without its class: 'token'. */
  readonly name: string;
  readonly value: unknown;
  /** The lines that set it, the effective one last; empty if it comes from elsewhere. */
  readonly lines: readonly Line[];
  /** The setting that contains it, if it is an entry of tornado_settings. */
  readonly within?: AccessSetting;
  /** 'FILE:LINE', the variable or the command line, for a sentence. */
  readonly where: string;
  readonly evidence: Evidence;
  /** The part of a command line that gives the value, which nobody can see there: `$(cat /run/token)`. */
  readonly code?: string;
}

/** Overrides for the web server; Jupyter's former name for them is webapp_settings. */
const CONTAINERS: readonly string[] = ['tornado_settings', 'webapp_settings'];

/** Login classes that Jupyter and JupyterHub bring along, without the one that knows no password. */
export const OWN_CLASS =
  /^(?!\S*(?:<class ')?jupyter_server\.auth\.(?:identity\.)?IdentityProvider\b)(?:<class ')?(?:notebook\.auth|jupyter_server\.auth|jupyterhub)\.[\w.]+(?:'>)?$/;

/** Code whose result nobody can read in the file. */
export const RANDOM =
  /urandom|token_(?:bytes|hex|urlsafe)|secrets\.|environ|getenv|open\(|read_|uuid|random|openssl rand/;

/** Python that makes a secret which nobody else has. The module `random` is none: its numbers repeat after a seed. */
export const MAKES_SECRET =
  /urandom\s*\(|token_(?:bytes|hex|urlsafe)\s*\(|secrets\.\w+\s*\(|environ|getenv|open\(|read_|uuid[14]\s*\(|SystemRandom|openssl rand/;

/** Settings of tornado_settings without influence on who gets in. */
export const HARMLESS_ENTRY =
  /^(?:ws_ping_\w+|websocket_\w+|slow_spawn_timeout|compress_response|gzip|cookie_options|max_\w+|csp_report_uri|shell_command|server_extensions|mathjax_\w+|jinja_template_vars|debug|autoreload|serve_traceback|iopub_\w+|rate_limit_\w+|static_immutable_cache|template_\w+|kernel_info_timeout|terminals?_\w+|custom_css)$/;

/**
 * Every value of these names in the config files and in this shell's environment. Values that the lines do not show
 * (code, an `if`) are those that Jupyter reports; it is asked only if there are any.
 */
export async function readAccessSettings(
  situation: Situation,
  isRelevant: (key: string) => boolean,
): Promise<AccessSetting[]> {
  const { files } = await situation.get('sources');
  const counts = (key: string) => isRelevant(key) || isContainer(nameOf(key)) || isSection(key);
  const lines = files.flatMap(({ path, format, writable, settings }) =>
    settings
      .filter(({ key, wins }) => wins && counts(key))
      .map((setting): Line => ({ ...setting, file: path, format, writable })),
  );
  const isHidden =
    files.some(({ opaque }) => opaque.length > 0) ||
    lines.some(({ value, conditional }) => value === undefined || conditional);
  const values = isHidden ? (await situation.get('effective')).values : {};
  const keys = new Set([...lines.map(({ key }) => key), ...Object.keys(values).filter(counts)]);
  const settings = [...keys].flatMap((key) => settingsOf(key, lines, values)).flatMap(inSection);
  const wanted = settings.filter(({ key, name }) => isRelevant(key) || isContainer(name));
  const found = await Promise.all(
    wanted.map(async (setting) => ({
      ...(await withRealPaths(setting, situation.system)),
      ...(setting.lines.length > 0 ? {} : await placeOf(setting.name, situation)),
    })),
  );
  const entries = found.flatMap(entriesOf).map((entry) => withRealPaths(entry, situation.system));
  return [...found, ...(await Promise.all(entries)), ...(await fromEnvironment(situation.system))];
}

/** Whether a key is that of a section within a section: 'ServerApp.IdentityProvider'. */
function isSection(key: string): boolean {
  return /^[A-Z]/.test(nameOf(key));
}

/** The settings in a section within a section, or the setting itself. They outweigh those at the top. */
function inSection(setting: AccessSetting): AccessSetting[] {
  const { key, value } = setting;
  if (!isSection(key)) return [setting];
  return Object.entries(isRecord(value) ? value : {}).flatMap(([name, inner]) =>
    inSection({ ...setting, key: `${key}.${name}`, name, value: inner, lines: [] }),
  );
}

/** Settings that switch something on or off. */
const FLAGS = [
  ...['disable_check_xsrf', 'xsrf_cookies', 'allow_unauthenticated_access', 'authenticate_prometheus'],
  ...['allow_remote_access', 'trust_xheaders', 'allow_root'],
];

/** Whether a setting of this name is one of them. */
export function isFlag(name: string): boolean {
  return FLAGS.includes(name);
}

/** In tornado_settings no trait checks the type: whatever Python counts as true or false counts. */
export function asFlag(setting: AccessSetting): AccessSetting {
  const { name, value, within } = setting;
  if (within === undefined || !isFlag(name)) return setting;
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return { ...setting, value: Boolean(value) && !isEmpty };
}

/** Whether a setting of this name holds overrides for the web server. */
export function isContainer(name: string): boolean {
  return CONTAINERS.includes(name);
}

/** 'token' of 'ServerApp.token'. */
export function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}

/** Where code that is no assignment names a setting: `c.ServerApp.extra_static_paths.append(…)`. */
async function placeOf(
  name: string,
  situation: Situation,
): Promise<Pick<AccessSetting, 'where' | 'evidence'> | undefined> {
  const { files } = await situation.get('sources');
  const named = new RegExp(`^(?!\\s*#).*\\b${name}\\b`);
  for (const { path, opaque } of files) {
    if (opaque.length === 0) continue;
    const lines = await linesOf(path, situation);
    const at = lines.findIndex((text) => named.test(text));
    if (at >= 0) return { where: `${path}:${at + 1}`, evidence: { file: path, line: at + 1 } };
  }
  return undefined;
}

/** The lines of a config file, read once a run: several questions look at them. */
export function linesOf(path: string, situation: Situation): Promise<string[]> {
  return situation.once(`lines ${path}`, () => readLines(path, situation.system.files));
}

/** The setting as it is now, and each value that it has under a condition: a unit may meet one that this shell does not. */
function settingsOf(
  key: string,
  all: readonly Line[],
  values: Readonly<Record<string, unknown>>,
): AccessSetting[] {
  const setting = settingOf(key, all, values);
  const others = setting.lines.filter((line) => line.conditional && line.value !== undefined);
  return [
    setting,
    ...others
      .filter(({ value }) => value !== setting.value)
      .map((line) => ({ ...setting, ...placeOfLine(line), value: line.value })),
  ];
}

function placeOfLine(line: Line): Pick<AccessSetting, 'where' | 'evidence'> {
  const { file, line: number } = line;
  const [text = ''] = maskLines([lineOf(line)], []);
  return { where: `${file}:${number}`, evidence: { file, line: number, text } };
}

function settingOf(
  key: string,
  all: readonly Line[],
  values: Readonly<Record<string, unknown>>,
): AccessSetting {
  const exact = all.filter((line) => line.key === key);
  // The shim moves NotebookApp's settings to ServerApp.
  const lines = exact.length > 0 ? exact : all.filter((line) => nameOf(line.key) === nameOf(key));
  const last = lines.at(-1);
  const value = key in values ? values[key] : last?.value;
  const place = last === undefined ? { where: key, evidence: {} } : placeOfLine(last);
  return { key, name: nameOf(key), value, lines, ...place };
}

/** The entries of tornado_settings, which override what the traits say. */
export function entriesOf(setting: AccessSetting): AccessSetting[] {
  if (!isContainer(setting.name) || !isRecord(setting.value)) return [];
  return Object.entries(setting.value).map(([name, value]) => ({
    ...setting,
    key: `${setting.key}['${name}']`,
    name,
    value,
    within: setting,
  }));
}

/**
 * Variables that set what no config file sets; the last one that is there counts. An empty one counts as none
 * (IdentityProvider and ServerApp of jupyter_server, NotebookApp of notebook).
 */
export const VARIABLES: readonly {
  readonly variable: string;
  readonly name: string;
  /** 'file': the variable names the file with the value. */
  readonly read: 'file' | ((text: string) => unknown);
}[] = [
  { variable: 'JUPYTER_TOKEN_FILE', name: 'token', read: 'file' },
  { variable: 'JUPYTER_TOKEN', name: 'token', read: (text) => text },
  {
    variable: 'JUPYTER_SERVER_ALLOW_UNAUTHENTICATED_ACCESS',
    name: 'allow_unauthenticated_access',
    read: (text) => /^(?:true|yes)$/i.test(text),
  },
];

/** Whether a key is that of a variable of the environment. */
export function isVariable(key: string): boolean {
  return key.startsWith('JUPYTER_');
}

async function fromEnvironment({ env, files }: System): Promise<AccessSetting[]> {
  const found = await Promise.all(
    VARIABLES.map(async ({ variable: key, name, read }) => {
      const text = env[key];
      const value = !text ? undefined : read === 'file' ? await readText(text, files) : read(text);
      return { key, name, value, lines: [], where: key, evidence: { text: key } };
    }),
  );
  return found.filter(({ value }) => value !== undefined);
}
