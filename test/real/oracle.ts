import { spawn } from 'node:child_process';
import { ASK_SCRIPT } from '../../src/jupyter/settings/effective-script.ts';

/** One set of config files, given by its environment and current directory. */
export interface Asked {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** The traits that the real Jupyter reports; undefined if it would not start. */
export type Reported = Record<string, unknown> | undefined;

/**
 * Loads a Jupyter's modules once and forks the process for each question, with the same script that the product uses.
 * An answer takes about 50 ms instead of seconds with a fresh Python.
 */
const FORKING = `
import sys, os, json
order = json.loads(sys.stdin.readline())
for name in order['preload']:
    try:
        __import__(name)
    except Exception:
        pass
for line in sys.stdin:
    case = json.loads(line)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(write, 1)
        sys.stdin = open(os.devnull)
        os.environ.update(case['env'])
        os.chdir(case['cwd'])
        sys.argv[:] = ['-c', order['app'], 'ANSWER:']
        try:
            exec(compile(order['script'], 'ask', 'exec'), {'__name__': '__main__'})
        finally:
            os._exit(1)
    os.close(write)
    with os.fdopen(read) as pipe:
        lines = [text for text in pipe.read().split('\\n') if text.startswith('ANSWER:')]
    os.waitpid(child, 0)
    told = json.loads(lines[0][7:])['traits'] if lines else None
    sys.stdout.write(json.dumps(told) + '\\n')
    sys.stdout.flush()
`;

const PRELOAD = [
  'jupyter_core.application',
  'notebook.app',
  'notebook.notebookapp',
  'jupyter_server.serverapp',
  'jupyterlab.labapp',
  'nbclassic.notebookapp',
  'jupyter_server_terminals.app',
  'jupyter_lsp',
  'notebook_shim.nbserver',
];

/** Reads the traits of one Jupyter for many sets of config files. */
export async function askOracle(
  python: string,
  app: string,
  home: string,
  cases: readonly Asked[],
): Promise<Reported[]> {
  const child = spawn(python, ['-c', FORKING], {
    env: { PATH: '/usr/bin:/bin', HOME: home, LANG: 'C.UTF-8' },
    cwd: home,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const lines = [
    { app, script: ASK_SCRIPT, preload: PRELOAD },
    ...cases.map(({ env, cwd: at }) => ({ env, cwd: at })),
  ].map((line) => JSON.stringify(line));
  child.stdin.end(`${lines.join('\n')}\n`);
  await ended;
  const told = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as Reported | null) ?? undefined);
  if (told.length !== cases.length) {
    throw new Error(`the oracle answered ${told.length} of ${cases.length} questions`);
  }
  return told;
}
