import type { System } from '../../system/system.ts';
import type { LookupResult, Network } from '../network.ts';
import { ownAddresses } from './addresses.ts';

/** The network of this computer. Everything but the own addresses is loaded when it is first used. */
export function nodeNetwork(system: System): Network {
  return {
    ownAddresses,
    gateways: async () => (await import('./gateways.ts')).readGateways(system),
    listenAddresses: async (port) => (await import('./port-holder.ts')).listenAddresses(port),
    portHolder: async (port) => (await import('./port-holder.ts')).portHolder(port),
    lookup,
    request: async (question) => (await import('./http.ts')).request(question),
    openWebSocket: async (question) => (await import('./web-socket.ts')).openWebSocket(question),
    showCertificate: async (question) => (await import('./tls.ts')).showCertificate(question),
    findRouter: async (...search) => (await routers()).findRouter(...search),
    askOutside: async (...router) => (await routers()).askOutside(...router),
    listMappings: async (router) => (await routers()).listMappings(router),
    readMapping: async (mapping) => (await routers()).readMapping(mapping),
    addMapping: async (mapping) => (await routers()).addMapping(mapping),
    removeMapping: async (mapping) => (await routers()).removeMapping(mapping),
    serveHttp: async (serving) => (await import('./serve.ts')).serveHttp(serving),
    serveHandshakes: async (serving) => (await import('./serve.ts')).serveHandshakes(serving),
    trustedRoots: async () => (await import('./trusted-roots.ts')).systemRoots(),
  };
}

const routers = () => import('./port-mapping/index.ts');

async function lookup(name: string): Promise<LookupResult> {
  const dns = await import('node:dns/promises');
  try {
    const all = await dns.lookup(name, { all: true, verbatim: true });
    const of = (family: number) => all.filter((one) => one.family === family).map(({ address }) => address);
    return { ipv4: of(4), ipv6: of(6) };
  } catch (error) {
    return { problem: error instanceof Error && 'code' in error ? String(error.code) : String(error) };
  }
}
