import type { Situation } from '../../situation.ts';
import { DEFAULT_PORT } from '../address/port.ts';
import { inForce } from '../in-force.ts';
import { type FactsOptions, firewallFacts } from './facts.ts';
import type { FirewallFacts, FirewallRule } from './kinds.ts';
import { readFirewallRecord } from './record.ts';

/** What a command or a check about the firewall starts from. */
export interface ReadFirewall {
  readonly port: number;
  readonly facts: FirewallFacts;
  /** The rule that we made. */
  readonly record: FirewallRule | undefined;
  readonly exposeDir: string;
}

/** The firewall and the port that Jupyter listens on, unless another is named. */
export async function readFirewall(
  situation: Situation,
  named: number | undefined,
  options: FactsOptions = {},
): Promise<ReadFirewall> {
  const port = named ?? (await portInForce(situation));
  const { exposeDir } = await situation.get('places');
  const [facts, record] = await Promise.all([
    firewallFacts(situation.system, port, { program: await listener(situation), ...options }),
    readFirewallRecord(situation.system.files, exposeDir),
  ]);
  return { port, facts, record, exposeDir };
}

async function portInForce(situation: Situation): Promise<number> {
  const { value } = await inForce(situation, 'port');
  return typeof value === 'number' ? value : DEFAULT_PORT;
}

/** The Python that Jupyter runs on, links followed: macOS knows programs by the file. */
async function listener(situation: Situation): Promise<string | undefined> {
  if (situation.system.platform !== 'darwin') return undefined;
  const { installed } = await situation.get('target');
  const interpreter = installed?.interpreter;
  return interpreter === undefined ? undefined : situation.system.files.realPath(interpreter);
}
