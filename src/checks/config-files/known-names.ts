import type { Generation } from '../../jupyter/generations.ts';
import { isMadeFrom, type KnownClasses, traitsOf } from '../../jupyter/settings/known-classes.ts';

/**
 * Classes that a config file may well set although the server has not loaded them: they belong to kernels, to other programs,
 * to another generation (which file and class a generation reads is judged elsewhere), or are loaded on demand.
 */
export const CLASSES_ELSEWHERE: ReadonlySet<string> = new Set([
  ...[
    'NotebookApp',
    'ServerApp',
    'LabApp',
    'LabServerApp',
    'ExtensionApp',
    'JupyterNotebookApp',
    'JupyterApp',
  ],
  ...['Configurable', 'IdentityProvider', 'PasswordIdentityProvider', 'NotebookAppTraits', 'NBClassic'],
  ...['IPKernelApp', 'IPythonKernel', 'InlineBackend', 'InteractiveShell', 'TerminalInteractiveShell'],
  ...[
    'ConnectionFileMixin',
    'KernelApp',
    'JupyterHub',
    'LabHubApp',
    'SingleUserLabApp',
    'VoilaConfiguration',
  ],
  ...[
    'LatexConfig',
    'NbConvertApp',
    'NbConvertBase',
    'Exporter',
    'HTMLExporter',
    'PDFExporter',
    'ConsoleApp',
  ],
]);

/** Settings that only newer versions have, by the package and the version that brought them (facts/jupyter.md §2). */
export const NEWER_TRAITS: Readonly<Record<string, string>> = {
  token: 'notebook 4.3',
  allow_root: 'notebook 5.0',
  password_required: 'notebook 5.0',
  allow_password_change: 'notebook 5.3',
  shutdown_no_activity_timeout: 'notebook 5.3',
  quit_button: 'notebook 5.5',
  allow_remote_access: 'notebook 5.6',
  local_hostnames: 'notebook 5.6',
  custom_display_url: 'notebook 5.6',
  sock: 'notebook 6.1, jupyter_server 1.11',
  sock_mode: 'notebook 6.1, jupyter_server 1.11',
  use_redirect_file: 'notebook 6.1, jupyter_server 1.2',
  authenticate_prometheus: 'notebook 6.2, jupyter_server 1.1',
  root_dir: 'jupyter_server 1.0',
  no_browser_open_file: 'jupyter_server 2.3',
  allow_unauthenticated_access: 'jupyter_server 2.13',
  websocket_ping_interval: 'jupyter_server 2.13',
  websocket_ping_timeout: 'jupyter_server 2.13',
  hashed_password: 'jupyter_server 2.0',
};

/** Every name that may stand behind `c.Class.`; undefined where nothing is known of that class. */
export function allowedTraits(
  classes: KnownClasses,
  className: string,
  generation: Generation,
): Set<string> | undefined {
  // What the shim makes of NotebookApp's settings is told by Jupyter itself: it refuses what it does not know.
  if (!classes.has(className) || (className === 'NotebookApp' && generation !== 'classic')) return undefined;
  const allowed = traitsOf(classes, className);
  const isExtension = isMadeFrom(classes, className, 'ExtensionApp');
  return isExtension ? new Set([...allowed, ...traitsOf(classes, 'ServerApp')]) : allowed;
}
