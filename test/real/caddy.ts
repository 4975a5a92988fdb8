import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProxyOptions, type RealProxy, startProxy } from './proxy.ts';

/**
 * Starts the real Caddy; `sites` makes the Caddyfile for the port to listen on. It has no admin port, makes no
 * automatic redirects, installs no trust, and writes only to a temporary directory.
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
