import { hostname, userInfo } from 'node:os';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { ExposeError } from '../errors.ts';
import { chooseTarget, describeTarget, executableIn, type TargetChoice } from '../jupyter/choose-target.ts';
import { configDirWithoutJupyter } from '../jupyter/installation/config-dir.ts';
import { findInstallations, type Installation } from '../jupyter/installation/find-installations.ts';
import type { Launch } from '../jupyter/server/launch.ts';
import { findRunningServers, type RunningServer } from '../jupyter/server/running-servers.ts';
import type { ServiceUnit } from '../jupyter/server/service-units.ts';
import { type Effective, readEffective } from '../jupyter/settings/effective.ts';
import { readSettingSources, type SettingSources } from '../jupyter/settings/sources.ts';
import { configFileOf, type Target } from '../jupyter/target.ts';
import { t } from '../messages/index.ts';
import type { OwnAddress } from '../net/addresses.ts';
import type { Network, World } from '../net/network.ts';
import { findLastAnswers, type LastAnswers } from '../state/last-answers.ts';
import type { System } from '../system/system.ts';

/** The known facts about this machine, as plain data. Tests use recorded ones. */
export interface Facts {
  readonly user: User;
  readonly installations: readonly Installation[];
  readonly paths: Paths;
  /** The decisions of the last run, if there was one. */
  readonly lastAnswers: LastAnswers | undefined;
  readonly choice: TargetChoice;
  readonly target: Target;
  readonly configFile: ConfigFileFacts;
  readonly sources: SettingSources;
  /** The effective settings reported by Jupyter: slow, used when the lines of the files are not enough. */
  readonly effective: Effective;
  readonly addresses: readonly OwnAddress[];
  /** Only servers of the target's family. */
  readonly runningServers: readonly RunningServer[];
  /** systemd services that may start a Jupyter. */
  readonly serviceUnits: readonly ServiceUnit[];
  /** Everything that starts a Jupyter by itself, or gives one its environment. */
  readonly launches: readonly Launch[];
}

export interface User {
  readonly name: string;
  readonly isRoot: boolean;
  /** The user who ran sudo, if any. */
  readonly sudoUser: string | undefined;
  readonly hostName: string;
}

export interface Paths {
  /** The user's Jupyter config directory. */
  readonly configDir: string;
  /** Everything that we write for ourselves: journal, backups, answers. */
  readonly exposeDir: string;
}

export interface ConfigFileFacts {
  readonly path: string;
  /** Named by the user (now or in the last run), so Jupyter needs it as well: --config=FILE. */
  readonly named: boolean;
  readonly exists: boolean;
}

/** What the command line states about the machine. */
export interface Stated {
  readonly target?: string | undefined;
  readonly configFile?: string | undefined;
  /** Read only: never run the user's config files, which can execute any code. */
  readonly readOnly?: boolean | undefined;
}

type Readers = { readonly [K in keyof Facts]: (situation: Situation) => Promise<Facts[K]> };

const READERS: Readers = {
  user: async ({ system }) => readUser(system),
  installations: ({ system, stated }) => findInstallations(system, executableIn(stated.target ?? '')),
  paths: async (situation) => {
    const [first] = await situation.get('installations');
    const configDir = first?.paths.configDir ?? configDirWithoutJupyter(situation.system);
    // With a HOME that is empty or relative, each program takes another directory for the home.
    const { env, home } = situation.system;
    if (!isAbsolute(configDir) || (!env.JUPYTER_CONFIG_DIR && !isAbsolute(home)))
      throw new ExposeError('environment', t().init.relative(configDir), t().init.relativeHint);
    return { configDir, exposeDir: join(configDir, 'expose') };
  },
  lastAnswers: async (situation) => {
    const { exposeDir } = await situation.get('paths');
    return findLastAnswers(situation.system.files, exposeDir);
  },
  choice: async (situation) => {
    const { configDir } = await situation.get('paths');
    // An unreadable directory does not show which Jupyter is meant; the code that needs it reports the error.
    const configFiles = await situation.system.files.list(configDir).catch(() => []);
    const last = (await situation.get('lastAnswers'))?.target;
    return chooseTarget(await situation.get('installations'), {
      flag: situation.stated.target,
      last,
      configFiles,
    });
  },
  target: async (situation) => (await situation.get('choice')).target,
  configFile: async (situation) => {
    const { system } = situation;
    const named = await namedConfigFile(situation);
    const path = named ?? configFileOf(await situation.get('target'), system);
    return { path, named: named !== undefined, exists: await isThere(system, path) };
  },
  sources: async (situation) => {
    const configFile = await namedConfigFile(situation);
    return readSettingSources(await situation.get('target'), situation.system, { configFile });
  },
  effective: async (situation) => {
    if (situation.stated.readOnly) return { values: {}, traits: {}, problems: [], failure: 'not-asked' };
    const configFile = await namedConfigFile(situation);
    return readEffective(await situation.get('target'), situation.system, { configFile });
  },
  addresses: async ({ network }) => network.ownAddresses(),
  runningServers: async (situation) => {
    const { generation } = await situation.get('target');
    const servers = await findRunningServers(await situation.get('installations'), situation.system);
    return servers.filter(({ family }) => (family === 'classic') === (generation === 'classic'));
  },
  // Loaded when asked: no question of `init` needs them.
  serviceUnits: async ({ system }) =>
    (await import('../jupyter/server/service-units.ts')).readServiceUnits(system),
  launches: async (situation) => {
    const { findLaunches } = await import('../jupyter/server/launches.ts');
    return findLaunches(situation.system, await situation.get('serviceUnits'));
  },
};

/** Reads each fact at most once, on first use. Reading changes nothing. */
export class Situation {
  readonly system: System;
  readonly network: Network;
  readonly stated: Stated;
  readonly #known: Map<keyof Facts, Promise<unknown>>;
  readonly #found = new Map<string, unknown>();

  constructor({ system, network }: World, stated: Stated = {}, recorded: Partial<Facts> = {}) {
    this.system = system;
    this.network = network;
    this.stated = stated;
    const entries = Object.entries(recorded) as [keyof Facts, unknown][];
    this.#known = new Map(entries.map(([name, value]) => [name, Promise.resolve(value)]));
  }

  get<K extends keyof Facts>(name: K): Promise<Facts[K]> {
    const known = this.#known.get(name) ?? READERS[name](this);
    this.#known.set(name, known);
    return known as Promise<Facts[K]>;
  }

  /** Caches what steps find out themselves: `find` runs on the first request for `key`. */
  once<T>(key: string, find: () => T): T {
    if (!this.#found.has(key)) this.#found.set(key, find());
    return this.#found.get(key) as T;
  }

  /** The same machine with another Jupyter as the target. */
  async withTarget(target: string): Promise<Situation> {
    const keep = {
      installations: await this.get('installations'),
      lastAnswers: await this.get('lastAnswers'),
    };
    return new Situation(this, { ...this.stated, target }, keep);
  }

  /** The same machine, with everything read again that apply may have changed. */
  async afterApply(): Promise<Situation> {
    const keep = { installations: await this.get('installations'), choice: await this.get('choice') };
    return new Situation(this, this.stated, keep);
  }
}

/** The file from --config, else the one from the last run with the same Jupyter. */
async function namedConfigFile(situation: Situation): Promise<string | undefined> {
  const { stated, system } = situation;
  if (stated.configFile !== undefined) return resolve(system.cwd, stated.configFile);
  const last = await situation.get('lastAnswers');
  return last?.target === describeTarget(await situation.get('target')) ? last.configFile : undefined;
}

/** A file in an unreadable directory counts as existing, because this user cannot create it. */
async function isThere({ files }: System, path: string): Promise<boolean> {
  return files.facts(path).then(
    (facts) => facts !== undefined,
    () => true,
  );
}

function readUser({ env, uid }: System): User {
  const sudoUser = uid === 0 ? env.SUDO_USER || undefined : undefined;
  return { name: userName(env), isRoot: uid === 0, sudoUser, hostName: hostname() };
}

/** A user id without an entry in the password file (in a container) has no name. */
function userName(env: Readonly<NodeJS.ProcessEnv>): string {
  try {
    return userInfo().username;
  } catch {
    return env.USER ?? basename(env.HOME ?? '');
  }
}
