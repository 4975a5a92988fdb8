import type { PythonValue } from '../../python-config/value.ts';
import { toPythonLiteral } from '../../python-config/write-literal.ts';

/** A Python config file that was edited, and what the edit was meant to do. */
export interface EditedFile {
  readonly path: string;
  /** Its bytes before. */
  readonly before: Uint8Array;
  readonly settings: Readonly<Record<string, PythonValue>>;
  readonly remove: readonly string[];
}

/** What an edit did besides: the keys whose values changed, or were not set as intended. */
export interface SideEffect {
  readonly path: string;
  readonly keys: readonly string[];
  /** The file loaded before and does not load any more. */
  readonly broken: boolean;
}

/**
 * Loads each edited file twice, as it was and as it is, and compares every setting. It runs inside the question for the
 * effective settings, because another Python would take as long as that one. Values that differ between two
 * readings of the old file (a random token, the time) decide nothing, nor does a file that did not load before.
 * Only names of settings are reported, no values. Runs on Python 2.7 and every 3.x.
 */
export const COMPARE_SCRIPT = `
import ast, base64, re
def run(code, names):
    exec(code, names)
def text(value):
    if type(value) is dict:
        return '{%s}' % ', '.join(sorted('%r: %s' % (k, text(v)) for k, v in value.items()))
    if isinstance(value, type(u'')):
        return repr(value).lstrip('u')
    return re.sub(r'0x[0-9a-fA-F]+', '0x', repr(value))
def flat(config, prefix, found):
    for key, value in config.items():
        if isinstance(value, dict) and str(key)[:1].isupper():
            flat(value, prefix + str(key) + '.', found)
        else:
            found[prefix + str(key)] = text(value)
    return found
def load(path, source):
    from traitlets.config.loader import Config, ConfigFileNotFound, PyFileConfigLoader
    config = Config()
    def load_subconfig(name, folder=None):
        try:
            config.merge(PyFileConfigLoader(name, folder or os.path.dirname(path)).load_config())
        except ConfigFileNotFound:
            pass
    names = dict(c=config, load_subconfig=load_subconfig, get_config=lambda: config, __file__=path)
    try:
        run(compile(source, path, 'exec'), names)
        return flat(config, '', {})
    except BaseException:
        return None
def side_effect(edit):
    path, old = edit['path'], base64.b64decode(edit['before'])
    with open(path, 'rb') as file:
        new = file.read()
    before = load(path, old)
    if before is None:
        return None
    after = load(path, new)
    wanted = dict(before)
    for key in edit['remove']:
        wanted.pop(key, None)
    chosen = dict((str(k), text(ast.literal_eval(v))) for k, v in edit['settings'].items())
    wanted.update(chosen)
    if after == wanted:
        return None
    again = load(path, old)
    if again is None:
        return None
    if after is None:
        return {'path': path, 'keys': [], 'broken': True}
    keys = [k for k in sorted(set(wanted) | set(after)) if after.get(k) != wanted.get(k)
            and (k in chosen or before.get(k) == again.get(k))]
    return {'path': path, 'keys': keys, 'broken': False} if keys else None
def side_effects(edits):
    return [one for one in map(side_effect, edits) if one]
`;

/** The input for `COMPARE_SCRIPT`: ASCII, because Python 2 and a C locale read nothing else reliably. */
export function comparisonInput(edited: readonly EditedFile[]): string {
  const edits = edited.map(({ path, before, settings, remove }) => ({
    path,
    before: Buffer.from(before).toString('base64'),
    settings: Object.fromEntries(
      Object.entries(settings).map(([key, value]) => [key, toPythonLiteral(value)]),
    ),
    remove,
  }));
  return JSON.stringify(edits).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
