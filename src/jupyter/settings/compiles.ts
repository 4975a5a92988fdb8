import { parseMarked } from '../../json.ts';
import type { System } from '../../system/system.ts';
import { findExecutable } from '../installation/executables.ts';

/** A Python config file before and after an edit. */
export interface Rewritten {
  readonly path: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** Where Python cannot read a file. 1-based. */
export interface Broken {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

const MARK = 'jupyter-expose-compiles:';
const TIMEOUT_MS = 10_000;

/** Compiles without running: for each pair, where the second text fails although the first does not. */
const SCRIPT = String.raw`
import base64, json, sys, warnings
warnings.simplefilter('ignore')
def fault(text):
    try:
        compile(base64.b64decode(text), 'config', 'exec', dont_inherit=True)
    except SyntaxError as error:
        return [error.lineno or 1, error.offset or 1]
    except Exception:
        return [1, 1]
def broken(pair):
    return None if fault(pair[0]) else fault(pair[1])
print('\n${MARK}' + json.dumps({'faults': [broken(pair) for pair in json.loads(sys.stdin.read())]}))
`;

/**
 * The first file that no longer compiles after its edit, as far as a Python 3 that is there can tell; undefined also
 * where there is none. No config is run.
 */
export async function findBroken(files: readonly Rewritten[], system: System): Promise<Broken | undefined> {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const input = JSON.stringify(files.map(({ before, after }) => [base64(before), base64(after)]));
  for (const name of ['python3', 'python']) {
    const python = await findExecutable(name, system, { extra: [] });
    if (python === undefined) continue;
    // -I ends a Python 2 with an error.
    const { stdout } = await system.run(python, ['-I', '-S', '-c', SCRIPT], { input, timeout: TIMEOUT_MS });
    const faults = parseMarked(stdout, MARK)?.faults;
    if (!Array.isArray(faults)) continue;
    const at = faults.findIndex((fault) => Array.isArray(fault));
    const file = files[at];
    if (file === undefined) return undefined;
    const [line = 1, column = 1]: number[] = faults[at];
    return { path: file.path, line, column };
  }
  return undefined;
}
