import { type ChildProcess, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { listenAddresses } from '../../../src/net/node/port-holder.ts';
import { PASSWORD, type Place, PORT } from './set-up.ts';
import { type Command, commandOfUnit } from './systemd.ts';

const VISITOR = fileURLToPath(new URL('visitor.js', import.meta.url));
const PATIENCE_MS = 40_000;
/** Written by each version when it listens, wherever. */
const LISTENS = /Use Control-C to stop|is running at/;

/** What is wrong with a set-up for those who use it, by a real server and real visitors; [] if all is well. */
export async function findTruth(place: Place, kernel: boolean): Promise<string[]> {
  const command = place.setUp.start === 'unit' ? commandOfUnit(place) : commandByHand(place);
  if (typeof command === 'string') return [command];
  const [program = '', ...args] = [...place.netns.prefix, ...place.prefix, ...command.words];
  const child = spawn(program, args, {
    cwd: command.cwd,
    env: command.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const server = watch(child);
  try {
    for (const patience = Date.now() + PATIENCE_MS; Date.now() < patience; await sleep(50)) {
      if (server.ended() !== undefined) return [`ends (${server.ended()}): ${lastLine(server.log())}`];
      const listens = await listenAddresses(PORT, `/proc/${child.pid}`);
      if ((listens ?? []).length > 0 && LISTENS.test(server.log())) return await visit(place, kernel);
      if (LISTENS.test(server.log())) {
        await sleep(300); // jupyter_server 2 says so a moment before
        return await visit(place, kernel);
      }
    }
    return await visit(place, kernel);
  } finally {
    await server.stop();
  }
}

function commandByHand(place: Place): Command {
  const program = place.environment.bin(`jupyter-${place.setUp.app}`);
  return {
    words: [program, '--allow-root', ...place.args],
    env: { ...place.home.env, ...place.env },
    cwd: place.home.dir,
  };
}

async function visit(place: Place, kernel: boolean): Promise<string[]> {
  const { netns, setUp, basePath } = place;
  const [program = '', ...args] = [...netns.prefix, process.execPath, VISITOR];
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ca = setUp.isTls ? place.certificate.rootPem : undefined;
  const question = { host: netns.address, port: PORT, basePath, password: PASSWORD, ca, kernel };
  child.stdin.end(JSON.stringify(question));
  return JSON.parse(await text(child.stdout));
}

function watch(child: ChildProcess) {
  const chunks: string[] = [];
  let end: string | undefined;
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  const over = new Promise<void>((resolve) => {
    const finish = (reason: string) => {
      end = reason;
      resolve();
    };
    child.once('error', (error) => finish(error.message));
    child.once('exit', (code, signal) => finish(String(code ?? signal)));
  });
  const signal = (name: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // It has already ended.
    }
  };
  return {
    log: () => chunks.join(''),
    ended: () => end,
    async stop() {
      signal('SIGTERM');
      await Promise.race([over, sleep(4_000)]);
      signal('SIGKILL');
      await over;
    },
  };
}

function lastLine(log: string): string {
  return log.trim().split('\n').at(-1)?.slice(0, 90) ?? '';
}
