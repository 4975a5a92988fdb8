import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProxyOptions, type RealProxy, startProxy } from './proxy.ts';

/**
 * Starts the real Caddy with this Caddyfile; `sites` is given the port that it should listen on. No admin port, no
 * redirects of its own, no trust installed; everything it writes lies in a temporary directory.
 */
export function startCaddy(sites: (port: number) => string, options: ProxyOptions = {}): Promise<RealProxy> {
  return startProxy(
    {
      name: 'caddy',
      arguments(dir, port) {
        const path = join(dir, 'Caddyfile');
        writeFileSync(path, `${globals(dir)}\n${sites(port)}\n`);
        return ['run', '--config', path, '--adapter', 'caddyfile'];
      },
      environment: (dir) => ({ XDG_DATA_HOME: dir, XDG_CONFIG_HOME: dir }),
    },
    options,
  );
}

function globals(dir: string): string {
  return [
    '{',
    'admin off',
    'auto_https disable_redirects',
    'skip_install_trust',
    `storage file_system ${dir}/storage`,
    '}',
  ].join('\n');
}
