import { namesOfComputer } from '../../certificates/names.ts';
import { certificatesOf } from '../../checks/live/answers.ts';
import { PATH_CHECKS } from '../../checks/live/checks.ts';
import { removeKernel } from '../../checks/live/kernel.ts';
import { isStale } from '../../checks/live/listens.ts';
import type { Luggage, PathContext, Place, Reached, Wanted } from '../../checks/live/session.ts';
import { startCommand } from '../../command/program-name.ts';
import { readCertificateRecord } from '../../features/tls/record.ts';
import { openClient } from '../../jupyter/client/open.ts';
import type { Destination, JupyterClient } from '../../jupyter/client/types.ts';
import { findStartTrouble } from '../../jupyter/server/start-troubles.ts';
import { startTemporaryServer, type TemporaryServer } from '../../jupyter/server/temporary.ts';
import { type Effective, effectiveTrait } from '../../jupyter/settings/effective.ts';
import type { Target } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import { sameAddress } from '../../net/ip.ts';
import { showFindings } from '../../output/findings.ts';
import type { CommandContext } from '../../output/output.ts';
import { waiting } from '../../output/spinner.ts';
import { runChecks } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { statePaths } from '../../state/paths.ts';
import { unlessAborted } from '../../system/abort.ts';
import type { Secret } from '../../system/secret.ts';

interface VerifyOptions {
  /** The password to log in with; without it the hops behind the login are `unknown`. */
  readonly password: Secret | undefined;
  /** May a Jupyter be started for the test (and stopped again) where none runs? */
  readonly startTemporary: boolean;
  /** Of a critical section that runs already; without it this is one of its own. Ends the walk, the kernel and the server. */
  readonly signal?: AbortSignal;
  /** An explicit yes to sending the password over plain http to a LAN address of this computer. */
  readonly allowPlainHttp?: boolean;
  /** Ids of checks and findings that were told just before: 'config-loads', 'restart-needed'. */
  readonly told?: readonly string[];
}

/**
 * Walks from the config file to a kernel that answers, hop by hop, and prints each as it is made: the findings are already
 * shown when they are returned. What it started is stopped again in every case.
 */
export function verifyLive(
  context: CommandContext,
  situation: Situation,
  options: VerifyOptions,
): Promise<Finding[]> {
  const { signal } = options;
  if (signal !== undefined) return walk(context, situation, options, signal);
  return context.interruptions.critical((own) => walk(context, situation, options, own));
}

async function walk(
  context: CommandContext,
  situation: Situation,
  { password, startTemporary, allowPlainHttp = false, told = [] }: VerifyOptions,
  signal: AbortSignal,
): Promise<Finding[]> {
  const target = await situation.get('target');
  const effective = await situation.get('effective');
  const tell = (findings: readonly Finding[]) =>
    signal.aborted ? undefined : showFindings(context, findings.map(named));
  const checks = PATH_CHECKS.filter(({ id }) => !told.includes(id));
  if (target.installed === undefined || effective.trouble !== undefined) {
    const finding: Finding = { id: 'listens', status: 'unknown', message: t().hops.unknownSettings };
    await tell([finding]);
    return [finding];
  }
  const wanted = wantedOf(target, effective);
  const reach = openReach(context, situation, { wanted, startTemporary, signal });
  const visits = await openVisits(wanted, situation);
  const luggage: Luggage = {};
  const path: PathContext = {
    system: situation.system,
    situation,
    wanted,
    password,
    allowPlainHttp,
    reach: reach.reach,
    visit: visits.visit,
    luggage,
    startCommand: await startCommand(situation),
  };
  try {
    const untold = (findings: readonly Finding[]) => findings.filter(({ id }) => !told.includes(id));
    const walked = runChecks(checks, path, ({ findings }) => tell(untold(findings)));
    return untold(await unlessAborted(walked, signal)).map(named);
  } finally {
    await visits.leave(luggage);
    await reach.end();
  }
}

function wantedOf(target: Target, effective: Effective): Wanted {
  const value = (trait: 'ip' | 'port' | 'certfile' | 'password') => effectiveTrait(target, effective, trait);
  const text = (told: unknown) => (typeof told === 'string' ? told : '');
  return {
    ip: text(value('ip')) || 'localhost',
    port: Number(value('port') ?? 8888),
    certfile: text(value('certfile')),
    hash: text(value('password')),
  };
}

/** A hop that was not reached is told by its name: its cause was named a few lines above. */
function named(finding: Finding): Finding {
  const hop = finding.blockedBy === undefined ? undefined : t().hops.names[finding.id];
  return hop === undefined ? finding : { ...finding, message: t().hops.notReached(hop) };
}

interface ReachOptions {
  readonly wanted: Wanted;
  readonly startTemporary: boolean;
  readonly signal: AbortSignal;
}

/** The way to the server: one that runs on the port, else one that is started for the walk. */
interface Reach {
  /** Finds or starts it, once. */
  readonly reach: () => Promise<Reached>;
  /** Stops what was started. */
  readonly end: () => Promise<void>;
}

function openReach(context: CommandContext, situation: Situation, options: ReachOptions): Reach {
  const { wanted, startTemporary, signal } = options;
  let reached: Promise<Reached> | undefined;
  let started: Promise<TemporaryServer> | undefined;

  async function find(): Promise<Reached> {
    const running = await situation.get('runningServers');
    const server = running.find(({ port }) => port === wanted.port);
    if (server !== undefined)
      return (await isStale(server, situation)) ? { stale: server } : { server, log: () => '' };
    return startTemporary ? start() : { absent: true };
  }

  async function start(): Promise<Reached> {
    const target = await situation.get('target');
    const file = await situation.get('configFile');
    const { isRoot } = await situation.get('person');
    signal.throwIfAborted();
    const program = target.installed?.command ?? '';
    started = waiting(context, t().hops.starting(program), () =>
      startTemporaryServer(target, situation.system, {
        configFile: file.named ? file.path : undefined,
        asRoot: isRoot,
        signal,
      }),
    );
    const { server, end, log } = await started;
    if (server !== undefined) return { server, log };
    return { trouble: end === undefined ? 'slow' : findStartTrouble(log()) };
  }

  return {
    reach() {
      reached ??= find();
      return reached;
    },
    async end() {
      // It may be about to start; one whose start was cut off has been stopped by then.
      await reached?.catch(() => undefined);
      const server = await started?.catch(() => undefined);
      if (server === undefined) return;
      const program = (await situation.get('target')).installed?.command ?? '';
      await waiting(context, t().hops.stopping(program), server.stop);
      if (server.server !== undefined && !signal.aborted) context.talk.say(t().hops.stopped(program));
    },
  };
}

/** The visitors of a walk. */
interface Visits {
  readonly visit: (place: Place) => Promise<JupyterClient>;
  /** Takes the kernel away that is still there, and closes everything. */
  readonly leave: (luggage: Luggage) => Promise<void>;
}

/** Whom the visitors of a place trust. */
type Trust = (place: Place) => Pick<Destination, 'ca' | 'pinned'>;

/** Visitors who come as a browser will: see `trustOf`. */
async function openVisits(wanted: Wanted, situation: Situation): Promise<Visits> {
  const trust = await trustOf(wanted, situation);
  const open: JupyterClient[] = [];
  return {
    async visit(place) {
      const client = openClient({ url: place.url, ...trust(place) });
      open.push(client);
      return client;
    },
    async leave(luggage) {
      luggage.channel?.close();
      await removeKernel(luggage).catch(() => undefined);
      for (const client of open) client.close();
    },
  };
}

/**
 * A certificate of our own authority is judged as a device that trusts the authority judges it, its names included, at
 * every address that it is made for. Any other is trusted as it is, whatever name the server is called by: its names are
 * not those by which this computer reaches itself.
 */
async function trustOf({ certfile }: Wanted, situation: Situation): Promise<Trust> {
  const { system } = situation;
  const { exposeDir } = await situation.get('places');
  const { server, authority } = statePaths(exposeDir);
  const [own, ca, record] = await Promise.all([
    certificatesOf(certfile, system),
    certificatesOf(authority, system),
    readCertificateRecord(system.files, exposeDir),
  ]);
  const pinned = own === '' ? {} : { ca: own, pinned: true };
  if (certfile !== server || record?.kind !== 'self-signed' || ca === '') return () => pinned;
  const { hostName } = await situation.get('person');
  // An IPv6 address that lasts a day is in no certificate.
  const { ips } = namesOfComputer(hostName, await situation.get('addresses'), []);
  return ({ address }) => (ips.some((ip) => sameAddress(ip, address)) ? { ca } : pinned);
}
