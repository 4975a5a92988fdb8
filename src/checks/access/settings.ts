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
  const found = [...keys].map((key) => settingOf(key, lines, values));
  return [...found, ...found.flatMap(entriesOf), ...(await fromEnvironment(situation.system))];
}

/** 'token' of 'ServerApp.token'. */
export function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
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
