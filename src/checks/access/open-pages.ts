import { resolve } from 'node:path';
import { record } from '../../json.ts';

/** Directories that hold nothing but files for web pages. */
const ASSETS = [
  /(?:^|[\\/])(?:share[\\/]jupyter|(?:site|dist)-packages|node_modules)(?:[\\/]|$)/,
  /(?:^|[\\/])\.jupyter[\\/](?:custom|nbextensions|labextensions|static|lab)(?:[\\/]|$)/,
  /^(?:\/usr(?:\/local)?\/share|\/var\/www)(?:\/|$)/,
];

/** Whether a directory that the server gives to everybody may hold other files than those for web pages. */
export function givesFilesAway(path: string, home: string): boolean {
  const full = resolve(home, path.replace(/^~(?=\/|$)/, home));
  return !ASSETS.some((shape) => shape.test(full));
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
