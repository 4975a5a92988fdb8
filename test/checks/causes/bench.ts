import { spawn } from 'node:child_process';
import { expect } from 'vitest';
import type { TestHome } from '../../commands/run-cli.ts';
import type { Environment, JupyterApp } from '../../environments.ts';
import { makeNamespace, type Namespace } from '../../real/namespace.ts';
import { environmentOf, type RealServer, type StartOptions, startServer } from '../../real/server.ts';

export interface ShownFinding {
  readonly id: string;
  readonly status: 'ok' | 'warn' | 'fail' | 'unknown';
  readonly message: string;
  readonly why?: string;
  readonly fix?: string;
  readonly fixable?: boolean;
  readonly blockedBy?: string;
  readonly evidence?: { file?: string; line?: number; mode?: string; text?: string; http?: number };
}

/** A user's home with a real Jupyter, one thing of which is broken. `close` stops everything that was started. */
export class Bench {
  readonly home: TestHome;
  readonly environment: Environment;
  readonly app: JupyterApp;
  readonly netns: Namespace | undefined;
  /** A prefix of every command, inside the namespace: `setpriv …` to drop privileges. */
  prefix: readonly string[] = [];
  readonly #cleanups: (() => Promise<void> | void)[] = [];

  constructor(home: TestHome, made: Environment, app: JupyterApp, inNamespace: boolean) {
    this.home = home;
    this.environment = made;
    this.app = app;
    this.netns = inNamespace ? makeNamespace() : undefined;
  }

  /** Registers a cleanup for what `prepare` did outside the home. Cleanups run in reverse order at the end. */
  later(cleanup: () => Promise<void> | void): void {
    this.#cleanups.push(cleanup);
  }

  /** Starts the real server and waits until it listens. */
  async start(options: Partial<StartOptions> = {}): Promise<RealServer> {
    const { environment, app, home, netns } = this;
    const server = await startServer({
      environment,
      app,
      home: home.dir,
      ...(netns && { netns }),
      prefix: this.prefix,
      ...options,
    });
    this.later(() => server.stop());
    return server;
  }

  /** Starts the real server, which must end on its own before it listens. Returns its log. */
  async startFails(options: Partial<StartOptions> = {}): Promise<string> {
    const error = await this.start(options).then(
      () => undefined,
      (reason: unknown) => (reason instanceof Error ? reason.message : String(reason)),
    );
    expect(error, 'the server should not have started').toBeDefined();
    expect(error).not.toContain('neither listens nor ends');
    return error ?? '';
  }

  /** The settings that the real Jupyter reports with `--show-config-json`, and its log. Needs traitlets 5. */
  async shownConfig(): Promise<{ config: Record<string, Record<string, unknown>>; log: string }> {
    const { stdout, stderr } = await this.exec([
      this.environment.bin(`jupyter-${this.app}`),
      '--show-config-json',
    ]);
    return { config: JSON.parse(stdout.slice(stdout.indexOf('{'))), log: stderr };
  }

  /** Runs any program as this user until it ends. */
  exec(command: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const [program = '', ...args] = [...(this.netns?.prefix ?? []), ...this.prefix, ...command];
    const env = environmentOf({ environment: this.environment, home: this.home.dir });
    const child = spawn(program, args, { cwd: this.home.dir, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const collected = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        collected[name] += text;
      });
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, ...collected }));
    });
  }

  /** Runs the doctor of the built program as this user. */
  async doctor(
    words: readonly string[] = [],
    input?: string,
    env?: Readonly<Record<string, string>>,
  ): Promise<{ findings: ShownFinding[]; code: number | null; stderr: string }> {
    const target = words.includes('--url') ? [] : ['--target', this.app];
    const { code, stdout, stderr } = await this.home.run(['doctor', '--json', ...target, ...words], {
      prefix: [...(this.netns?.prefix ?? []), ...this.prefix],
      ...(input !== undefined && { input }),
      ...(env && { env }),
    });
    expect(stdout, stderr).toMatch(/^\{/);
    return { findings: JSON.parse(stdout).findings ?? [], code, stderr };
  }

  async close(): Promise<void> {
    for (const cleanup of this.#cleanups.reverse()) await cleanup();
    this.netns?.remove();
    this.home.remove();
  }
}
