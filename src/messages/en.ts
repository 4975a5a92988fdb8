import { address } from './en/address.ts';
import { cli } from './en/cli.ts';
import { config } from './en/config.ts';
import { configCommand } from './en/config-command.ts';
import { hash } from './en/hash.ts';
import { hashCommand } from './en/hash-command.ts';
import { init } from './en/init.ts';
import { jupyter } from './en/jupyter.ts';
import { password } from './en/password.ts';
import { plan } from './en/plan.ts';
import { readBack } from './en/read-back.ts';
import { system } from './en/system.ts';
import { undo } from './en/undo.ts';
import { wizard } from './en/wizard.ts';

/** Every sentence a person reads, in English. One section per room; `ko.ts` must have exactly the same shape. */
export const en = {
  address,
  cli,
  config,
  configCommand,
  hash,
  hashCommand,
  init,
  jupyter,
  password,
  plan,
  system,
  readBack,
  undo,
  wizard,
};

export type Messages = typeof en;
