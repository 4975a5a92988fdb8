import type { Messages } from '../../messages/index.ts';

/** Why a Jupyter exited right after its start: a key of `t().hops.start`, and the id of its finding. */
type StartTroubleId = keyof Messages['hops']['start'];

export interface StartTrouble {
  readonly id: StartTroubleId;
  /** The log line that shows the reason; '' when the log is empty. */
  readonly line: string;
  /** What the line names: a file, a module, a port. */
  readonly what: string | undefined;
}

/**
 * Log patterns of a Jupyter that exited, for all generations. The first row that matches any line wins, so a row
 * that explains another row's line comes first. facts/jupyter.md §5 quotes the log lines.
 */
const ROWS: readonly { readonly id: StartTroubleId; readonly says: RegExp }[] = [
  { id: 'root-refused', says: /Running as root is not recommended/ },
  {
    id: 'port-privileged',
    says: /Permission to listen on port (?<what>\d+) denied|Errno 13\] Permission denied$/,
  },
  { id: 'ip-foreign', says: /Cannot assign requested address|Can't assign requested address/ },
  { id: 'ip-unresolvable', says: /gaierror: (?<what>.+)/ },
  {
    id: 'port-held',
    says: /port (?<what>\d+) is (?:already in use|not available)|Address already in use|no available port could be found/i,
  },
  { id: 'tls-file-missing', says: /(?:certfile|keyfile|client_ca|ca_certs) "(?<what>[^"]+)" does not exist/ },
  { id: 'password-required', says: /configured to only be run with a password/ },
  { id: 'root-dir-missing', says: /No such (?:notebook dir|directory): '+(?<what>[^']+)/ },
  { id: 'bad-config', says: /Bad config encountered during initialization: ?(?<what>.*)/ },
  { id: 'jupyter-broken', says: /(?:ModuleNotFoundError|ImportError): (?<what>.+)/ },
];

/** Why it exited, according to its log; `server-ends` with the last line when no row matches. */
export function findStartTrouble(log: string): StartTrouble {
  const lines = log.split(/\r?\n/).filter((line) => line.trim() !== '');
  for (const { id, says } of ROWS) {
    const line = lines.findLast((text) => says.test(text));
    if (line !== undefined) return { id, line: line.trim(), what: says.exec(line)?.groups?.what };
  }
  return { id: 'server-ends', line: lines.at(-1)?.trim() ?? '', what: undefined };
}
