import type { AddressProvider } from '../../dns/provider.ts';
import type { DdnsRecord } from './record.ts';

/** Placeholder for the secret, which is never printed. */
const SECRET = 'PUT-THE-SECRET-HERE';

/**
 * The record as a config file for inadyn 2.10, for users who already run it (`inadyn --check-config`). deSEC and
 * services that inadyn does not know are `custom`.
 */
export function inadynConfig(
  record: Pick<DdnsRecord, 'name' | 'user' | 'server'>,
  service: AddressProvider,
): string {
  const { name, user = '' } = record;
  const host = new URL(record.server ?? service.url ?? 'https://localhost').host;
  const blocks: Readonly<Record<string, readonly string[]>> = {
    duckdns: block('provider duckdns.org', [
      ['username', SECRET],
      ['password', 'noPasswordForDuckdns'],
      ['hostname', name],
    ]),
    cloudflare: [
      'provider cloudflare.com {',
      `    username = ${quote(name.split('.').slice(-2).join('.'))}`,
      `    password = ${quote(SECRET)}`,
      `    hostname = ${quote(name)}`,
      '    ttl      = 1',
      '    proxied  = false',
      '}',
    ],
    desec: block('custom desec', [
      ['username', name],
      ['password', SECRET],
      ['ddns-server', host],
      ['ddns-path', '/?hostname=%h&myipv4=%i&myipv6=preserve'],
      ['ddns-response', 'good'],
      ['hostname', name],
    ]),
    noip: block('provider no-ip.com', [
      ['username', user],
      ['password', SECRET],
      ['hostname', name],
    ]),
    dynu: block('provider dynu.com', [
      ['username', user],
      ['password', SECRET],
      ['hostname', name],
    ]),
  };
  const other = block('custom dyndns2', [
    ['username', user],
    ['password', SECRET],
    ['ddns-server', host],
    ['ddns-path', '/nic/update?hostname=%h&myip=%i'],
    ['hostname', name],
  ]);
  return ['period = 600', 'user-agent = "jupyter-expose"', ...(blocks[service.id] ?? other), ''].join('\n');
}

function block(head: string, rows: readonly (readonly [string, string])[]): string[] {
  return [`${head} {`, ...rows.map(([key, value]) => `    ${key} = ${quote(value)}`), '}'];
}

/** Names and addresses are already validated; the user name is not. */
function quote(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
