import type { App } from './installation/find.ts';
import { atLeast } from './version.ts';

/**
 * Three ways in which a Jupyter reads its settings. `classic`: NotebookApp serves itself. `server1` and
 * `server2`: jupyter_server 1 or 2 serves, and every enabled extension brings its own config file.
 */
export type Generation = 'classic' | 'server1' | 'server2';

interface GenerationRow {
  readonly app: App;
  /** First version of the application this row holds for. */
  readonly from: string;
  readonly generation: Generation;
  /** Base name of the file we write: the one this application reads and people know. */
  readonly base: string;
  /** Oldest serving package (notebook or jupyter_server) this application runs on; taken where none is installed. */
  readonly servedBy: string;
}

/** Newest first: the first row whose `from` is reached holds. From the requirements of the packages, DESIGN §6. */
export const GENERATIONS: readonly GenerationRow[] = [
  {
    app: 'notebook',
    from: '7.0.0a0',
    generation: 'server2',
    base: 'jupyter_notebook_config',
    servedBy: '2.4',
  },
  { app: 'notebook', from: '4', generation: 'classic', base: 'jupyter_notebook_config', servedBy: '4' },
  { app: 'lab', from: '4.0.0a0', generation: 'server2', base: 'jupyter_server_config', servedBy: '2.4' },
  // Lab 3.6 runs on jupyter_server 1 as well; where one is installed its version decides.
  { app: 'lab', from: '3.6', generation: 'server2', base: 'jupyter_server_config', servedBy: '2.0' },
  { app: 'lab', from: '3.4', generation: 'server1', base: 'jupyter_server_config', servedBy: '1.16' },
  { app: 'lab', from: '3.0.0a0', generation: 'server1', base: 'jupyter_server_config', servedBy: '1.1' },
  { app: 'lab', from: '0.30', generation: 'classic', base: 'jupyter_notebook_config', servedBy: '4.3' },
  { app: 'server', from: '2.0.0a0', generation: 'server2', base: 'jupyter_server_config', servedBy: '2' },
  { app: 'server', from: '0.2', generation: 'server1', base: 'jupyter_server_config', servedBy: '1' },
];

/** What is assumed where nothing is installed and no version is stated. */
export const NEWEST: Readonly<Record<App, string>> = { notebook: '7.6', lab: '4.6', server: '2.21' };

/** The row for a version of an application; undefined for versions before all we know. */
export function generationRow(app: App, version: string): GenerationRow | undefined {
  return GENERATIONS.find((row) => row.app === app && atLeast(version, row.from));
}

/** The oldest version of an application that can be configured. */
export function oldestVersion(app: App): string {
  return GENERATIONS.findLast((row) => row.app === app)?.from ?? '';
}

/** Which generation an installed jupyter_server is. */
export function serverGeneration(version: string): Generation {
  return atLeast(version, '2.0.0a0') ? 'server2' : 'server1';
}
