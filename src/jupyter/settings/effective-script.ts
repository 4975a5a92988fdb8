/** The scripts import nothing from the current directory and write no compiled files. */
export const ALONE = `
import sys
sys.path[:] = [p for p in sys.path if p]
sys.dont_write_bytecode = True`;

/**
 * Imports the application that `app` names, as `starter`. Blocks `rfc3987_syntax` during the import: jsonschema imports
 * it, if installed, for one address format that no query needs, and it takes longer than all of Jupyter.
 * Unblocks it afterwards, because a config file may import anything.
 * Answers for yarn too, as a yarn without a configuration does: jupyterlab, when imported, starts Node to ask it for a
 * registry that no query needs.
 */
export const APPLICATION = `
def application():
    if app == 'lab':
        from jupyterlab.labapp import LabApp
        return LabApp
    if app == 'server':
        from jupyter_server.serverapp import ServerApp
        return ServerApp
    try:
        from notebook.app import JupyterNotebookApp
        return JupyterNotebookApp
    except ImportError:
        from notebook.notebookapp import NotebookApp
        return NotebookApp
import subprocess
run_any = subprocess.check_output
def run_without_yarn(command, *args, **options):
    if isinstance(command, list) and any(str(word).endswith('yarn.js') for word in command):
        return b''
    return run_any(command, *args, **options)
subprocess.check_output = run_without_yarn
sys.modules.setdefault('rfc3987_syntax', None)
starter = application()
if sys.modules['rfc3987_syntax'] is None:
    del sys.modules['rfc3987_syntax']`;

/**
 * Asks a Jupyter, through its own Python, for its effective settings: the application starts normally up to the
 * point where every file is merged and every trait is set, then reports and exits.
 *
 * `--show-config-json` is not used because it starts the whole server first. It binds the port, so it fails with
 * exit code 1 while that server is running (port_retries=0); it writes a cookie secret and a database into the
 * user's directories; traitlets 4 and jupyter_server 1.4 do not support it; and it shows the contents of the files,
 * not the resulting traits. test/real/ask.test.ts compares the two.
 *
 * The script also reports every loaded configurable class with its bases and the settings it adds: a setting that no
 * class knows is a typo. Of the settings in JUPYTER_EXPOSE_WANTED it reports those whose trait refuses the value: traits
 * of objects that a server makes only later are not tried by its start. It does so even if the server would not start; the answer then has no 'config'.
 *
 * The answer is one line on stdout after the mark given as second argument, because config files may print as well.
 * Runs on Python 2.7 and every 3.x. The environment decides where runtime files go.
 */
export const ASK_SCRIPT = String.raw`
${ALONE}
import json, os
wanted = json.loads(os.environ.pop('JUPYTER_EXPOSE_WANTED', '{}'))
app, mark = sys.argv[1], sys.argv[2]
args = sys.argv[3:]
sys.argv[:] = ['jupyter-' + app] + args
def plain(value):
    if isinstance(value, dict):
        return dict((str(k), plain(v)) for k, v in value.items())
    # A trait that the config only adds to: .append(), .update().
    if type(value).__name__ == 'LazyConfigValue':
        added = getattr(value, '_update', None)
        return plain(value.get_value([] if added is None else type(added)()))
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(v) for v in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, bytes) and bytes is not str:
        return value.decode('utf-8', 'replace')
    if isinstance(value, type(u'')) or isinstance(value, str):
        return value
    return repr(value)
def live(thing, names):
    found = {}
    for name in names:
        if thing is not None and thing.has_trait(name):
            try:
                found[name] = plain(getattr(thing, name))
            except Exception:
                pass
    return found
NAMES = [
    'password', 'ip', 'port', 'port_retries', 'open_browser', 'password_required', 'allow_password_change',
    'allow_root', 'allow_origin', 'allow_origin_pat', 'base_url', 'certfile', 'client_ca', 'disable_check_xsrf',
    'keyfile', 'local_hostnames', 'trust_xheaders', 'allow_credentials', 'allow_unauthenticated_access',
    'authenticate_prometheus', 'sock']
def classes():
    from traitlets.config.configurable import Configurable
    found, loaded, rest = {}, {}, [Configurable]
    while rest:
        for one in rest.pop().__subclasses__():
            if one.__name__ not in found:
                rest.append(one)
                own = [k for c in one.__mro__ if c is one or not issubclass(c, Configurable)
                       for k, v in vars(c).items() if (getattr(v, 'metadata', None) or {}).get('config')]
                found[one.__name__] = [[base.__name__ for base in one.__bases__], own]
                loaded[one.__name__] = one
    return found, loaded
def refused(loaded):
    from traitlets import Bool, Float, Int, TraitError, Unicode
    found = {}
    for key, value in wanted.items():
        name, trait = key.split('.', 1)
        kind = loaded[name].class_traits(config=True).get(trait) if name in loaded else None
        if isinstance(kind, (Bool, Float, Int, Unicode)) and not (value is None and kind.allow_none):
            try:
                kind.validate(None, value)
            except TraitError:
                found[key] = str(sys.exc_info()[1])
            except Exception:
                pass
    return found
def tell(answer):
    try:
        answer['classes'], loaded = classes()
        answer['refused'] = refused(loaded)
    except Exception:
        pass
    sys.stdout.write('\n' + mark + json.dumps(answer) + '\n')
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0 if 'config' in answer else 1)
def report(server):
    provider = getattr(server, 'identity_provider', None)
    traits = live(server, NAMES)
    more = live(provider, ['hashed_password', 'password_required', 'allow_password_change', 'token'])
    generated = getattr(provider, 'token_generated', None)
    if provider is None:
        token = live(server, ['token']).get('token')
        generated = getattr(server, '_token_generated', None)
    else:
        token = more.pop('token', None)
    traits['token'] = None if generated else token
    if 'hashed_password' in more:
        traits['password'] = more.pop('hashed_password')
    traits.update(more)
    tell({'config': plain(dict(server.config)), 'traits': traits})
from jupyter_core.application import JupyterApp
JupyterApp.migrate_config = lambda self: None
${APPLICATION}
try:
    from notebook.notebookapp import NotebookApp as classic
    if not issubclass(starter, classic):
        classic = None
except ImportError:
    classic = None
if classic is not None:
    classic.init_logging = report
else:
    from jupyter_server.serverapp import ServerApp
    configure = ServerApp.init_configurables
    def configured(self):
        configure(self)
        report(self)
    ServerApp.init_configurables = configured
try:
    starter.launch_instance(args)
except BaseException:
    import traceback
    if not isinstance(sys.exc_info()[1], SystemExit):
        traceback.print_exc()
tell({})
`;

/** Makes a Jupyter write its commented default config, like its command with the arguments after the application. */
export const GENERATE_SCRIPT = `
${ALONE}
app, args = sys.argv[1], sys.argv[2:]
sys.argv[:] = ['jupyter-' + app] + args
${APPLICATION}
starter.launch_instance(args)
`;
