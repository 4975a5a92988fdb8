import { posix } from 'node:path';
import { findExecutable } from '../../jupyter/installation/executables.ts';
import type { Situation } from '../../situation/situation.ts';
import { isTrusted } from '../../system/ownership.ts';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';

/** The usual port of an SSH server. */
const USUAL_PORT = 22;

const CONFIG = '/etc/ssh/sshd_config';

/** Milliseconds. */
const PATIENCE = 5000;

/** The SSH server of this computer, as far as it can be seen. */
export interface Sshd {
  readonly port: number;
  /** Whether something listens there; undefined where nothing tells. */
  readonly isRunning: boolean | undefined;
  /** The setting that keeps every key from opening a port: 'AllowTcpForwarding no'. */
  readonly forbids: string | undefined;
  /** The addresses that it listens on are loopback only: nobody comes in from elsewhere. */
  readonly isHereOnly: boolean;
  /** The settings could be read. */
  readonly isSeen: boolean;
}

export interface SshdChoice {
  /** The port that the user named. */
  readonly port?: number | undefined;
}

/** Reads the settings by `sshd -T`, which only root may run, else from its files; asks which port is listened on. */
export async function readSshd(situation: Situation, { port: named }: SshdChoice = {}): Promise<Sshd> {
  const { system, network } = situation;
  const settings = (await testedSettings(system)) ?? (await settingsIn(CONFIG, system));
  const isSeen = settings.size > 0;
  const port = named ?? (Number(settings.get('port')?.[0]) || USUAL_PORT);
  const addresses = await network.listenAddresses(port);
  return {
    port,
    isRunning: addresses && addresses.length > 0,
    forbids: forbidden(settings),
    isHereOnly:
      addresses !== undefined &&
      addresses.length > 0 &&
      addresses.every((one) => /^(?:127\.|::1$)/.test(one)),
    isSeen,
  };
}

type Settings = ReadonlyMap<string, readonly string[]>;

/** What beats every key: sshd_config(5). */
function forbidden(settings: Settings): string | undefined {
  const [forwarding = 'yes'] = settings.get('allowtcpforwarding') ?? [];
  if (/^(?:no|remote)$/i.test(forwarding)) return `AllowTcpForwarding ${forwarding}`;
  if (/^yes$/i.test(settings.get('disableforwarding')?.[0] ?? 'no')) return 'DisableForwarding yes';
  if (/^none$/i.test(settings.get('permitopen')?.[0] ?? 'any')) return 'PermitOpen none';
  if (/^no$/i.test(settings.get('pubkeyauthentication')?.[0] ?? 'yes')) return 'PubkeyAuthentication no';
  return undefined;
}

async function testedSettings(system: System): Promise<Settings | undefined> {
  if (system.uid !== 0) return undefined;
  const sshd = await findExecutable('sshd', system, { extra: ['/usr/sbin', '/usr/local/sbin'] });
  if (sshd === undefined || !(await isTrusted(sshd, system))) return undefined;
  const { stdout, code } = await system
    .run(sshd, ['-T'], { timeout: PATIENCE })
    .catch(() => ({ stdout: '', code: 1 }));
  return code === 0 && stdout !== '' ? parseSettings(stdout) : undefined;
}

/** The settings of a file and of those that it includes: the first value counts, `Match` ends the general part. */
async function settingsIn(path: string, system: System, depth = 0): Promise<Settings> {
  const text = (await readText(path, system.files)) ?? '';
  const settings = new Map<string, string[]>();
  const [general = ''] = text.split(/^\s*Match\s/im);
  for (const line of general.split('\n')) {
    const [, name = '', value = ''] = /^\s*([A-Za-z]+)\s*[\s=]\s*"?([^"#]*?)"?\s*(?:#.*)?$/.exec(line) ?? [];
    if (name === '') continue;
    const inner = /^include$/i.test(name) && depth < 3 ? await included(value, system, depth + 1) : undefined;
    for (const [key, values] of inner ?? [[name.toLowerCase(), [value]] as const])
      if (!settings.has(key)) settings.set(key, [...values]);
  }
  return settings;
}

async function included(pattern: string, system: System, depth: number): Promise<Settings> {
  const path = posix.resolve('/etc/ssh', pattern);
  const [directory, name] = [posix.dirname(path), posix.basename(path)];
  const shape = new RegExp(`^${name.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
  const names = (await system.files.list(directory).catch(() => [] as string[])).filter((one) =>
    shape.test(one),
  );
  const all = new Map<string, readonly string[]>();
  for (const one of names)
    for (const [key, values] of await settingsIn(posix.join(directory, one), system, depth))
      if (!all.has(key)) all.set(key, values);
  return all;
}

/** The output of `sshd -T`: a name in small letters and its value on each line. */
function parseSettings(text: string): Settings {
  const settings = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [name = '', ...values] = line.trim().split(/\s+/);
    if (name !== '') settings.set(name, [...(settings.get(name) ?? []), values.join(' ')]);
  }
  return settings;
}
