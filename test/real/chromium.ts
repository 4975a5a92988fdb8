import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe } from 'vitest';
import { failUnderCi } from '../environments.ts';

const PROGRAM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const PATIENCE_MS = 40_000;
const FLAGS = [
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--no-proxy-server',
  // Only names of this computer resolve.
  '--host-resolver-rules=MAP bank.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/** A `describe` that needs Chromium and certutil: skipped if one is missing, but failed in CI. */
export function describeChromium(): typeof describe | typeof describe.skip {
  if (PROGRAM !== undefined && existsSync('/usr/bin/certutil')) return describe;
  console.warn('skipped: Chromium or certutil is not installed (apt-get install chromium libnss3-tools)');
  failUnderCi('Chromium or certutil is not installed: apt-get install chromium libnss3-tools');
  return describe.skip;
}

/** What the user sees: the page after its scripts ran, or Chromium's error name. */
export interface Seen {
  readonly dom: string;
  /** 'ERR_CERT_AUTHORITY_INVALID' */
  readonly error: string | undefined;
}

/** Opens a URL in a headless Chromium with this home. */
export function openInChromium(url: string, home: string): Promise<Seen> {
  // Chromium's sandbox does not run as root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const words = [...FLAGS, ...asRoot, '--enable-logging=stderr', '--dump-dom', url];
  return new Promise((resolve, reject) => {
    const child = spawn(PROGRAM ?? 'chromium', words, {
      env: { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', TMPDIR: home },
      cwd: home,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        said[name] += text;
      });
    const endAll = () => endGroup(child.pid);
    const limit = setTimeout(endAll, PATIENCE_MS);
    child.once('error', reject);
    child.once('exit', endAll);
    child.once('close', (code) => {
      clearTimeout(limit);
      const error = /Page load failed: net::(ERR_\w+)/.exec(said.stderr)?.[1];
      if (code === 0 && (error ?? said.stdout.trim()) !== '') resolve({ dom: said.stdout, error });
      else reject(new Error(`Chromium ended with ${code}:\n${said.stderr}`));
    });
  });
}

/** Kills the process group, which includes Chromium's helper processes. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has already ended.
  }
}
