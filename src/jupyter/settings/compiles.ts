import { parseMarked } from '../../json.ts';
import { isTrusted } from '../../system/ownership.ts';
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

/** What a Python says about a text that it cannot read. */
export interface SyntaxFault {
  /** 1-based; 0 if it names none. */
  readonly line: number;
  readonly column: number;
  /** `SyntaxError: '(' was never closed`. */
  readonly text: string;
}

const MARK = 'jupyter-expose-compiles:';
const TIMEOUT_MS = 10_000;

/** Compiles without running. */
const SCRIPT = String.raw`
import base64, json, sys, warnings
warnings.simplefilter('ignore')
def fault(text):
    try:
        compile(base64.b64decode(text), 'config', 'exec', dont_inherit=True)
    except Exception as error:
        at = [getattr(error, name, None) or 0 for name in ('lineno', 'offset')]
        return at + ['%s: %s' % (type(error).__name__, getattr(error, 'msg', error))]
print('\n${MARK}' + json.dumps({'faults': [fault(text) for text in json.loads(sys.stdin.read())]}))
`;

/**
 * What a Python 3 that is there, and that nobody else may have changed, says about each text; undefined without one. No
 * config is run.
 */
export async function compileAll(
  texts: readonly Uint8Array[],
  system: System,
): Promise<readonly (SyntaxFault | undefined)[] | undefined> {
  const input = JSON.stringify(texts.map((bytes) => Buffer.from(bytes).toString('base64')));
  for (const name of ['python3', 'python']) {
    const python = await findExecutable(name, system, { extra: [] });
    if (python === undefined || !(await isTrusted(python, system))) continue;
    // -I ends a Python 2 with an error.
    const { stdout } = await system.run(python, ['-I', '-S', '-c', SCRIPT], { input, timeout: TIMEOUT_MS });
    const faults = parseMarked(stdout, MARK)?.faults;
    if (!Array.isArray(faults)) continue;
    return faults.map((fault) => {
      if (!Array.isArray(fault)) return undefined;
      const [line, column, text] = fault;
      return { line: Number(line), column: Number(column), text: String(text) };
    });
  }
  return undefined;
}

/**
 * The first file that no longer compiles after its edit, as far as a Python that is there can tell; undefined also where
 * there is none.
 */
export async function findBroken(files: readonly Rewritten[], system: System): Promise<Broken | undefined> {
  const faults = await compileAll(
    files.flatMap(({ before, after }) => [before, after]),
    system,
  );
  for (const [at, { path }] of files.entries()) {
    const fault = faults?.[2 * at + 1];
    if (fault !== undefined && faults?.[2 * at] === undefined)
      return { path, line: fault.line || 1, column: fault.column || 1 };
  }
  return undefined;
}
