import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProxyOptions, type RealProxy, startProxy } from './proxy.ts';

/** The map that nginx's manual for WebSockets recommends, outside of `location`. */
export const UPGRADE_MAP = "map $http_upgrade $connection_upgrade { default upgrade; '' close; }";

/** The lines of a `location` that forward everything to Jupyter correctly. */
export const HEALTHY_PROXY = [
  'proxy_http_version 1.1;',
  'proxy_set_header Host $http_host;',
  'proxy_set_header X-Real-IP $remote_addr;',
  'proxy_set_header X-Forwarded-Proto $scheme;',
  'proxy_set_header Upgrade $http_upgrade;',
  'proxy_set_header Connection $connection_upgrade;',
  'client_max_body_size 0;',
].join('\n');

const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/**
 * Starts the real nginx; `http` makes the text inside `http { }` for the port to listen on. It is one process, no
 * daemon, and writes only to a temporary directory.
 */
export function startNginx(http: (port: number) => string, options: ProxyOptions = {}): Promise<RealProxy> {
  return startProxy(
    {
      name: 'nginx',
      arguments(dir, port) {
        const path = join(dir, 'nginx.conf');
        writeFileSync(path, configuration(dir, http(port)));
        return ['-e', 'stderr', '-p', dir, '-c', path];
      },
    },
    options,
  );
}

function configuration(dir: string, http: string): string {
  return [
    'daemon off;',
    'master_process off;',
    'error_log stderr info;',
    `pid "${dir}/nginx.pid";`,
    'events { worker_connections 64; }',
    'http {',
    'access_log off;',
    ...TEMPORARY.map((name) => `${name}_temp_path "${dir}/${name}";`),
    http,
    '}',
    '',
  ].join('\n');
}
