import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ConnectionOptions, connect } from 'node:tls';
import { expect } from 'vitest';
import { type Certificate, type CertificateOptions, makeCertificate } from '../../real/certificates.ts';
import { freePort } from '../../real/proxy.ts';
import type { Bench } from './bench.ts';

/** The directory of a bench's certificates, readable by other users. */
export function certificatesOf(bench: Bench): string {
  const directory = bench.home.at('certificates');
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, 0o755);
  return directory;
}

/** Makes a certificate, by default signed by the bench's own CA. */
export function certificate(bench: Bench, name = 'server', options: CertificateOptions = {}): Certificate {
  return makeCertificate(certificatesOf(bench), name, options);
}

/** Writes another file beside the certificates. */
export function file(bench: Bench, name: string, content: string | Uint8Array): string {
  const path = `${certificatesOf(bench)}/${name}`;
  writeFileSync(path, content, { mode: 0o600 });
  return path;
}

/** Writes a config with these TLS settings: strings, except `ssl_options`, which is Python code. */
export async function configure(bench: Bench, settings: Readonly<Record<string, string>>): Promise<void> {
  const isClassic = ['nb57', 'nb60', 'nb64', 'lab3', 'mixed'].includes(bench.environment.name);
  const section = isClassic && bench.app === 'notebook' ? 'NotebookApp' : 'ServerApp';
  const all = {
    ...Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [
        name,
        name === 'ssl_options' ? value : JSON.stringify(value),
      ]),
    ),
    port: String(await freePort()),
    port_retries: '0',
    open_browser: 'False',
  };
  const lines = Object.entries(all).map(([name, value]) => `c.${section}.${name} = ${value}\n`);
  const base = bench.app === 'notebook' ? 'notebook' : 'server';
  bench.home.write(`jupyter_${base}_config.py`, lines.join(''), 0o600);
}

const PATIENCE_MS = 10_000;

/** Sends a request to localhost with these TLS options: the status line, or the error's code. */
export async function ask(port: number, options: ConnectionOptions): Promise<string> {
  // jupyter_server 2 writes its runtime file a moment before it listens.
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(50)) {
    const heard = await askOnce(port, options);
    if (heard !== 'ECONNREFUSED' || Date.now() > end) return heard;
  }
}

function askOnce(port: number, options: ConnectionOptions): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, servername: 'localhost', ...options });
    const done = (heard: string) => {
      socket.destroy();
      resolve(heard);
    };
    socket.setTimeout(2500, () => done('silence'));
    socket.on('secureConnect', () => socket.write('GET /api HTTP/1.0\r\nHost: localhost\r\n\r\n'));
    socket.once('data', (bytes) => done(String(bytes).split('\r\n')[0] ?? ''));
    socket.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    socket.on('close', () => done('closed'));
  });
}

/** Expects that the server ends before it listens, with this in its log. */
export function ends(says: RegExp): (bench: Bench) => Promise<void> {
  return async (bench) => {
    expect(await bench.startFails()).toMatch(says);
  };
}

/** Expects that the server listens but answers not even a client that trusts any certificate, with this in its log. */
export function hangs(says: RegExp): (bench: Bench) => Promise<void> {
  return async (bench) => {
    const server = await bench.start();
    expect(await ask(server.port, { rejectUnauthorized: false })).toMatch(
      /^(?:silence|closed|ECONNRESET|ERR_SSL_.*)$/,
    );
    await expect.poll(() => server.log(), { timeout: 5000 }).toMatch(says);
    await server.stop();
  };
}

/** Expects an answer for a client that trusts any certificate, and this error for one that trusts only the root. */
export function isRefused(code: string, rootPem: (bench: Bench) => string): (bench: Bench) => Promise<void> {
  return async (bench) => {
    const server = await bench.start();
    expect(await ask(server.port, { rejectUnauthorized: false })).toMatch(/ 200 /);
    expect(await ask(server.port, { ca: rootPem(bench) })).toBe(code);
    await server.stop();
  };
}
