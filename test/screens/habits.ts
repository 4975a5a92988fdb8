/** Command lines and files that several situations share. */
export const PASSWORD = 'vier 유령 candle mosaic';
/** Every answer of the first set-up, one a line. */
export const LINES = `printf '${PASSWORD}\\n*\\n8100\\nn\\ny\\n'`;
/** The hash of `right horse battery 1`, in a format that every generation supports. */
export const HASH = 'sha1:0123456789ab:bb3a62420e0af0f2eda0b94fb23ee20d51066b68';
export const NOTEBOOK = '.jupyter/jupyter_notebook_config.py';
export const SERVER = '.jupyter/jupyter_server_config.py';

/** Makes the user's config files private. */
export const PRIVATE = 'chmod 700 .jupyter && chmod 600 .jupyter/*.*';

/** `init` from a script with its defaults: a local CA's certificate and the hash that Jupyter prefers. */
export const SET_UP = `echo '${PASSWORD}' | jupyter-expose init --password-stdin --yes`;
/** The same in a third of the time, for situations in which neither certificate nor hash matters. */
export const QUICK = `${SET_UP} --tls none --hash sha1`;

/** A `jupyter_notebook_config.py` with a password, followed by these lines. */
export function notebook(...lines: readonly string[]): Readonly<Record<string, string>> {
  return {
    [NOTEBOOK]: [`c.NotebookApp.password = '${HASH}'`, ...lines, ''].join('\n'),
  };
}

/** The default suite tests only every 24th situation of the doctor, to save time. */
export const STEP = 24;

/** A Tailscale that is signed in and does what it is told. */
export const TAILSCALE = {
  tailscale: `#!/bin/sh
[ "$1" = status ] && echo '{"BackendState":"Running","Self":{"DNSName":"box.tail1234.ts.net."}}'
exit 0
`,
} as const;
