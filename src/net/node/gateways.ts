import { readFileSync } from 'node:fs';
import type { System } from '../../system/system.ts';
import type { Gateway } from '../gateway.ts';
import { addressOfBytes } from '../ip.ts';
import { ownAddresses } from './addresses.ts';

/** The default gateways, the preferred one first; read without sending anything. Empty where nothing tells. */
export async function readGateways(system: System): Promise<Gateway[]> {
  const read = READERS[system.platform] ?? (async () => []);
  return read(system);
}

type Reader = (system: System) => Promise<Gateway[]>;

/** verified: Linux only. */
const READERS: Partial<Record<NodeJS.Platform, Reader>> = {
  linux: async () => [...linuxIpv4(), ...linuxIpv6()],
  darwin: async (system) => {
    const { stdout } = await system.run('route', ['-n', 'get', 'default'], { timeout: 5000 });
    const [, address] = /^\s*gateway: (\d+\.\d+\.\d+\.\d+)\s*$/m.exec(stdout) ?? [];
    const [, interfaceName] = /^\s*interface: (\S+)\s*$/m.exec(stdout) ?? [];
    if (address === undefined || interfaceName === undefined) return [];
    const arp = await system.run('arp', ['-n', address], { timeout: 5000 });
    return [described(4, address, interfaceName, macIn(arp.stdout))];
  },
  win32: async (system) => {
    const script =
      "Get-NetRoute -DestinationPrefix '0.0.0.0/0' | Sort-Object { $_.RouteMetric + $_.InterfaceMetric } | ForEach-Object { $_.NextHop + ' ' + $_.InterfaceAlias }";
    const { stdout } = await system.run('powershell.exe', ['-NoProfile', '-Command', script], {
      timeout: 15_000,
    });
    return stdout.split(/\r?\n/).flatMap((line) => {
      const [, address, name] = /^(\d+\.\d+\.\d+\.\d+) (.+)$/.exec(line.trim()) ?? [];
      return address === undefined || name === undefined ? [] : [described(4, address, name, undefined)];
    });
  },
};

/** RTF_GATEWAY and RTF_UP of linux/route.h. */
const USED = 0x0003;

/** /proc/net/route: addresses as hex in the order of the processor's bytes (little-endian on all that Node runs on). */
function linuxIpv4(): Gateway[] {
  const rows = linesOf('/proc/net/route')
    .slice(1)
    .map((line) => line.trim().split(/\s+/));
  const routes = rows.flatMap(([name = '', to = '', hex = '', flags = '0', , , metric = '0', mask = '']) => {
    const isDefault = /^0+$/.test(to) && /^0+$/.test(mask) && (Number.parseInt(flags, 16) & USED) === USED;
    if (!isDefault || !/^[\dA-F]{8}$/i.test(hex)) return [];
    const bytes = [...Buffer.from(hex, 'hex')].reverse();
    return [{ name, address: bytes.join('.'), metric: Number(metric) }];
  });
  return routes
    .sort((a, b) => a.metric - b.metric)
    .map(({ name, address }) => described(4, address, name, linuxMac(address)));
}

/** /proc/net/ipv6_route: destination, prefix length, source, prefix length, next hop, metric, …, flags, interface. */
function linuxIpv6(): Gateway[] {
  const routes = linesOf('/proc/net/ipv6_route').flatMap((line) => {
    const [to = '', length = '', , , hop = '', metric = '', , , flags = '0', name = ''] = line.split(/\s+/);
    const isDefault = /^0{32}$/.test(to) && length === '00' && (Number.parseInt(flags, 16) & USED) === USED;
    if (!isDefault || name === 'lo' || !/^[\da-f]{32}$/i.test(hop)) return [];
    const address = addressOfBytes([...Buffer.from(hop, 'hex')]);
    return [{ name, address, metric: Number.parseInt(metric, 16) }];
  });
  return routes
    .sort((a, b) => a.metric - b.metric)
    .map(({ name, address }) => described(6, address, name, undefined));
}

function described(family: 4 | 6, address: string, interfaceName: string, mac: string | undefined): Gateway {
  const own = ownAddresses().filter((one) => one.family === family && one.interfaceName === interfaceName);
  const ownAddress = (own.find(({ linkLocal }) => !linkLocal) ?? own[0])?.address;
  return { family, address, interfaceName, ownAddress, ...(mac !== undefined && { mac }) };
}

function linuxMac(address: string): string | undefined {
  const row = linesOf('/proc/net/arp').find((line) => line.split(/\s+/)[0] === address);
  return row === undefined ? undefined : macIn(row);
}

function macIn(text: string): string | undefined {
  const [mac] = /\b[\da-f]{1,2}(?:[:-][\da-f]{1,2}){5}\b/i.exec(text) ?? [];
  if (mac === undefined || /^[0:-]+$/.test(mac)) return undefined;
  return mac
    .toLowerCase()
    .split(/[:-]/)
    .map((part) => part.padStart(2, '0'))
    .join(':');
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean);
  } catch {
    return []; // not there: nothing tells
  }
}
