import { createSocket, type Socket } from 'node:dgram';

/** An answer to the search: who sent it, and what it says. Nothing of it is believed yet. */
export interface SsdpAnswer {
  readonly sender: string;
  readonly location: string;
  readonly server: string | undefined;
}

export interface SearchPlace {
  readonly gateway: string;
  readonly ownAddress: string;
}

const GROUP = '239.255.255.250';
const PORT = 1900;
/** What routers call themselves; the last one is every UPnP device. */
const TARGETS = [
  'urn:schemas-upnp-org:device:InternetGatewayDevice:1',
  'urn:schemas-upnp-org:device:InternetGatewayDevice:2',
  'urn:schemas-upnp-org:service:WANIPConnection:1',
  'urn:schemas-upnp-org:service:WANPPPConnection:1',
  'upnp:rootdevice',
];
/** Answers that are kept: a device that floods is not listened to for ever. */
const MOST_ANSWERS = 32;
/** Milliseconds after the first answer of the gateway in which a better one may still come. */
const GRACE_MS = 150;
/** Milliseconds between the three times it is asked: UDP gets lost. */
const AGAIN_MS = 600;

/**
 * Asks the gateway itself first, then everybody in the house, from one socket: a host firewall lets answers of the gateway in once
 * it was asked, and of nobody else. Ends when the gateway has answered, or with the time.
 */
export async function searchGateway(
  { gateway, ownAddress }: SearchPlace,
  { timeout, signal }: { readonly timeout: number; readonly signal: AbortSignal | undefined },
): Promise<SsdpAnswer[]> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  const answers: SsdpAnswer[] = [];
  try {
    await bind(socket, ownAddress);
    await new Promise<void>((resolve) => {
      const ask = () => {
        for (const target of TARGETS) send(socket, gateway, target);
        for (const target of TARGETS) send(socket, GROUP, target);
      };
      const again = setInterval(ask, AGAIN_MS);
      const last = setTimeout(done, timeout);
      let grace: NodeJS.Timeout | undefined;
      function done() {
        clearInterval(again);
        clearTimeout(last);
        clearTimeout(grace);
        signal?.removeEventListener('abort', done);
        resolve();
      }
      signal?.addEventListener('abort', done, { once: true });
      socket.on('error', done);
      socket.on('message', (message, { address }) => {
        const answer = readAnswer(message.toString('latin1'), address);
        if (answer === undefined || answers.length >= MOST_ANSWERS) return;
        if (answers.some((one) => one.sender === address && one.location === answer.location)) return;
        answers.push(answer);
        if (address === gateway) grace ??= setTimeout(done, GRACE_MS);
      });
      if (signal?.aborted) done();
      else ask();
    });
    return answers;
  } finally {
    socket.close();
  }
}

/** Undefined for what is no answer to a search. */
export function readAnswer(text: string, sender: string): SsdpAnswer | undefined {
  const [first = '', ...lines] = text.slice(0, 4096).split(/\r?\n/);
  if (!/^HTTP\/1\.[01] 200\b/.test(first)) return undefined;
  const header = (name: string) =>
    lines
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim();
  const location = header('location');
  return location === undefined ? undefined : { sender, location, server: header('server') };
}

function bind(socket: Socket, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, address, () => {
      socket.off('error', reject);
      try {
        socket.setMulticastTTL(2);
        socket.setMulticastInterface(address);
      } catch {
        // Where multicast is not possible, the gateway is asked all the same.
      }
      resolve();
    });
  });
}

function send(socket: Socket, to: string, target: string): void {
  const lines = [
    'M-SEARCH * HTTP/1.1',
    `HOST: ${GROUP}:${PORT}`,
    'MAN: "ssdp:discover"',
    'MX: 1',
    `ST: ${target}`,
    '',
    '',
  ];
  // What cannot be sent (no route) is as good as no answer.
  socket.send(lines.join('\r\n'), PORT, to, () => undefined);
}
