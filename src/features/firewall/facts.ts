import { cmd } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import { type OwnAddress, ownNetworks } from '../../net/addresses.ts';
import type { Gateway } from '../../net/gateway.ts';
import { DEFAULT_PORT } from '../../net/parse-port.ts';
import { type AsRoot, asRoot, needsSudo } from '../../plan/sudo.ts';
import { effectiveSetting } from '../../situation/effective-setting.ts';
import type { Way } from '../../situation/reach.ts';
import type { Situation } from '../../situation/situation.ts';
import type { System } from '../../system/system.ts';
import type { Hop, InitRun } from '../../wizard/init-run.ts';
import { answered } from '../../wizard/step.ts';
import { FIREWALLS } from './firewalls.ts';
import { readFirewallRecord } from './record.ts';
import { type FirewallFacts, type FirewallRule, type Lan, NO_RULES } from './types.ts';

interface FactsOptions {
  readonly lan: Lan;
  /** The listening program: macOS allows programs, not ports. */
  readonly program?: string | undefined;
  /** Also read what only root may read, if sudo needs no password; only when the user wants a rule. */
  readonly sudo?: boolean;
}

/** What can be found out about the firewall, if possible without root. Never guesses that there is none. */
async function firewallFacts(
  system: System,
  port: number,
  { lan, program, sudo = false }: FactsOptions,
): Promise<FirewallFacts> {
  const root = await rootForReading(system, sudo);
  const tools = { system, port, lan, root, program };
  let isOpen = false;
  for (const adapter of FIREWALLS) {
    const seen = await adapter.detect(tools);
    if (seen === undefined) continue;
    if (seen === NO_RULES) {
      isOpen = true;
      continue;
    }
    const { active, reachableFrom, place = {}, unseen = false } = seen;
    return { kind: adapter.id, active, reachableFrom, verified: adapter.verified === 'yes', place, unseen };
  }
  const known = { verified: true, place: {} };
  // 'none' requires that all of the kernel's rules were read.
  if (!isOpen)
    return { ...known, kind: 'unknown', active: 'unknown', reachableFrom: 'unknown', unseen: true };
  return { ...known, kind: 'none', active: false, reachableFrom: 'yes', unseen: false };
}

/** The LAN's networks as used in rules: all link-local ones become one. */
function houseOf(own: readonly OwnAddress[]): Lan {
  const networks = ownNetworks(own);
  const subnets = networks.map(({ subnet }) => (/^fe[89ab]/i.test(subnet) ? 'fe80::/10' : subnet));
  const interfaces = networks.map(({ interfaceName }) => interfaceName);
  return { subnets: [...new Set(subnets)], interfaces: [...new Set(interfaces)] };
}

async function rootForReading(system: System, sudo: boolean): Promise<AsRoot | undefined> {
  if (!needsSudo(true, system)) return asRoot(false, system);
  // A failed sudo attempt appears in the administrator's log.
  return sudo ? asRoot(true, system, 'nonInteractive') : undefined;
}

/** The input of the commands and checks. */
export interface ReadFirewall {
  readonly port: number;
  readonly facts: FirewallFacts;
  readonly lan: Lan;
  /** The rule that we added. */
  readonly record: FirewallRule | undefined;
  readonly exposeDir: string;
}

/** The firewall and the port: `named`, or else the port that Jupyter listens on. Read only once per port. */
export async function readFirewall(
  situation: Situation,
  named: number | undefined,
  { sudo = false }: Pick<FactsOptions, 'sudo'> = {},
): Promise<ReadFirewall> {
  const port = named ?? (await effectivePort(situation));
  const asks = sudo && needsSudo(true, situation.system);
  return situation.once(`firewall ${port} ${asks}`, async () => {
    const { exposeDir } = await situation.get('paths');
    const lan = houseOf(await situation.get('addresses'));
    const [facts, record] = await Promise.all([
      firewallFacts(askingOnce(situation), port, { lan, program: await listener(situation), sudo }),
      readFirewallRecord(situation.system.files, exposeDir),
    ]);
    return { port, facts, lan, record, exposeDir };
  });
}

/** The firewall's part of the path from the internet to Jupyter. */
export async function firewallHops(
  { situation, answers }: InitRun,
  { ownAddress = '' }: Gateway,
): Promise<Hop[]> {
  const m = t().outside.hops;
  const { facts, port } = await readFirewall(situation, answered<number>(answers, 'port') ?? DEFAULT_PORT);
  const what = m.computer(`${ownAddress}:${port}`);
  const [status, note] = (
    {
      yes: ['open', facts.kind === 'none' ? m.noFirewall : m.firewallLets],
      lan: ['closed', m.firewallLan],
      no: ['closed', m.firewallDenies],
      unknown: ['unknown', m.firewallUnknown],
    } as const
  )[facts.reachableFrom];
  return [{ hop: 'computer', status, what, note }];
}

/** What the firewall means for other devices. */
export async function firewallWays(situation: Situation, port: number): Promise<readonly Way[]> {
  const m = t().status.firewall;
  const { facts } = await readFirewall(situation, port);
  const open = cmd('firewall open');
  const all = (seen: Way['seen'], note: string, command?: string): Way[] =>
    (['network', 'internet'] as const).map((place) => ({ place, seen, note, ...(command && { command }) }));
  switch (facts.reachableFrom) {
    case 'yes':
      return all('yes', '');
    case 'no':
      return all('no', m.closed, open);
    case 'unknown':
      return all('unknown', m.unknown, cmd('firewall status'));
    case 'lan':
      return [
        { place: 'network', seen: 'yes', note: '' },
        { place: 'internet', seen: 'no', note: m.networkOnly, command: cmd('firewall open', '--everywhere') },
      ];
  }
}

/** Runs each command only once: its rules are the same for every port and every kind of firewall. */
function askingOnce(situation: Situation): System {
  const { system } = situation;
  const run: System['run'] = (command, args, options) =>
    situation.once(`run ${JSON.stringify([command, ...args])}`, () => system.run(command, args, options));
  return { ...system, run };
}

async function effectivePort(situation: Situation): Promise<number> {
  const { value } = await effectiveSetting(situation, 'port');
  return typeof value === 'number' ? value : DEFAULT_PORT;
}

/** The Python that runs Jupyter, with symlinks resolved: macOS identifies programs by file. */
async function listener(situation: Situation): Promise<string | undefined> {
  if (situation.system.platform !== 'darwin') return undefined;
  const { installed } = await situation.get('target');
  const interpreter = installed?.interpreter;
  return interpreter === undefined ? undefined : situation.system.files.realPath(interpreter);
}
