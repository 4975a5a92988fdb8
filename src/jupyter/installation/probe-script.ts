/**
 * Asks a Python interpreter which Jupyter packages it has and where they look for their files. One short process
 * that imports no Jupyter application. Runs on Python 2.7 and every 3.x.
 *
 * Versions come from the names of the *.dist-info and *.egg-info directories on sys.path (a directory listing is
 * far cheaper than importlib.metadata); the packaging modules supply those not found that way.
 * The answer is one line on stdout after `PROBE_MARK`, because a sitecustomize may print as well.
 */
export const PROBE_MARK = 'jupyter-expose-probe:';

/** The packages whose versions decide how a Jupyter must be configured. */
export const PROBED_PACKAGES = [
  'notebook',
  'jupyterlab',
  'jupyter_server',
  'nbclassic',
  'notebook_shim',
  'jupyterlab_server',
  'traitlets',
  'jupyter_core',
  'argon2_cffi',
  'ipykernel',
] as const;

export type PackageName = (typeof PROBED_PACKAGES)[number];

export const PROBE_SCRIPT = `
import sys
sys.path[:] = [p for p in sys.path if p]
sys.dont_write_bytecode = True
import json, os, re
wanted = sys.argv[1:]
versions = {}
shape = re.compile(r'^(.+?)-([^-]+)(-py[0-9.]+)?[.](dist-info|egg-info|egg)$')
for folder in sys.path:
    try:
        names = os.listdir(folder)
    except (OSError, IOError):
        continue
    for name in names:
        found = shape.match(name)
        if found:
            key = re.sub('[-_.]+', '_', found.group(1)).lower()
            if key in wanted and key not in versions:
                versions[key] = found.group(2)
missing = [w for w in wanted if w not in versions]
def ask(name):
    try:
        from importlib import metadata
        return metadata.version(name.replace('_', '-'))
    except ImportError as error:
        if type(error).__name__ == 'PackageNotFoundError':
            return None
    except Exception:
        return None
    try:
        import pkg_resources
        return pkg_resources.get_distribution(name.replace('_', '-')).version
    except Exception:
        return None
if not [w for w in ('notebook', 'jupyterlab', 'jupyter_server') if w in versions] or 'jupyter_core' in missing:
    for name in missing:
        versions[name] = ask(name)
paths = None
try:
    from jupyter_core import paths as p
    paths = {'config': p.jupyter_config_path(), 'configDir': p.jupyter_config_dir(),
             'runtimeDir': p.jupyter_runtime_dir(), 'dataDirs': p.jupyter_path()}
except Exception:
    pass
answer = {'versions': versions, 'python': '.'.join(map(str, sys.version_info[:3])), 'prefix': sys.prefix,
          'basePrefix': getattr(sys, 'base_prefix', getattr(sys, 'real_prefix', sys.prefix)),
          'conda': os.path.isdir(os.path.join(sys.prefix, 'conda-meta')), 'paths': paths}
sys.stdout.write('\\n${PROBE_MARK}' + json.dumps(answer) + '\\n')
`;
