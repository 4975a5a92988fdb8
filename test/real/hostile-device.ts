import { type ChildProcess, spawn } from 'node:child_process';
import type { RouterLab } from './router-lab.ts';
import { makeProgram } from './run-in-lab.ts';

/** The behaviour of the device that takes the gateway's place. */
export interface Hostility {
  /** The addresses it answers searches from; only the gateway's by default. */
  from?: string[];
  /** The URL that it announces for its description. */
  location?: string;
  /** Its description, sent as `kind` says. */
  description?: string;
  kind?: 'plain' | 'slow' | 'endless' | 'redirect';
  /** SOAP answers by action: status and text; `*` for all other actions. */
  soap?: Record<string, [number, string]>;
}

export const CONTROL = '/ctl';
const SERVICE = 'urn:schemas-upnp-org:service:WANIPConnection:1';

/** A description of a router with this control URL. */
export function describing(control = CONTROL, extra = ''): string {
  return `<?xml version="1.0"?>${extra}<root xmlns="urn:schemas-upnp-org:device-1-0"><device>
    <deviceType>urn:schemas-upnp-org:device:InternetGatewayDevice:1</deviceType><friendlyName>box</friendlyName>
    <serviceList><service><serviceType>${SERVICE}</serviceType><controlURL>${control}</controlURL></service></serviceList>
  </device></root>`;
}

/** A SOAP answer with these fields. */
export function answering(action: string, fields: Record<string, string | number>): [number, string] {
  const inside = Object.entries(fields).map(([name, value]) => `<${name}>${value}</${name}>`);
  return [
    200,
    envelope(`<u:${action}Response xmlns:u="${SERVICE}">${inside.join('')}</u:${action}Response>`),
  ];
}

export function faulting(code: number | string): [number, string] {
  const error = `<UPnPError xmlns="urn:schemas-upnp-org:control-1-0"><errorCode>${code}</errorCode></UPnPError>`;
  return [500, envelope(`<s:Fault><detail>${error}</detail></s:Fault>`)];
}

function envelope(body: string): string {
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`;
}

/** Listens on 192.168.77.1 and, as another device of the LAN, on 192.168.77.66. Prints every http request it gets. */
const DEVICE = `
  import { createSocket } from 'node:dgram';
  import { createServer } from 'node:http';
  const { from, location, description, kind, soap } = JSON.parse(process.argv[2]);
  const target = 'urn:schemas-upnp-org:device:InternetGatewayDevice:1';
  const answer = 'HTTP/1.1 200 OK\\r\\nST: ' + target + '\\r\\nLOCATION: ' + location + '\\r\\n\\r\\n';
  const search = createSocket({ type: 'udp4', reuseAddr: true });
  const senders = from.map((address) => createSocket('udp4').bind(0, address));
  search.on('message', (_text, { address, port }) => { for (const one of senders) one.send(answer, port, address); });
  const serve = (request, response) => {
    const action = (request.headers.soapaction ?? '').replace(/^.*#|"$/g, '');
    console.log(JSON.stringify([request.socket.localAddress, request.method, request.url, action]));
    if (request.method === 'POST') {
      const [status, text] = soap[action] ?? soap['*'] ?? [500, 'no'];
      response.writeHead(status).end(text);
    } else if (kind === 'redirect') response.writeHead(302, { Location: 'http://192.168.77.66:5000/desc' }).end();
    else if (kind === 'slow') { response.write('<root>'); setInterval(() => response.write(' '), 100); }
    else if (kind === 'endless') { const more = () => { while (response.write('<a>'.repeat(20000))); }; response.on('drain', more); more(); }
    else response.end(description);
  };
  const listen = (address) => new Promise((resolve) => createServer(serve).listen(5000, address, resolve));
  await Promise.all([listen('192.168.77.1'), listen('192.168.77.66')]);
  search.bind(1900, '0.0.0.0', () => { search.addMembership('239.255.255.250', '192.168.77.1'); console.log('"ready"'); });
`;

export interface HostileDevice {
  /** The http requests so far: [its own address, method, path, action]. */
  asked(): [string, string, string, string][];
  stop(): Promise<void>;
}

/** Starts the device in a lab without a router daemon. */
export async function startDevice(
  { prefix, exec }: RouterLab,
  directory: string,
  wants: Hostility,
): Promise<HostileDevice> {
  await exec('rt', ['ip', 'addr', 'add', '192.168.77.66/24', 'dev', 'lan0']);
  const program = await makeProgram(directory, 'device', DEVICE);
  const all: Required<Hostility> = {
    from: ['192.168.77.1'],
    location: 'http://192.168.77.1:5000/desc',
    description: describing(),
    kind: 'plain',
    soap: {},
    ...wants,
  };
  const [command = '', ...args] = [...prefix('rt'), process.execPath, program, JSON.stringify(all)];
  const child: ChildProcess = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('The device did not start.')));
    child.stdout?.on('data', (text) => {
      said += text;
      if (said.includes('"ready"')) resolve();
    });
  });
  return {
    asked: () =>
      said
        .split('\n')
        .filter((line) => line.startsWith('['))
        .map((line) => JSON.parse(line)),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
  };
}
