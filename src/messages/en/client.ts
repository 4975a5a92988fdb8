/** What is known of a trouble: the words of the program that knows, an HTTP status, where a redirect leads. */
export interface Told {
  readonly text: string;
  readonly status?: number;
  readonly location?: string;
  readonly phase?: string;
}

const PHASES: Readonly<Record<string, string>> = {
  connect: 'while connecting',
  tls: 'in the TLS handshake',
  answer: 'after the connection was made',
  body: 'in the middle of its answer',
  websocket: 'on the WebSocket',
};

const where = ({ phase = '' }: Told) => PHASES[phase] ?? '';
const said = ({ text }: Told) => (text === '' ? '' : `: ${text}`);

/** What a server answered, or why it did not: one pair of sentences for each kind of trouble. */
export const client = {
  troubles: {
    'no-such-name': {
      message: ({ text }: Told) => `The name was not found (${text}).`,
      fix: () => 'Check how the name is written, and whether this computer is online.',
    },
    refused: {
      message: () => 'The computer is there, but nothing listens on this port.',
      fix: () => 'Start Jupyter, and check that its port and address are these.',
    },
    unreachable: {
      message: ({ text }: Told) => `There is no way to this address (${text}).`,
      fix: () => 'Check the address, the network, and the firewall.',
    },
    timeout: {
      message: (told: Told) => `No answer came within ${told.text} ${where(told)}.`.replace(' .', '.'),
      fix: ({ phase }: Told): string =>
        phase === 'connect'
          ? 'Check the firewall, the port forwarding of the router, and the address.'
          : phase === 'tls'
            ? "Check that the server's certificate and key belong together, and look into its log."
            : "Look into the server's log; it may be overloaded, or a proxy may hold the answer back.",
    },
    closed: {
      message: (told: Told) => `The connection was closed without an answer (${told.text}).`,
      fix: () => "Look into the server's log, and into that of a proxy before it.",
    },
    'tls-not-spoken': {
      message: () => 'https was asked for, but this port speaks plain http.',
      fix: () => 'Use http:// here, or set a certificate for Jupyter.',
    },
    'tls-spoken': {
      message: () => 'Plain http was asked for, but this port speaks https.',
      fix: () => 'Write https:// instead of http://.',
    },
    'tls-untrusted': {
      message: ({ text }: Told) => `The certificate is not trusted (${text}).`,
      fix: () =>
        'Trust its authority or the certificate itself on this device, or get one from a known authority.',
    },
    'tls-expired': {
      message: ({ text }: Told) => `The certificate has expired (${text}).`,
      fix: () => 'Renew the certificate, and check the clock of this device.',
    },
    'tls-not-yet': {
      message: ({ text }: Told) => `The certificate is not valid yet (${text}).`,
      fix: () => "Check the clocks of this device and of the server; the certificate's first day lies ahead.",
    },
    'tls-name': {
      message: ({ text }: Told) => `The certificate is made for other names (${text}).`,
      fix: () => 'Use one of the names in it, or make a certificate that has this name or address.',
    },
    'tls-protocol': {
      message: ({ text }: Told) => `The server speaks no version of TLS that is safe today (${text}).`,
      fix: () => 'Update Jupyter or the proxy, or allow TLS 1.2 in its settings.',
    },
    'tls-failed': {
      message: ({ text }: Told) => `The TLS handshake failed (${text}).`,
      fix: () => "Look into the server's log: its key may be missing, or it asks for a client certificate.",
    },
    'not-http': {
      message: ({ text }: Told) => `What answers on this port does not speak http (${text}).`,
      fix: () => 'Check the port: another program has it.',
    },
    elsewhere: {
      message: ({ location, text }: Told) => `The server sends us on to another place: ${location ?? text}.`,
      fix: () => 'If that place is yours, use its address from the start. Nothing was sent there.',
    },
    'plain-password': {
      message: ({ text }: Told) => `The password would travel unencrypted to ${text}, so it was not sent.`,
      fix: () => 'Use https, or say that you want it all the same.',
    },
    status: {
      message: (told: Told) => `The server answered with status ${told.status ?? '?'}${said(told)}.`,
      fix: () => "Look into the server's log, and into that of a proxy before it.",
    },
    'no-login-form': {
      message: () => 'There is no login page of Jupyter here.',
      fix: () => 'Check the path in the URL (base_url), and that this port is that of Jupyter.',
    },
    'password-refused': {
      message: () => 'The server refused the password.',
      fix: () => 'Check the password; after a change of the config, restart Jupyter.',
    },
    'cookie-lost': {
      message: () => 'The server took the password, and then no longer knew us: the login cookie got lost.',
      fix: () =>
        'Let the proxy pass Cookie and Set-Cookie unchanged; over plain http, a Secure cookie is not sent back.',
    },
    xsrf: {
      message: ({ text }: Told) => `The server missed the _xsrf cookie (${text}).`,
      fix: () =>
        'Let the proxy pass Cookie and Set-Cookie unchanged; in a browser, delete the cookies of this site.',
    },
    'no-kernel': {
      message: () => 'This Jupyter has no kernel that could run code.',
      fix: () => 'Install one for the Python of this Jupyter: python -m pip install ipykernel',
    },
    'kernel-died': {
      message: ({ text }: Told) => `The kernel ended before it gave a result (${text}).`,
      fix: () => "Look into the server's log for the reason; often ipykernel is broken or memory is short.",
    },
    'kernel-silent': {
      message: ({ text }: Told) => `The connection to the kernel is open, but it said nothing for ${text}.`,
      fix: () =>
        'A proxy or an antivirus program may hold the WebSocket back; else the computer may be overloaded.',
    },
    'kernel-error': {
      message: ({ text }: Told) => `The kernel answered with an error (${text}).`,
      fix: () => 'Run the same in a notebook to see it whole.',
    },
  },
};
