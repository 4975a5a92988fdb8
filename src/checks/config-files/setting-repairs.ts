import { isAbsolute, join } from 'node:path';
import { type ConfigFile, type FileSetting, formatOf } from '../../jupyter/settings/config-file.ts';
import { traitsOf } from '../../jupyter/settings/effective.ts';
import type { Change } from '../../plan/change.ts';
import type { PythonValue } from '../../python-config/index.ts';
import { isSecretName } from '../../python-config/secret-names.ts';
import type { System } from '../../system/system.ts';
import { type ComplaintContext, linesOf } from './complaint.ts';
import { nearest } from './known-names.ts';
import { unquoted } from './line-repairs.ts';
import { encodeLine } from './lookalikes.ts';

/** Settings of notebook 6 that the shim does not know (facts/jupyter.md §1.9), with their successors; '' for none. */
const OLD_TRAITS: ReadonlyMap<string, string> = new Map([
  ['base_project_url', 'base_url'],
  ['webapp_settings', 'tornado_settings'],
  ['server_extensions', ''],
  ['log_json', ''],
]);

/** The module of `passwd` in this Jupyter. */
export function authImport({ target, text }: ComplaintContext): string {
  const home = target.generation === 'classic' ? 'notebook.auth' : 'jupyter_server.auth';
  return /\.security\b/.test(text) ? `${home}.security` : home;
}

/** The number between the quotes. */
export function suppliedNumber({ setting }: ComplaintContext): number | undefined {
  const value = unquoted(setting?.value);
  return typeof value === 'number' ? value : undefined;
}

/** Removes the quotes of the value. A port given to port_retries becomes the port, unless one is set. */
export function quotedSetting(context: ComplaintContext): Change[] | undefined {
  const { setting, sources } = context;
  const value = unquoted(setting?.value);
  if (setting === undefined || value === undefined) return undefined;
  if (!setting.key.endsWith('.port_retries') || value === true || value === false || value < 1024)
    return setSettings(context, { [setting.key]: value });
  const hasPort = sources.traits.port.some(({ role }) => role !== 'ignored');
  const port = setting.key.replace('port_retries', 'port');
  return setSettings(context, { ...(hasPort ? {} : { [port]: value }), [setting.key]: 0 });
}

/** The key that was probably meant by a NotebookApp setting that the shim does not know. */
export function renamedTrait({ setting, classes }: ComplaintContext): string | undefined {
  const [className = '', trait = ''] = setting?.key.split('.') ?? [];
  const old = OLD_TRAITS.get(trait);
  if (old !== undefined) return old === '' ? undefined : `${className}.${old}`;
  const known = classes === undefined ? [] : traitsOf(classes, 'ServerApp');
  const better = nearest(trait, known);
  return better === undefined ? undefined : `${className}.${better}`;
}

/** Renames the setting to what was probably meant, or removes it if it has no successor; else undefined. */
export function renameShimmed(context: ComplaintContext): Change[] | undefined {
  const { setting, sources, path, bytes } = context;
  const file = sources.files.find((one) => one.path === path);
  const better = renamedTrait(context);
  if (file === undefined || setting === undefined) return undefined;
  if (better === undefined) {
    const gone = OLD_TRAITS.has(setting.key.split('.')[1] ?? '');
    const { path: changed, format } = file;
    const remove = [setting.key];
    return gone
      ? [{ kind: 'edit-settings', path: changed, format, settings: {}, remove, secret: [] }]
      : undefined;
  }
  return renameSetting(file, setting, better, bytes);
}

/** Renames a setting; no change if the new name is already set or the line is written in an unusual way. */
export function renameSetting(
  file: Pick<ConfigFile, 'path' | 'format' | 'settings'>,
  { key, line, value }: FileSetting,
  better: string,
  bytes: Uint8Array,
): Change[] {
  if (file.settings.some((one) => one.key === better)) return [];
  const secret = isSecretName(better) ? [key, better] : [];
  if (file.format === 'json')
    return value === undefined
      ? []
      : [
          {
            kind: 'edit-settings',
            path: file.path,
            format: 'json',
            settings: { [better]: value },
            remove: [key],
            secret,
          },
        ];
  const before = linesOf(bytes)[line - 1] ?? '';
  const after = before.replace(
    new RegExp(String.raw`\bc\.${encodeLine(key).replace('.', String.raw`\.`)}(?=[ \t]*=)`),
    `c.${better}`,
  );
  return after === before
    ? []
    : [{ kind: 'edit-lines', path: file.path, lines: [{ line, before, after }], secret }];
}

/** Corrects the class in every line that has the wrong one. */
export function renameClass(
  { path, format, settings }: Pick<ConfigFile, 'path' | 'format' | 'settings'>,
  { key }: FileSetting,
  better: string,
  bytes: Uint8Array,
): Change[] {
  const [[wrong = ''], [right = '']] = [key.split('.'), better.split('.')];
  const meant = settings
    .filter((one) => one.key.startsWith(`${wrong}.`))
    .map((one) => one.key.replace(wrong, right));
  if (format === 'json' || settings.some((one) => meant.includes(one.key))) return [];
  const lines = linesOf(bytes).flatMap((before, at) => {
    const after = before.replace(new RegExp(String.raw`^([ \t]*c\.)${wrong}(?=\.)`), `$1${right}`);
    return after === before ? [] : [{ line: at + 1, before, after }];
  });
  return lines.length === 0 ? [] : [{ kind: 'edit-lines', path, lines, secret: [] }];
}

/** Expands ~ in the value, if the result is a directory. */
export async function existingDirectory(
  context: ComplaintContext,
  system: System,
): Promise<Change[] | undefined> {
  const { setting } = context;
  const value = setting?.value;
  if (setting === undefined || typeof value !== 'string' || !/^~[/\\]?/.test(value)) return undefined;
  const path = join(system.home, value.slice(1));
  const facts = isAbsolute(path) ? await system.files.facts(path) : undefined;
  return facts?.kind === 'directory' ? setSettings(context, { [setting.key]: path }) : undefined;
}

function setSettings(
  { path }: ComplaintContext,
  settings: Record<string, PythonValue>,
): Change[] | undefined {
  if (path === undefined) return undefined;
  return [{ kind: 'edit-settings', path, format: formatOf(path), settings, secret: [] }];
}
