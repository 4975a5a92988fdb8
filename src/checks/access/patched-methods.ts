import type { ConfigFile } from '../../jupyter/settings/config-file.ts';
import type { Situation } from '../../situation/situation.ts';
import { linkedDirectories } from './open-pages.ts';
import { type AccessSetting, linesOf, readAccessSettings } from './settings.ts';

/** The methods of notebook and jupyter_server that decide who gets in; a config file can replace them. */
export const PATCHED_METHODS = [
  ...[
    'get_user',
    'get_current_user',
    'get_login_available',
    'get_token',
    'get_user_token',
    'get_user_cookie',
  ],
  ...['is_token_authenticated', 'should_check_origin', 'check_origin', 'check_xsrf_cookie', 'check_host'],
  ...[
    'prepare',
    'validate_security',
    'passwd_check',
    'authenticate',
    'is_authorized',
    'logged_in',
    'auth_enabled',
  ],
  ...[
    'process_login_form',
    'password_from_settings',
    'login_available',
    'token_authenticated',
    'user_for_token',
  ],
  ...['user_from_cookie', 'user_for_cookie', 'allow_origin', 'skip_check_origin'],
] as const;

/** What stands for any other part of the web server that a config file replaces: a decorator, a property, a comparison. */
export const PATCHED_PART = 'patched part';

const NAMES = PATCHED_METHODS.join('|');
const SHAPES = [
  new RegExp(`^\\s*(?!c\\.)(?<object>[A-Za-z_][\\w.]*)\\.(?<method>${NAMES})\\s*=[^=]`),
  new RegExp(`\\bsetattr\\(\\s*(?!c\\.)(?<object>[\\w.]+)\\s*,\\s*['"](?<method>${NAMES})['"]`),
];

/** The modules that decide who gets in, or that those which do rely on. */
const WEB = /^(?:tornado|notebook|nbclassic|jupyter_server|jupyterlab|jupyterlab_server|hmac)(?:\.|$)/;

/** `import a.b as x, c`, `from a.b import d as x`, `x = a.b.d`, `x = import_module('a.b')`. */
const IMPORT = /^\s*import\s+(.+)$/;
const FROM = /^\s*from\s+([\w.]+)\s+import\s+\(?([^#)]*)/;
const BINDING = /^\s*(\w+)\s*=\s*(?:(?:importlib\.)?(?:import_module|__import__)\(\s*['"])?([A-Za-z_][\w.]*)/;
const ASSIGNMENT = /(?:^|;)\s*(?<object>[A-Za-z_]\w*(?:\.\w+)*)\.(?<part>\w+)\s*=[^=]/;
const BY_NAME = /\b(?:set|del)attr\(\s*(?<object>[A-Za-z_]\w*(?:\.\w+)*)\s*,\s*(?<part>[^,)]+)/;

/** Where the lines of a Python config replace such a method, or any part of these modules: `tornado.web.authenticated = …`. */
async function patchedMethods(file: ConfigFile, situation: Situation): Promise<AccessSetting[]> {
  if (file.format !== 'python' || !file.exists) return [];
  const lines = await linesOf(file.path, situation);
  const ofWeb = new Set<string>();
  return lines.flatMap((text, at) => {
    for (const name of boundBy(text, ofWeb)) ofWeb.add(name);
    const { object, method } = SHAPES.map((shape) => shape.exec(text)?.groups).find(Boolean) ?? {};
    const evidence = { file: file.path, line: at + 1, text: text.trim() };
    const found = { value: text, lines: [], where: `${file.path}:${at + 1}`, evidence };
    if (object !== undefined && method !== undefined)
      return [{ ...found, key: `${object}.${method}`, name: method }];
    const { object: whole = '', part = '' } = (ASSIGNMENT.exec(text) ?? BY_NAME.exec(text))?.groups ?? {};
    if (!ofWeb.has(whole.split('.')[0] ?? '')) return [];
    return [{ ...found, key: `${whole}.${part.replace(/\W/g, '')}`, name: PATCHED_PART }];
  });
}

/** The names that a line gives to modules and classes of the web server. */
function boundBy(text: string, known: ReadonlySet<string>): string[] {
  const [, modules] = IMPORT.exec(text) ?? [];
  if (modules !== undefined)
    return namesIn(modules).flatMap(([name, as]) => (WEB.test(name) ? (as ?? name.split('.')[0] ?? []) : []));
  const [, module = '', names = ''] = FROM.exec(text) ?? [];
  if (module !== '') return WEB.test(module) ? namesIn(names).map(([name, as]) => as ?? name) : [];
  const [, name = '', source = ''] = BINDING.exec(text) ?? [];
  const isOfWeb = WEB.test(source) || known.has(source.split('.')[0] ?? '');
  return name !== '' && isOfWeb ? [name] : [];
}

/** The names in `a.b as x, c`, each with what it is called. */
function namesIn(list: string): (readonly [name: string, as: string | undefined])[] {
  return list.split(',').map((one) => {
    const [name = '', , as] = one.trim().split(/\s+/);
    return [name, as];
  });
}

/** A variable of the environment that a config file sets, for the Jupyter that reads the file. */
const OWN_VARIABLE =
  /(?:environ\s*\[|\b(?:setdefault|putenv)\(|environ\.update\(.*?)\s*['"]?(?<key>JUPYTER_TOKEN(?:_FILE)?)['"]?\s*(?:\]\s*=(?!=)|,|=|:)\s*(?:['"](?<value>[^'"]*)['"])?/;

async function ownVariables(file: ConfigFile, situation: Situation): Promise<AccessSetting[]> {
  if (file.format !== 'python' || !file.exists) return [];
  const lines = await linesOf(file.path, situation);
  const found = lines.flatMap((text, at) => {
    const { key, value } = (!/^\s*#/.test(text) && OWN_VARIABLE.exec(text)?.groups) || {};
    return key === undefined ? [] : [{ key, value, line: at + 1 }];
  });
  return Promise.all(
    found.map(async ({ key, value, line }) => {
      const token = key === 'JUPYTER_TOKEN' ? value : undefined;
      const { path } = file;
      return {
        key,
        name: 'token',
        value: token ?? (await situation.get('effective')).traits.token,
        lines: [],
        where: `${path}:${line}`,
        evidence: { file: path, line, text: key },
      };
    }),
  );
}

/** Links from where Jupyter has its files for everybody. */
async function linkedSettings(situation: Situation): Promise<AccessSetting[]> {
  const { system } = situation;
  const [{ installed }, { configDir }] = await Promise.all([situation.get('target'), situation.get('paths')]);
  const found = await linkedDirectories([configDir, ...(installed?.paths.dataDirs ?? [])], system);
  return found.map(({ path, target }) => {
    const evidence = { file: path };
    return { key: path, name: 'linked directory', value: target, lines: [], where: path, evidence };
  });
}

/** The settings of files and environment, and what the files set past them. */
export async function readAllSettings(
  situation: Situation,
  isRelevant: (key: string) => boolean,
): Promise<AccessSetting[]> {
  const { files } = await situation.get('sources');
  const ofCode = await Promise.all(
    files.flatMap((file) => [patchedMethods(file, situation), ownVariables(file, situation)]),
  );
  const linked = await linkedSettings(situation);
  return [...(await readAccessSettings(situation, isRelevant)), ...ofCode.flat(), ...linked];
}
