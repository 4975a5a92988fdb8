import type { Generation } from '../../jupyter/generations.ts';
import { isMadeFrom, type KnownClasses, traitsOf } from '../../jupyter/settings/effective.ts';

/**
 * Classes that a config file may set although the server has not loaded them: classes of kernels, of other programs,
 * of another generation (other checks evaluate what a generation reads), and classes loaded on demand.
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

/** Settings of newer versions, with the package and version that introduced each one (facts/jupyter.md §2). */
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

/** Every name that is valid after `c.Class.`; undefined if the class is unknown. */
export function allowedTraits(
  classes: KnownClasses,
  className: string,
  generation: Generation,
): Set<string> | undefined {
  // Jupyter itself reports NotebookApp settings that its shim does not know, by refusing them.
  if (!classes.has(className) || (className === 'NotebookApp' && generation !== 'classic')) return undefined;
  const allowed = traitsOf(classes, className);
  const isExtension = isMadeFrom(classes, className, 'ExtensionApp');
  return isExtension ? new Set([...allowed, ...traitsOf(classes, 'ServerApp')]) : allowed;
}

/** The number of letters that are wrong, missing, extra or swapped. Case and _ do not count. */
export function distance(a: string, b: string): number {
  const [from, to] = [plain(a), plain(b)];
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, at) => at)];
  const cell = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      const swapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1] ? cell(i - 2, j - 2) + 1 : 99;
      row.push(Math.min(cell(i - 1, j) + 1, cell(i, j - 1) + 1, cell(i - 1, j - 1) + same, swapped));
    }
  }
  return cell(from.length, to.length);
}

/** The nearest name, and the first of several, if it differs in at most `most` letters: the one probably meant. */
export function nearest(
  wrong: string,
  names: Iterable<string>,
  most = allowedDistance(wrong),
): string | undefined {
  const ranked = [...names]
    .map((name) => ({ name, off: distance(wrong, name) }))
    .filter(({ off }) => off <= most)
    .sort((a, b) => a.off - b.off);
  return ranked[0]?.name;
}

function allowedDistance({ length }: string): number {
  if (length <= 4) return 1;
  return length <= 9 ? 2 : 3;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll('_', '');
}
