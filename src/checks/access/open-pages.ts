import { isAbsolute, relative, resolve } from 'node:path';
import { record } from '../../json.ts';

/** Whether the server would give away files of this user: a directory above the home, the home, or one of theirs in it. */
export function holdsOwnFiles(path: string, home: string): boolean {
  const full = resolve(home, path.replace(/^~(?=\/|$)/, home));
  const fromHome = relative(full, home);
  const isAbove = fromHome === '' || (!fromHome.startsWith('..') && !isAbsolute(fromHome));
  const inHome = relative(home, full);
  const isInside = !inHome.startsWith('..') && !isAbsolute(inHome);
  return (
    isAbove ||
    (isInside && !/(?:^|[\\/])(?:share[\\/]jupyter|\.jupyter|site-packages)(?:[\\/]|$)/.test(inHome))
  );
}

/** Extensions of Jupyter's own projects, whose pages ask for a login in every version. */
const OWN_EXTENSION =
  /^(?:jupyterlab|notebook|nbclassic|notebook_shim|jupyter_lsp|jupyter_server_(?:terminals|fileid|ydoc|mathjax)|jupyter_nbextensions_configurator|jupytext|nbdime)(?:\.|$)/;

/** The extensions that lists or dictionaries of them load, without those of Jupyter's own projects. */
export function foreignExtensions(values: readonly unknown[]): string[] {
  const names = values.flatMap(switchedOn);
  return [...new Set(names)].filter((name) => !OWN_EXTENSION.test(name));
}

function switchedOn(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((name) => typeof name === 'string');
  return Object.entries(record(value)).flatMap(([name, isOn]) => (isOn === true ? [name] : []));
}
