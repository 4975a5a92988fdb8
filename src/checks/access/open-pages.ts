import { join, resolve } from 'node:path';
import { record } from '../../json.ts';
import type { System } from '../../system/system.ts';

/** Settings that name directories whose files the server gives to everybody. */
export const FILE_DIRECTORIES: readonly string[] = [
  ...['extra_static_paths', 'static_custom_path', 'static_paths', 'static_path', 'static_dir', 'themes_dir'],
  ...['nbextensions_path', 'extra_nbextensions_path', 'labextensions_path', 'extra_labextensions_path'],
  'linked directory',
];

/** The directories of such a setting as they are: a link may lead anywhere. */
export async function withRealPaths<S extends { readonly name: string; readonly value: unknown }>(
  setting: S,
  { files, home }: Pick<System, 'files' | 'home'>,
): Promise<S> {
  if (!FILE_DIRECTORIES.includes(setting.name)) return setting;
  const real = (path: unknown) =>
    typeof path === 'string' ? files.realPath(fullPath(path, home)).catch(() => path) : path;
  const { value } = setting;
  return { ...setting, value: await (Array.isArray(value) ? Promise.all(value.map(real)) : real(value)) };
}

function fullPath(path: string, home: string): string {
  return resolve(home, path.replace(/^~(?=\/|$)/, home));
}

/** Where a Jupyter looks for files for everybody, below its directories for settings and data. */
const PLACES = ['custom', 'nbextensions', 'labextensions'];

/**
 * The links in the usual places for web files that lead to the user's home, to the settings or to a directory above: as
 * settings that name that directory. A link to the sources of an extension is none of them.
 */
export async function linkedDirectories(
  directories: readonly string[],
  { files, home }: Pick<System, 'files' | 'home'>,
): Promise<{ readonly path: string; readonly target: string }[]> {
  const places = [...new Set(directories)].flatMap((one) => PLACES.map((name) => join(one, name)));
  const below = await Promise.all(
    places.map(async (place) => {
      const names = await files.list(place).catch(() => [] as string[]);
      const isCustom = place.endsWith('custom');
      return [place, ...(isCustom ? [] : names.map((name) => join(place, name)))];
    }),
  );
  const found = await Promise.all(
    below.flat().map(async (path) => {
      const isLink = (await files.linkFacts(path).catch(() => undefined))?.kind === 'link';
      return { path, target: isLink ? await files.realPath(path).catch(() => undefined) : undefined };
    }),
  );
  const own = await Promise.all([home, ...directories].map((one) => files.realPath(one).catch(() => one)));
  const holdsOwn = (target: string) =>
    own.some((one) => one === target || one.startsWith(`${target.replace(/\/$/, '')}/`));
  return found.flatMap(({ path, target }) =>
    target !== undefined && holdsOwn(target) ? [{ path, target }] : [],
  );
}

/** Directories that hold nothing but files for web pages. */
const ASSETS = [
  // Not all of share/jupyter: the secret of the login cookies and the tokens of servers lie in its `runtime`.
  /(?:^|[\\/])share[\\/]jupyter[\\/](?:nbextensions|labextensions|lab|static|nbconvert|kernels|voila)(?:[\\/]|$)/,
  /(?:^|[\\/])(?:(?:site|dist)-packages|node_modules)(?:[\\/]|$)/,
  /(?:^|[\\/])\.jupyter[\\/](?:custom|nbextensions|labextensions|static|lab)(?:[\\/]|$)/,
  /^(?:\/usr(?:\/local)?\/share|\/var\/www)(?:\/|$)/,
];

/** Whether a directory that the server gives to everybody may hold other files than those for web pages. */
export function givesFilesAway(path: string, home: string): boolean {
  return !ASSETS.some((shape) => shape.test(fullPath(path, home)));
}

/** Extensions of Jupyter's own projects, whose pages ask for a login in every version. */
const OWN_EXTENSION =
  /^(?:jupyterlab|notebook|nbclassic|notebook_shim|jupyter_lsp|jupyter_server_(?:terminals|fileid|ydoc|mathjax)|jupyter_nbextensions_configurator|jupytext|nbdime)(?:\.|$)/;

/** Extensions that many people use and many have read. */
const COMMON_EXTENSION =
  /^(?:jupyter_server_(?:proxy|nbmodel|documents)|jupyter_(?:resource_usage|collaboration|archive|ai|scheduler|tensorboard|http_over_ws|packaging|mcp|cache|fs|rfb|remote_desktop_proxy|contrib_nbextensions|nbextensions|dash|bokeh|cms)\w*|jupyterlab_(?:git|github|gitlab|gitplus|code_formatter|latex|pullrequests|templates|s3_browser|sql_editor|nvdashboard|lsp|pygments|quickopen|slurm|system_monitor|hdf|execute_time)\w*|jupytercad\w*|nbresuse|nbgrader|nbgitpuller|nbdev|nb_conda_kernels|nb_conda|nb_conda_store_kernels|nbserverproxy|ipyparallel|ipywidgets|dask_labextension|elyra|voila|voici|papermill|bokeh|panel|sparkmagic|beakerx|rise|tensorboard|pyviz_comms|mercury|perspective|sagemaker_\w+|aws_\w+|geojupyter\w*|qiskit_\w+|lckr_\w+|itables|solara)(?:\.|$)/;

/** The extensions that lists or dictionaries of them load, without those of Jupyter's own projects. */
export function foreignExtensions(values: readonly unknown[]): string[] {
  const names = values.flatMap(switchedOn);
  return [...new Set(names)].filter((name) => !OWN_EXTENSION.test(name));
}

function switchedOn(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((name) => typeof name === 'string');
  return Object.entries(record(value)).flatMap(([name, isOn]) => (isOn === true ? [name] : []));
}

export function isCommonExtension(name: string): boolean {
  return COMMON_EXTENSION.test(name);
}
