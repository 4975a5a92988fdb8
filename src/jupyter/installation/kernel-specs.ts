import { isRecord } from '../../json.ts';
import { pathsOf } from '../../system/paths.ts';
import type { System } from '../../system/system.ts';
import type { Installation } from './find-installations.ts';

/** A kernel that a Jupyter offers, from its kernel.json. */
export interface KernelSpec {
  readonly name: string;
  readonly file: string;
  /** The program it starts; undefined when the file is not a valid kernel spec. */
  readonly program: string | undefined;
  /** What of the spec keeps every kernel from starting or from being found. */
  readonly flaw?: 'connection-file' | 'env';
}

/** Jupyter's default kernel: Python, available in its own environment even without a kernel.json. */
export const DEFAULT_KERNEL = 'python3';

/** The kernels in a Jupyter's data directories; the first of two with the same name wins (jupyter_client). */
export async function findKernelSpecs({ paths }: Installation, system: System): Promise<KernelSpec[]> {
  const { join } = pathsOf(system);
  const inDirectories = await Promise.all(
    paths.dataDirs.map(async (directory) => {
      const kernels = join(directory, 'kernels');
      const names = await system.files.list(kernels).catch(() => []);
      return Promise.all(names.map((name) => readSpec(name, join(kernels, name, 'kernel.json'), system)));
    }),
  );
  const byName = new Map<string, KernelSpec>();
  for (const spec of inDirectories.flat()) {
    if (spec !== undefined && !byName.has(spec.name)) byName.set(spec.name, spec);
  }
  return [...byName.values()];
}

async function readSpec(directory: string, file: string, system: System): Promise<KernelSpec | undefined> {
  const name = directory.toLowerCase();
  try {
    const bytes = await system.files.read(file);
    if (bytes === undefined) return undefined;
    // Python's json refuses a byte order mark, too.
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
    const [argv, env]: unknown[] = ['argv', 'env'].map((key) => Reflect.get(Object(parsed), key));
    const words: unknown[] = Array.isArray(argv) ? argv : [];
    if (words.length === 0 || !words.every(isText)) return { name, file, program: undefined };
    const flaw = flawOf(words, env);
    return { name, file, program: words[0], ...(flaw && { flaw }) };
  } catch {
    return { name, file, program: undefined };
  }
}

/** Jupyter puts the path of the connection file in place of a word of argv, and adds `env` to the environment. */
function flawOf(argv: readonly string[], env: unknown): KernelSpec['flaw'] {
  if (!argv.some((word) => word.includes('{connection_file}'))) return 'connection-file';
  const isUsable = env === undefined || (isRecord(env) && Object.values(env).every(isText));
  return isUsable ? undefined : 'env';
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
