import type { System } from '../../system/system.ts';

/** Where a Jupyter puts what it makes while it runs: cookie secrets, databases, IPython's profile. */
const VARIABLES = ['JUPYTER_RUNTIME_DIR', 'JUPYTER_DATA_DIR', 'IPYTHONDIR'];

/** Asks a Jupyter something with an environment in which all that it makes lands in a directory that is thrown away. */
export async function withRuntimeDirectory<T>(
  system: System,
  work: (env: Record<string, string>, directory: string) => Promise<T>,
): Promise<T> {
  const directory = await system.temporaryDirectory();
  try {
    return await work(Object.fromEntries(VARIABLES.map((name) => [name, directory.path])), directory.path);
  } finally {
    await directory.remove();
  }
}
