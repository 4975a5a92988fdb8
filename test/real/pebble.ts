import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe } from 'vitest';
import { failUnderCi } from '../environments.ts';
import { makeCertificate } from './certificates.ts';
import { freePort } from './proxy.ts';

/** Pebble, Let's Encrypt's test server, with its DNS, on 127.0.0.1. Every name resolves to 127.0.0.1. */
export interface Pebble {
  readonly directory: string;
  /** PEM of the CA of pebble's own https server. */
  readonly ca: string;
  /** `ca` as a file. */
  readonly caFile: string;
  /** The port that it validates http-01 on, instead of 80. */
  readonly httpPort: number;
  /** The port that it validates tls-alpn-01 on, instead of 443. */
  readonly tlsPort: number;
  /** The management API of the DNS server: http://127.0.0.1:PORT. */
  readonly dns: string;
  /** PEM of the root of the issued certificates. */
  root(): Promise<string>;
  log(): string;
  stop(): Promise<void>;
}

export interface PebbleOptions {
  /** The percentage of nonces to refuse. */
  readonly badNonces?: number;
}

/** Pebble refuses this name and every name below it. */
export const FORBIDDEN_NAME = 'forbidden.example';

const PATIENCE_MS = 20_000;
const SEARCH_PATH = [process.env.PATH ?? '', '/usr/sbin', '/usr/bin', '/usr/local/bin'];
const running = new Set<ChildProcess>();

/** A test that fails halfway must not leave a process behind. */
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A `describe` that needs pebble: skipped without it, but failed in CI. */
export function describePebble() {
  const missing = ['pebble', 'pebble-challtestsrv'].find((name) => pathOf(name) === undefined);
  if (missing === undefined) return describe;
  failUnderCi(`${missing} is not installed: apt-get install pebble`);
  return describe.skip;
}

/** Starts both programs and waits until they answer. */
export async function startPebble({ badNonces = 0 }: PebbleOptions = {}): Promise<Pebble> {
  const dir = mkdtempSync('/tmp/jx-pebble-');
  const ports: number[] = [];
  while (ports.length < 6) {
    const port = await freePort();
    if (!ports.includes(port)) ports.push(port);
  }
  const [acme = 0, management = 0, httpPort = 0, tlsPort = 0, dns = 0, dnsManagement = 0] = ports;
  const own = makeCertificate(dir, 'server');
  const caFile = join(dir, 'directory-ca.pem');
  writeFileSync(caFile, own.rootPem);
  const pebble = {
    listenAddress: `127.0.0.1:${acme}`,
    managementListenAddress: `127.0.0.1:${management}`,
    certificate: own.chain,
    privateKey: own.key,
    httpPort,
    tlsPort,
    ocspResponderURL: '',
    domainBlocklist: [FORBIDDEN_NAME],
    externalAccountBindingRequired: false,
  };
  const config = join(dir, 'pebble.json');
  writeFileSync(config, JSON.stringify({ pebble }));
  const said: string[] = [];
  const off = ['-http01', '', '-https01', '', '-tlsalpn01', ''];
  const dnsWords = ['-defaultIPv4', '127.0.0.1', '-defaultIPv6', '', '-dns01', `127.0.0.1:${dns}`];
  const children = [
    start('pebble-challtestsrv', [...dnsWords, ...off, '-management', `127.0.0.1:${dnsManagement}`]),
    start('pebble', ['-config', config, '-dnsserver', `127.0.0.1:${dns}`], {
      PEBBLE_VA_NOSLEEP: '1',
      PEBBLE_WFE_NONCEREJECT: String(badNonces),
    }),
  ];
  const stop = async () => {
    await Promise.all(children.map(end));
    rmSync(dir, { recursive: true, force: true });
  };
  const up = await Promise.all([acme, management, dnsManagement].map(listens));
  if (up.includes(false)) {
    await stop();
    throw new Error(`pebble does not listen:\n${said.join('')}`);
  }
  return {
    directory: `https://localhost:${acme}/dir`,
    ca: own.rootPem,
    caFile,
    httpPort,
    tlsPort,
    dns: `http://127.0.0.1:${dnsManagement}`,
    root: () => fetchRoot(management, own.rootPem),
    log: () => said.join(''),
    stop,
  };

  function start(name: string, words: readonly string[], env: Record<string, string> = {}): ChildProcess {
    const child = spawn(pathOf(name) ?? name, words, {
      cwd: dir,
      env: { PATH: SEARCH_PATH.join(delimiter), HOME: dir, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    child.once('close', () => running.delete(child));
    child.once('error', (error) => said.push(String(error)));
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (chunk: string) => said.push(chunk));
    return child;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.kill('SIGTERM');
  const isOver = await Promise.race([gone.then(() => true), sleep(5_000, false)]);
  if (!isOver) child.kill('SIGKILL');
  await gone;
}

async function listens(port: number): Promise<boolean> {
  for (const patience = Date.now() + PATIENCE_MS; Date.now() < patience; await sleep(25)) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return true;
  }
  return false;
}

function fetchRoot(port: number, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: '/roots/0', ca }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('end', () => resolve(text));
    });
    asked.once('error', reject);
    asked.end();
  });
}

function pathOf(name: string): string | undefined {
  return SEARCH_PATH.join(delimiter)
    .split(delimiter)
    .map((dir) => join(dir, name))
    .find((path) => existsSync(path));
}
