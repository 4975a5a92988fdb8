import { DEFAULT_PORT } from '../../net/port.ts';
import { needsSudo } from '../../plan/sudo.ts';
import { inForce } from '../../situation/setting.ts';
import type { Situation } from '../../situation/situation.ts';
import type { System } from '../../system/system.ts';
import { type FactsOptions, firewallFacts } from './facts.ts';
import { readFirewallRecord } from './record.ts';
import type { FirewallFacts, FirewallRule } from './types.ts';

/** What a command or a check about the firewall starts from. */
export interface ReadFirewall {
  readonly port: number;
  readonly facts: FirewallFacts;
  /** The rule that we made. */
  readonly record: FirewallRule | undefined;
  readonly exposeDir: string;
}

/** The firewall and the port that Jupyter listens on, unless another is named. Read once, however often it is asked for. */
export async function readFirewall(
  situation: Situation,
  named: number | undefined,
  { sudo = false }: Pick<FactsOptions, 'sudo'> = {},
): Promise<ReadFirewall> {
  const port = named ?? (await portInForce(situation));
  const asks = sudo && needsSudo(true, situation.system);
  return situation.once(`firewall ${port} ${asks}`, async () => {
    const { exposeDir } = await situation.get('places');
    const [facts, record] = await Promise.all([
      firewallFacts(askingOnce(situation), port, { program: await listener(situation), sudo }),
      readFirewallRecord(situation.system.files, exposeDir),
    ]);
    return { port, facts, record, exposeDir };
  });
}

/** The rules that a program lists are the same for every port, and for every kind of firewall that is looked for in them. */
function askingOnce(situation: Situation): System {
  const { system } = situation;
  const run: System['run'] = (command, args, options) =>
    situation.once(`run ${JSON.stringify([command, ...args])}`, () => system.run(command, args, options));
  return { ...system, run };
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
