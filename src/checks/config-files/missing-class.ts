import { type ConfigFile, type FileSetting, formatOf } from '../../jupyter/settings/config-file.ts';
import type { SettingSources } from '../../jupyter/settings/sources.ts';
import type { Change } from '../../plan/change.ts';

/** The complaint, and the setting that it is about, if known. */
interface AboutSetting {
  readonly complaint: string;
  readonly path: string | undefined;
  readonly setting: FileSetting | undefined;
}

/** Packages that every Jupyter brings along. */
const BUILT_IN = /^(?:notebook|jupyter_server|jupyter_client|jupyterlab|nbclassic|jupyter_core)$/;

/** Traits that name a class that Jupyter imports: `contents_manager_class`, `nbserver_extensions` does not. */
const CLASS_TRAIT = /(?:_class|_factory)$/;

/** Classes that decide who gets in: without the line strangers might. */
const GUARDS = /(?:identity_provider|authorizer|login_handler|logout_handler)_class$/;

/** The class of a setting that this Jupyter cannot import: 'notedown.NotedownContentsManager'. */
export function missingClass({ complaint, setting }: AboutSetting): string | undefined {
  const named = /'([\w.]+)' could not be imported/.exec(complaint)?.[1];
  if (named !== undefined) return named;
  return setting !== undefined && isClassSetting(setting) ? String(setting.value) : undefined;
}

/** The package to install for a class; '' if the package is there and only lacks the class. */
export function packageOf(name = ''): string {
  const [first = ''] = name.split('.');
  return BUILT_IN.test(first) ? '' : first;
}

/** Removes the line, so that Jupyter's own class counts. */
export function removeClass({ setting, path }: AboutSetting): readonly Change[] | undefined {
  if (setting === undefined || path === undefined || setting.conditional || GUARDS.test(setting.key))
    return undefined;
  const format = formatOf(path);
  return [{ kind: 'edit-settings', path, format, settings: {}, remove: [setting.key], secret: [] }];
}

/**
 * The setting that names a class that cannot be imported. Notebook 6 with new traitlets stumbles over a name of its own
 * in that case ('TraitError'), and for a class that is imported later Python names only the module.
 */
export function findClassSetting(
  complaint: string,
  { files }: SettingSources,
): { file: ConfigFile; setting: FileSetting } | undefined {
  const module = /No module named '?([\w.]+)/.exec(complaint)?.[1];
  if (module === undefined && !/name 'TraitError' is not defined/.test(complaint)) return undefined;
  return files
    .flatMap((file) => file.settings.map((setting) => ({ file, setting })))
    .find(({ setting }) => {
      if (!setting.wins || !isClassSetting(setting)) return false;
      const value = String(setting.value);
      return module === undefined
        ? !BUILT_IN.test(value.split('.')[0] ?? '')
        : value === module || value.startsWith(`${module}.`);
    });
}

function isClassSetting({ key, value }: FileSetting): boolean {
  return CLASS_TRAIT.test(key) && typeof value === 'string' && /^\w+(?:\.\w+)+$/.test(value);
}
