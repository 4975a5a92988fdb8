import { createSocket, type Socket } from 'node:dgram';

/** An answer to the search: who sent it, and what it says. Nothing of it is believed yet. */
export interface SsdpAnswer {
  readonly sender: string;
  /** What it says to be: ST. */
  readonly target: string;
  readonly location: string;
  readonly server: string | undefined;
}

export interface SearchScope {
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
/** Answers that are kept, of the gateway and of all others: who floods is not listened to for ever, and drowns nobody else. */
const MAX_ANSWERS = { gateway: 8, others: 32 };
/** Milliseconds after the gateway answered as a router in which a better answer may still come; a box that plays media too may be slow. */
const GRACE_MS = 150;
const SLOW_GRACE_MS = 1300;
/** Milliseconds between the three times it is asked: UDP gets lost. */
const AGAIN_MS = 600;

/**
 * Asks the gateway itself first, then everybody in the house, from one socket: a host firewall lets answers of the gateway in once
 * it was asked, and of nobody else. Ends when the gateway has answered, or with the time.
 */
export async function searchGateway(
  { gateway, ownAddress }: SearchScope,
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
      let isSettled = false;
      const settle = (ms: number) => {
        if (isSettled) return;
        isSettled = ms === GRACE_MS;
        clearTimeout(grace);
        grace = setTimeout(done, ms);
      };
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
        if (answer === undefined) return;
        const isGateway = address === gateway;
        if (isGateway && isRouter(answer)) settle(GRACE_MS);
        else if (isGateway && grace === undefined) settle(SLOW_GRACE_MS);
        const alike = answers.filter(({ sender }) => (sender === gateway) === isGateway);
        if (alike.length >= MAX_ANSWERS[isGateway ? 'gateway' : 'others']) return;
        const isKnown = ({ sender, location, target }: SsdpAnswer) =>
          sender === address && location === answer.location && target === answer.target;
        if (!answers.some(isKnown)) answers.push(answer);
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
  if (location === undefined) return undefined;
  return { sender, target: header('st') ?? '', location, server: header('server') };
}

/** A television answers as a root device too. */
export function isRouter({ target }: SsdpAnswer): boolean {
  return /:(?:InternetGatewayDevice|WANIPConnection|WANPPPConnection):\d+$/.test(target);
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
