import type { ConfigFile } from '../../jupyter/settings/config-file.ts';
import type { Situation } from '../../situation/situation.ts';
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

const NAMES = PATCHED_METHODS.join('|');
const SHAPES = [
  new RegExp(`^\\s*(?!c\\.)(?<object>[A-Za-z_][\\w.]*)\\.(?<method>${NAMES})\\s*=[^=]`),
  new RegExp(`\\bsetattr\\(\\s*(?!c\\.)(?<object>[\\w.]+)\\s*,\\s*['"](?<method>${NAMES})['"]`),
];

/** Where the lines of a Python config replace such a method: `LoginHandler.get_user = …`. */
async function patchedMethods(file: ConfigFile, situation: Situation): Promise<AccessSetting[]> {
  if (file.format !== 'python' || !file.exists) return [];
  const lines = await linesOf(file.path, situation);
  return lines.flatMap((text, at) => {
    const { object, method } = SHAPES.map((shape) => shape.exec(text)?.groups).find(Boolean) ?? {};
    if (object === undefined || method === undefined) return [];
    const evidence = { file: file.path, line: at + 1, text: text.trim() };
    const where = `${file.path}:${at + 1}`;
    return [{ key: `${object}.${method}`, name: method, value: text, lines: [], where, evidence }];
  });
}

/** The settings of files and environment, and what the files set past them. */
export async function readAllSettings(
  situation: Situation,
  isRelevant: (key: string) => boolean,
): Promise<AccessSetting[]> {
  const { files } = await situation.get('sources');
  const patched = await Promise.all(files.map((file) => patchedMethods(file, situation)));
  return [...(await readAccessSettings(situation, isRelevant)), ...patched.flat()];
}
