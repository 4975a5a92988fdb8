/** A problem that a Jupyter printed on stderr while it loaded its config files. */
export interface LoadProblem {
  /**
   * `config-error`: a file raised an exception and is ignored as a whole. `bad-config`: a value of the wrong type,
   * the server refuses to start. `extension-error`: an extension's config was not applied.
   * `unknown-option`: an unknown setting, usually a typo. `crash`: it exited with an exception.
   */
  readonly kind: 'config-error' | 'bad-config' | 'extension-error' | 'unknown-option' | 'crash';
  readonly file?: string;
  /** 1-based, of the statement that raised. */
  readonly line?: number;
  /** Jupyter's original text. */
  readonly text: string;
}

const PATTERNS: readonly { kind: LoadProblem['kind']; pattern: RegExp }[] = [
  { kind: 'config-error', pattern: /Exception while loading config file (?<file>.+)$/ },
  { kind: 'config-error', pattern: /Error loading config file: (?<text>.+)$/ },
  { kind: 'bad-config', pattern: /Bad config encountered during initialization: ?(?<text>.*)$/ },
  { kind: 'extension-error', pattern: /(?<text>\S+ \| error linking extension: .*)$/ },
  { kind: 'unknown-option', pattern: /(?<text>Config option `.+` not recognized by `.+`.*)$/ },
];

/** Finds the problems in the log of a Jupyter's start. */
export function findProblems(stderr: string): LoadProblem[] {
  const lines = stderr.split(/\r?\n/);
  const problems = lines.flatMap((line, index): LoadProblem[] => {
    const row = PATTERNS.find(({ pattern }) => pattern.test(line));
    const found = row === undefined ? undefined : row.pattern.exec(line)?.groups;
    if (row === undefined || found === undefined) {
      return [];
    }
    const file = found.file?.trim();
    const trace = tracebackAfter(lines, index);
    const raisedAt = file === undefined ? undefined : lineIn(trace, file);
    // Where the settings of several files are merged, the log names only what the files have in common.
    const said = /^jupyter_\w+$/.test(found.text?.trim() ?? '') ? trace.at(-1)?.trim() : undefined;
    return [
      {
        kind: row.kind,
        ...(file === undefined ? {} : { file }),
        ...(raisedAt === undefined ? {} : { line: raisedAt }),
        text:
          said ||
          found.text?.trim() ||
          trace.at(-1)?.trim() ||
          withoutPrefix(lines[index + 1] ?? '') ||
          line.trim(),
      },
    ];
  });
  // Every linked extension repeats them.
  return problems.filter(
    ({ kind, text }, index) => problems.findIndex((one) => one.kind === kind && one.text === text) === index,
  );
}

/** The exception that ended a start, if any: the last line of a traceback that is not part of the log. */
export function findCrash(stderr: string): LoadProblem[] {
  const last = stderr.split(/\r?\n/).findLast((line) => /^[\w.]+(?:Error|Exception)\b/.test(line));
  return last === undefined ? [] : [{ kind: 'crash', text: last.trim() }];
}

/** traitlets 4 prints the cause in a separate log line. */
function withoutPrefix(line: string): string {
  return line.replace(/^\s*\[[A-Z] [^\]]*\]\s*/, '').trim();
}

/** The traceback below a log line; it ends at the next log line ('[W 2026-…'). */
function tracebackAfter(lines: readonly string[], index: number): string[] {
  const rest = lines.slice(index + 1);
  const end = rest.findIndex((line) => /^\s*\[[A-Z] /.test(line));
  return rest.slice(0, end === -1 ? rest.length : end).filter((line) => line.trim() !== '');
}

function lineIn(trace: readonly string[], file: string): number | undefined {
  const at = trace.findLast((line) => line.includes(`File "${file}", line `));
  const line =
    at === undefined ? undefined : /line (\d+)/.exec(at.slice(at.indexOf(file) + file.length))?.[1];
  return line === undefined ? undefined : Number(line);
}
