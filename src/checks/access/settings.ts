import { isRecord } from '../../json.ts';
import type { ConfigFile, FileSetting } from '../../jupyter/settings/config-file.ts';
import { maskLines } from '../../plan/masking.ts';
import { lineOf } from '../../situation/effective-setting.ts';
import type { Evidence } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';

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
}

/** Overrides for the web server; Jupyter's former name for them is webapp_settings. */
const CONTAINERS: readonly string[] = ['tornado_settings', 'webapp_settings'];

/** Login classes that Jupyter and JupyterHub bring along. */
export const OWN_CLASS = /^(?:<class ')?(?:notebook\.auth|jupyter_server\.auth|jupyterhub)\.[\w.]+(?:'>)?$/;

/** Code whose result nobody can read in the file. */
export const RANDOM = /urandom|token_(?:bytes|hex|urlsafe)|secrets\.|environ|getenv|open\(|read_|uuid|random/;

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
  const counts = (key: string) => isRelevant(key) || CONTAINERS.includes(nameOf(key));
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
  const found = await Promise.all(
    [...keys].map(async (key) => {
      const setting = settingOf(key, lines, values);
      return setting.lines.length > 0 ? setting : { ...setting, ...(await placeOf(setting.name, situation)) };
    }),
  );
  return [...found, ...found.flatMap(entriesOf), ...(await fromEnvironment(situation.system))];
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
    const lines = ((await readText(path, situation.system.files)) ?? '').split(/\r\n|\r|\n/);
    const at = lines.findIndex((text) => named.test(text));
    if (at >= 0) return { where: `${path}:${at + 1}`, evidence: { file: path, line: at + 1 } };
  }
  return undefined;
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
  const where = last === undefined ? key : `${last.file}:${last.line}`;
  const [text = ''] = last === undefined ? [] : maskLines([lineOf(last)], []);
  const evidence = last === undefined ? {} : { file: last.file, line: last.line, text };
  return { key, name: nameOf(key), value, lines, where, evidence };
}

/** The entries of tornado_settings, which override what the traits say. */
export function entriesOf(setting: AccessSetting): AccessSetting[] {
  if (!CONTAINERS.includes(setting.name) || !isRecord(setting.value)) return [];
  return Object.entries(setting.value).map(([name, value]) => ({
    ...setting,
    key: `${setting.key}['${name}']`,
    name,
    value,
    within: setting,
  }));
}

/** Variables from which Jupyter takes its token where no setting gives one. */
async function fromEnvironment({ env, files }: System): Promise<AccessSetting[]> {
  const { JUPYTER_TOKEN: token, JUPYTER_TOKEN_FILE: path } = env;
  const inFile = path ? await readText(path, files) : undefined;
  const found: readonly (readonly [string, string | undefined])[] = [
    ['JUPYTER_TOKEN', token],
    ['JUPYTER_TOKEN_FILE', inFile],
  ];
  return found.flatMap(([key, value]) =>
    value === undefined
      ? []
      : [{ key, name: 'token', value, lines: [], where: key, evidence: { text: key } }],
  );
}
