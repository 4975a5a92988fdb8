import type { Messages } from './en.ts';
import { address } from './ko/address.ts';
import { cli } from './ko/cli.ts';
import { config } from './ko/config.ts';
import { configCommand } from './ko/config-command.ts';
import { hash } from './ko/hash.ts';
import { hashCommand } from './ko/hash-command.ts';
import { init } from './ko/init.ts';
import { jupyter } from './ko/jupyter.ts';
import { password } from './ko/password.ts';
import { plan } from './ko/plan.ts';
import { readBack } from './ko/read-back.ts';
import { system } from './ko/system.ts';
import { undo } from './ko/undo.ts';
import { wizard } from './ko/wizard.ts';

/** Every sentence a person reads, in Korean. The compiler checks it against the English shape. */
export const ko: Messages = {
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
