import { ALONE, APPLICATION } from '../settings/effective-script.ts';

/**
 * Asks a Jupyter, through its own Python, for the routes of its web application: it starts normally until the
 * application exists and every server extension has added its routes, then reports and exits. Nothing listens.
 *
 * Each route is one path that its pattern matches, with an `x` (or a `1`) for each parameter, and the class that
 * answers there; for a handler of files, the name of a file that it could give away. `assets`: it serves only what was
 * installed with Jupyter or a package, which is no secret. `jupyter`: the class derives from Jupyter's own handler. `closable`: this server has
 * allow_unauthenticated_access.
 *
 * Runs on Python 2.7 and every 3.x. The environment decides where runtime files go.
 */
export const ROUTES_SCRIPT = String.raw`
${ALONE}
import json, os, re
try:
    from re import _parser as parser
except ImportError:
    import sre_parse as parser
app, mark = sys.argv[1], sys.argv[2]
args = sys.argv[3:]
sys.argv[:] = ['jupyter-' + app] + args
CATEGORIES = {'WORD': r'\w', 'DIGIT': r'\d', 'SPACE': r'\s', 'NOT_WORD': r'\W', 'NOT_DIGIT': r'\D', 'NOT_SPACE': r'\S'}
def text(items):
    return ''.join(part(str(op).upper(), value) for op, value in items)
def part(op, value):
    if op == 'LITERAL':
        return chr(value)
    if op == 'NOT_LITERAL':
        return 'y' if value == ord('x') else 'x'
    if op == 'ANY':
        return 'x'
    if op == 'IN':
        chars = re.compile('[' + ''.join(source(str(o).upper(), v) for o, v in value) + ']')
        return next((c for c in 'x1-_./abcdefghijklmnopqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWXYZ023456789 ' if chars.match(c)), '')
    if op.endswith('_REPEAT'):
        return text(value[2]) * max(value[0], 1)
    if op == 'SUBPATTERN' or op == 'ATOMIC_GROUP':
        return text(value[-1] if op == 'SUBPATTERN' else value)
    if op == 'BRANCH':
        return text(value[1][0])
    return ''
def source(op, value):
    if op == 'NEGATE':
        return '^'
    if op == 'LITERAL':
        return re.escape(chr(value))
    if op == 'RANGE':
        return re.escape(chr(value[0])) + '-' + re.escape(chr(value[1]))
    return CATEGORIES.get(str(value).upper().replace('CATEGORY_', ''), '')
def rules(router):
    for rule in router.rules:
        if hasattr(rule.target, 'rules'):
            for inner in rules(rule.target):
                yield inner
        else:
            yield rule
def public_directories():
    from jupyter_core.paths import jupyter_path
    import site
    found = [sys.prefix, sys.base_prefix if hasattr(sys, 'base_prefix') else sys.prefix] + jupyter_path()
    for more in (getattr(site, 'getsitepackages', list), lambda: [site.getusersitepackages()]):
        try:
            found.extend(more())
        except Exception:
            pass
    return [os.path.realpath(one) for one in found]
def directories(rule):
    paths = (rule.target_kwargs or {}).get('path') or []
    paths = paths if isinstance(paths, (list, tuple)) else [paths]
    return [os.path.realpath(str(one)) for one in paths] if issubclass(rule.target, StaticFileHandler) else []
def file_in(directory):
    try:
        names = [one for one in os.listdir(directory) if re.match(r'[\w.-]+$', one)]
    except OSError:
        return None
    names = [one for one in names if os.path.isfile(os.path.join(directory, one))]
    return next(iter(sorted(names, key=lambda one: (one.startswith('.'), one))), None)
def report(server, *more):
    public = public_directories()
    is_public = lambda one: any(one == root or one.startswith(root.rstrip(os.sep) + os.sep) for root in public)
    found = []
    for rule in rules(server.web_app.default_router):
        regex, target = getattr(rule.matcher, 'regex', None), rule.target
        if regex is None or not isinstance(target, type):
            continue
        path = text(parser.parse(regex.pattern))
        served = directories(rule)
        for name in [file_in(one) for one in served if not is_public(one)]:
            if name and path.endswith('x') and regex.match(path[:-1] + name):
                path = path[:-1] + name
        if not regex.match(path) or not path.startswith('/') or any(path == each['path'] for each in found):
            continue
        bases = [base.__name__ for base in target.__mro__]
        jupyter = 'JupyterHandler' in bases or 'IPythonHandler' in bases
        name = target.__module__ + '.' + target.__name__
        own = bool(served) and all(is_public(one) for one in served)
        found.append({'path': path, 'handler': name, 'jupyter': jupyter, 'assets': own})
    closable = server.has_trait('allow_unauthenticated_access')
    sys.stdout.write('\n' + mark + json.dumps({'routes': found, 'closable': closable}) + '\n')
    sys.stdout.flush()
    os._exit(0)
${APPLICATION}
from tornado.httpserver import HTTPServer
from tornado.web import StaticFileHandler
HTTPServer.listen = lambda self, *args, **options: None
try:
    from notebook.notebookapp import NotebookApp as server
    if not issubclass(starter, server):
        server = None
except ImportError:
    server = None
if server is None:
    from jupyter_server.serverapp import ServerApp as server
for name in ('_bind_http_server', 'init_httpserver'):
    if hasattr(server, name):
        setattr(server, name, lambda self: True)
server.init_mime_overrides = report
starter.launch_instance(args)
`;
