import type { Messages } from '../../messages/index.ts';

/** Why a Jupyter exited right after its start: a key of `t().live.start`, and the id of its finding. */
type StartProblemId = keyof Messages['live']['start'];

export interface StartProblem {
  readonly id: StartProblemId;
  /** The log line that shows the reason; '' when the log is empty. */
  readonly line: string;
  /** What the line names: a file, a module, a port. */
  readonly what: string | undefined;
}

/**
 * Log patterns of a Jupyter that exited, for all generations. The first row that matches any line wins, so a row
 * that explains another row's line comes first. facts/jupyter.md §5 quotes the log lines.
 */
const PATTERNS: readonly { readonly id: StartProblemId; readonly pattern: RegExp }[] = [
  { id: 'root-refused', pattern: /Running as root is not recommended/ },
  {
    id: 'port-privileged',
    pattern: /Permission to listen on port (?<what>\d+) denied|Errno 13\] Permission denied$/,
  },
  { id: 'no-permission', pattern: /PermissionError: \[Errno 13\][^']*'(?<what>[^']+)'/ },
  {
    id: 'not-a-directory',
    pattern:
      /OSError: '(?<what>[^']+)' exists but is not a directory|(?:NotADirectory|FileExists)Error: \[Errno \d+\][^']*'(?<what2>[^']+)'/,
  },
  { id: 'disk-full', pattern: /No space left on device|Disk quota exceeded/ },
  { id: 'read-only', pattern: /Errno 30\] Read-only file system: '(?<what>[^']+)'/ },
  { id: 'ip-foreign', pattern: /Cannot assign requested address|Can't assign requested address/ },
  { id: 'ip-unresolvable', pattern: /gaierror: (?<what>.+)/ },
  {
    id: 'port-held',
    pattern:
      /port (?<what>\d+) is (?:already in use|not available)|Address already in use|no available port could be found/i,
  },
  {
    id: 'tls-file-missing',
    pattern: /(?:certfile|keyfile|client_ca|ca_certs) "(?<what>[^"]+)" does not exist/,
  },
  { id: 'password-required', pattern: /configured to only be run with a password/ },
  { id: 'root-dir-missing', pattern: /No such (?:notebook dir|directory): '+(?<what>[^']+)/ },
  { id: 'bad-config', pattern: /Bad config encountered during initialization: ?(?<what>.*)/ },
  { id: 'jupyter-broken', pattern: /(?:ModuleNotFoundError|ImportError): (?<what>.+)/ },
];

/** Why it exited, according to its log; `server-ends` with the last line when no row matches. */
export function findStartProblem(log: string): StartProblem {
  const lines = log.split(/\r?\n/).filter((line) => line.trim() !== '');
  for (const { id, pattern } of PATTERNS) {
    const line = lines.findLast((text) => pattern.test(text));
    const { what, what2 } = (line !== undefined && pattern.exec(line)?.groups) || {};
    if (line !== undefined) return { id, line: line.trim(), what: what ?? what2 };
  }
  return { id: 'server-ends', line: lines.at(-1)?.trim() ?? '', what: undefined };
}
