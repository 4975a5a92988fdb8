import { namesOfComputer } from '../../certificates/names.ts';
import { certificatesOf } from '../../checks/live/answers.ts';
import { isStale } from '../../checks/live/listening.ts';
import { runLiveChecks } from '../../checks/live/live-checks.ts';
import { LOCAL_REPORT } from '../../checks/live/local-checks.ts';
import {
  type Beside,
  type Endpoint,
  type LocalContext,
  loginEndpoint,
  type ReachedServer,
  type ServerSettings,
} from '../../checks/live/local-context.ts';
import { startCommand } from '../../command/start-command.ts';
import { loadFeatures } from '../../features/index.ts';
import { openSession } from '../../jupyter/client/server-session.ts';
import type { Destination } from '../../jupyter/client/types.ts';
import { findStartProblem } from '../../jupyter/server/start-problems.ts';
import { startTemporaryServer, type TemporaryServer } from '../../jupyter/server/temporary.ts';
import { type Effective, effectiveTrait } from '../../jupyter/settings/effective.ts';
import type { Target } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import { sameAddress } from '../../net/ip.ts';
import type { Network } from '../../net/network.ts';
import { showFindings } from '../../output/findings.ts';
import type { CommandContext } from '../../output/output.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { statePaths } from '../../state/paths.ts';
import type { Secret } from '../../system/secret.ts';

interface VerifyOptions {
  /** The password to log in with; without it the checks after the login are `unknown`. */
  readonly password: Secret | undefined;
  /** May a Jupyter be started for the test (and stopped again) if none runs? */
  readonly startTemporary: boolean;
  /** Where the user's running server still has older settings: may one be started beside it, on another port? */
  readonly besideRunning?: boolean;
  /** The signal of a running section; by default a new one starts. Aborts everything that was started. */
  readonly signal?: AbortSignal;
  /** The user explicitly agreed to send the password over plain http to a LAN address of this computer. */
  readonly allowPlainHttp?: boolean;
  /** Ids of checks and findings that were reported just before: 'config-loads', 'restart-needed'. */
  readonly alreadyReported?: readonly string[];
}

/**
 * Runs the live checks from the config file to a kernel that answers and prints each finding at once, before it
 * returns them. Always stops what it started.
 */
export function verifyLive(
  context: CommandContext,
  situation: Situation,
  options: VerifyOptions,
): Promise<Finding[]> {
  const { signal } = options;
  if (signal !== undefined) return verify(context, situation, options, signal);
  return context.interruptions.abortable((own) => verify(context, situation, options, own));
}

async function verify(
  context: CommandContext,
  situation: Situation,
  {
    password,
    startTemporary,
    besideRunning = false,
    allowPlainHttp = false,
    alreadyReported = [],
  }: VerifyOptions,
  signal: AbortSignal,
): Promise<Finding[]> {
  const target = await situation.get('target');
  const effective = await situation.get('effective');
  const report = (findings: readonly Finding[]) =>
    signal.aborted ? undefined : showFindings(context, findings.map(named));
  if (target.installed === undefined || effective.failure !== undefined) {
    const finding: Finding = { id: 'listens', status: 'unknown', message: t().live.unknownSettings };
    await report([finding]);
    return [finding];
  }
  const settings = settingsOf(target, effective);
  const server = openServer(context, situation, { settings, startTemporary, besideRunning, signal });
  const { reach } = server;
  const trust = await trustOf(settings, situation);
  const destination = (endpoint: Endpoint) => ({ url: endpoint.url, ...trust(endpoint) });
  const session = openSession({
    network: situation.network,
    locate: async () => destination(await loginEndpoint({ situation, settings, reach })),
    countRestarts: async () => countRestarts(await reach()),
  });
  const live: LocalContext = {
    system: situation.system,
    situation,
    session,
    settings,
    password,
    allowPlainHttp,
    announce: context.output.print,
    reach,
    clientAt: (endpoint) => session.open(destination(endpoint)),
    startCommand: await startCommand(situation),
  };
  const unreported = (findings: readonly Finding[]) =>
    findings.filter(({ id }) => !alreadyReported.includes(id));
  try {
    const found = await runLiveChecks(LOCAL_REPORT, live, {
      leaveOut: alreadyReported,
      signal,
      onResult: ({ findings }) => report(unreported(findings)),
    });
    return unreported(found).map(named);
  } finally {
    await server.end();
  }
}

/** How often the server has restarted a kernel, according to its log. */
function countRestarts(reached: ReachedServer): number {
  const log = 'server' in reached ? reached.log() : '';
  return log.match(/restarting kernel \(/gi)?.length ?? 0;
}

function settingsOf(target: Target, effective: Effective): ServerSettings {
  const value = (trait: 'ip' | 'port' | 'certfile' | 'password') => effectiveTrait(target, effective, trait);
  const text = (setting: unknown) => (typeof setting === 'string' ? setting : '');
  return {
    ip: text(value('ip')) || 'localhost',
    port: Number(value('port') ?? 8888),
    certfile: text(value('certfile')),
    hash: text(value('password')),
  };
}

/** Names a skipped check in words, because its cause was shown a few lines above. */
function named(finding: Finding): Finding {
  const name = finding.blockedBy === undefined ? undefined : t().live.names[finding.id];
  return name === undefined ? finding : { ...finding, message: t().live.notReached(name) };
}

interface ServerOptions {
  readonly settings: ServerSettings;
  readonly startTemporary: boolean;
  readonly besideRunning: boolean;
  readonly signal: AbortSignal;
}

/** The server to test: one that runs on the port, else one that is started for the test. */
interface TestedServer {
  /** Finds or starts it, once. */
  readonly reach: () => Promise<ReachedServer>;
  /** Stops what was started. */
  readonly end: () => Promise<void>;
}

function openServer(context: CommandContext, situation: Situation, options: ServerOptions): TestedServer {
  const { settings, startTemporary, besideRunning, signal } = options;
  let reached: Promise<ReachedServer> | undefined;
  let started: Promise<TemporaryServer> | undefined;

  async function find(): Promise<ReachedServer> {
    const running = await situation.get('runningServers');
    const server = running.find(({ port }) => port === settings.port);
    if (server === undefined) return startTemporary ? start() : { absent: true };
    if (!(await isStale(server, situation))) return { server, log: () => '' };
    const port = besideRunning ? await freePort(situation.network) : undefined;
    return port === undefined ? { stale: server } : start({ port, stale: server });
  }

  async function start(beside?: Beside): Promise<ReachedServer> {
    const target = await situation.get('target');
    const file = await situation.get('configFile');
    const { isRoot } = await situation.get('user');
    signal.throwIfAborted();
    if (beside !== undefined) context.output.print(t().live.otherPort(settings.port, beside.port));
    const program = target.installed?.command ?? '';
    started = context.output.wait(t().live.starting(program), () =>
      startTemporaryServer(target, situation, {
        configFile: file.named ? file.path : undefined,
        asRoot: isRoot,
        port: beside?.port,
        signal,
      }),
    );
    const { server, end, log } = await started;
    if (server !== undefined) return { server, log, ...(beside && { beside }) };
    return { problem: end === undefined ? 'slow' : findStartProblem(log()) };
  }

  return {
    reach() {
      reached ??= find();
      return reached;
    },
    async end() {
      // It may still be starting. A server whose start was aborted has already been stopped.
      await reached?.catch(() => undefined);
      const server = await started?.catch(() => undefined);
      if (server === undefined) return;
      const program = (await situation.get('target')).installed?.command ?? '';
      await context.output.wait(t().live.stopping(program), server.stop);
      if (server.server !== undefined && !signal.aborted) context.output.print(t().live.stopped(program));
    },
  };
}

/** A port that nothing listens on; undefined if none can be had. */
async function freePort({ serveHttp }: Network): Promise<number | undefined> {
  const answer = () => ({ status: 404, headers: {}, body: '' });
  const reply = await serveHttp({ port: 0, host: '127.0.0.1', answer });
  if ('problem' in reply) return undefined;
  await reply.value.close();
  return reply.value.port;
}

/** The certificates that a client of an endpoint trusts. */
type Trust = (endpoint: Endpoint) => Pick<Destination, 'ca' | 'pinned'>;

/**
 * A certificate of the local CA is verified as a device that trusts the CA does, including its names, at every address
 * it was made for. Any other certificate is pinned and accepted under any name: it is not made for the addresses
 * by which this computer reaches itself.
 */
async function trustOf({ certfile }: ServerSettings, situation: Situation): Promise<Trust> {
  const { system } = situation;
  const { exposeDir } = await situation.get('paths');
  const { server, authority } = statePaths(exposeDir);
  const [served, ca, parts] = await Promise.all([
    certificatesOf(certfile, system),
    certificatesOf(authority, system),
    loadFeatures(),
  ]);
  const pinned = served === '' ? {} : { ca: served, pinned: true };
  const signed = await Promise.all(parts.map(({ isSignedHere }) => isSignedHere?.(situation)));
  if (certfile !== server || !signed.includes(true) || ca === '') return () => pinned;
  const { hostName } = await situation.get('user');
  // Certificates never contain IPv6 addresses that last only a day.
  const { ips } = namesOfComputer(hostName, await situation.get('addresses'), []);
  return ({ address }) => (ips.some((ip) => sameAddress(ip, address)) ? { ca } : pinned);
}
