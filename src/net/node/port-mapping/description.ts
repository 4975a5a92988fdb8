import type { Document, Element } from '@xmldom/xmldom';
import { peerOf } from '../../peer.ts';
import type { RouterDescription, Service } from '../../port-mapping.ts';
import { request } from '../http.ts';

/** A description is some 10 kB; whoever sends more is not read. */
const LONGEST = 256 * 1024;

/** A router by its own description: what it says it is, and where its commands go. */
export interface Described {
  readonly igd: 1 | 2;
  readonly description: RouterDescription;
  /** Every service that can map a port; a router may have several, of which one is connected. */
  readonly connections: readonly Service[];
  readonly pinholes: Service | undefined;
}

/** Why a description was not believed. */
export type Doubt = 'elsewhere' | 'unreachable' | 'no-description' | 'no-router';

/** Old boxes use the DSL forum's names. */
const CONNECTION = /^urn:(?:schemas-upnp-org|dslforum-org):service:WAN(?:IP|PPP)Connection:[12]$/;

const PINHOLES = 'urn:schemas-upnp-org:service:WANIPv6FirewallControl:1';

const DEEPEST = 6;

const MAX_DEVICES = 32;

/**
 * Fetches and reads a description. It must lie on the very host that answered, over plain http as UPnP has it, and so must all
 * that it points to: anybody in the house can answer a search and name somebody else. Redirects are not followed.
 */
export async function fetchDescription(
  location: string,
  sender: string,
  { timeout, signal }: { readonly timeout: number; readonly signal: AbortSignal | undefined },
): Promise<Described | Doubt> {
  const url = URL.canParse(location) ? new URL(location) : undefined;
  if (url?.protocol !== 'http:' || url.hostname !== sender || url.username !== '') return 'elsewhere';
  const reply = await request({
    peer: peerOf(url),
    method: 'GET',
    path: `${url.pathname}${url.search}`,
    headers: { Host: url.host, Accept: 'text/xml' },
    timeout,
    ...(signal !== undefined && { closing: signal }),
  });
  if ('problem' in reply || reply.value.status !== 200) return 'unreachable';
  return readDescription(reply.value.text, url);
}

/** The same from the text; `url` is where it came from. */
async function readDescription(text: string, url: URL): Promise<Described | Doubt> {
  const root = (await readXml(text))?.documentElement;
  if (root?.localName !== 'root') return 'no-description';
  const [device] = childrenOf(root, 'device');
  if (device === undefined) return 'no-description';
  const base = baseOf(root, url);
  const services = devicesIn(device).flatMap((one) => servicesOf(one, base, url));
  const connections = services.filter(({ service }) => CONNECTION.test(service));
  if (connections.length === 0) return 'no-router';
  const type = textOf(device, 'deviceType') ?? '';
  return {
    igd: /InternetGatewayDevice:2$/.test(type) ? 2 : 1,
    description: describe(device),
    connections,
    pinholes: services.find(({ service }) => service === PINHOLES),
  };
}

/** What a person is told of a router: untrusted, but short and on one line. */
function describe(device: Element): RouterDescription {
  const rows = [
    ['manufacturer', 'manufacturer'],
    ['manufacturerUrl', 'manufacturerURL'],
    ['friendlyName', 'friendlyName'],
    ['modelName', 'modelName'],
    ['modelNumber', 'modelNumber'],
    ['modelDescription', 'modelDescription'],
  ] as const;
  const parts = rows.flatMap(([key, name]) => {
    const text = textOf(device, name);
    return text === undefined ? [] : [[key, text] as const];
  });
  return Object.fromEntries(parts);
}

/** A device and those inside it, as far as anybody builds them. */
function devicesIn(device: Element, depth = 0): Element[] {
  if (depth > DEEPEST) return [];
  const inner = childrenOf(device, 'deviceList').flatMap((list) => childrenOf(list, 'device'));
  return [device, ...inner.flatMap((one) => devicesIn(one, depth + 1))].slice(0, MAX_DEVICES);
}

function servicesOf(device: Element, base: URL, url: URL): Service[] {
  const services = childrenOf(device, 'serviceList').flatMap((list) => childrenOf(list, 'service'));
  return services.flatMap((one) => {
    const [service, control] = [textOf(one, 'serviceType'), textOf(one, 'controlURL')];
    if (service === undefined || control === undefined || !URL.canParse(control, base.href)) return [];
    const target = new URL(control, base);
    const isSameHost = target.protocol === 'http:' && target.hostname === url.hostname;
    return isSameHost && target.username === '' ? [{ service, url: target.href }] : [];
  });
}

/** URLBase is of the first UPnP; one that names another host is not believed. */
function baseOf(root: Element, url: URL): URL {
  const text = textOf(root, 'URLBase');
  const base = text !== undefined && URL.canParse(text) ? new URL(text) : url;
  return base.hostname === url.hostname ? base : url;
}

/**
 * XML of a stranger as a tree. Undefined for what is none, is too long, or declares anything of its own: a document type could
 * define entities that grow without end.
 */
export async function readXml(text: string): Promise<Document | undefined> {
  if (text.length > LONGEST || /<!(?:DOCTYPE|ENTITY)/i.test(text)) return undefined;
  const { DOMParser } = await import('@xmldom/xmldom');
  try {
    const strict = (level: string) => {
      if (level !== 'warning') throw new Error(level);
    };
    return new DOMParser({ onError: strict }).parseFromString(text.trim(), 'text/xml');
  } catch {
    return undefined;
  }
}

/** The children of this name, whatever prefix it has. */
export function childrenOf(element: Element, name: string): Element[] {
  const found: Element[] = [];
  for (let node = element.firstChild; node !== null; node = node.nextSibling)
    if (node.nodeType === 1 && node.localName === name) found.push(node as Element);
  return found;
}

/** The text of the first child of this name, on one line and short; undefined where there is none. */
export function textOf(element: Element, name: string): string | undefined {
  const [child] = childrenOf(element, name);
  const text = child?.textContent?.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return text === undefined || text === '' ? undefined : text.slice(0, 200);
}
