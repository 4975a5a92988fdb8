import type { Command } from 'commander';
import type { AcceptFlags } from '../../command/accept-openings.ts';
import type { ChangeFlags } from '../../command/change-command.ts';
import { accepting } from '../../command/command.ts';
import { type OutsideFlags, outsideFlags } from '../../command/outside-flags.ts';
import { t } from '../../messages/index.ts';
import type { CommonFlags } from '../../output/output.ts';

export interface RouterMapFlags extends CommonFlags, ChangeFlags, OutsideFlags, AcceptFlags {
  readonly externalPort?: string;
  readonly port?: string;
}

/** The flags of `router map`. */
export function routerMapFlags(command: Command): Command {
  const { flags } = t().router.forward;
  return outsideFlags(
    accepting(
      command.option('--external-port <number>', flags.externalPort).option('--port <number>', flags.port),
    ),
  );
}

export interface RouterShowFlags extends CommonFlags {
  readonly routerModel?: string;
  readonly externalPort?: string;
  readonly port?: string;
  readonly list?: boolean;
  readonly offline?: boolean;
}

/** The flags of `router show`. */
export function routerShowFlags(command: Command): Command {
  const { flags } = t().router;
  const { externalPort, port } = t().router.forward.flags;
  return command
    .option('--router-model <name>', flags.model)
    .option('--external-port <number>', externalPort)
    .option('--port <number>', port)
    .option('--list', flags.list)
    .option('--offline', flags.offline);
}
