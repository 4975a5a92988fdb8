import type { Messages } from './en.ts';
import { access } from './ko/access.ts';
import { acme } from './ko/acme.ts';
import { address } from './ko/address.ts';
import { certCommand } from './ko/cert-command.ts';
import { certificates } from './ko/certificates.ts';
import { cli } from './ko/cli.ts';
import { closing } from './ko/closing.ts';
import { config } from './ko/config.ts';
import { configCommand } from './ko/config-command.ts';
import { ddns } from './ko/ddns.ts';
import { doctor } from './ko/doctor.ts';
import { firewall } from './ko/firewall.ts';
import { hash } from './ko/hash.ts';
import { hashCommand } from './ko/hash-command.ts';
import { hops } from './ko/hops.ts';
import { init } from './ko/init.ts';
import { installation } from './ko/installation.ts';
import { jupyter } from './ko/jupyter.ts';
import { machine } from './ko/machine.ts';
import { mapping } from './ko/mapping.ts';
import { outside } from './ko/outside.ts';
import { password } from './ko/password.ts';
import { plan } from './ko/plan.ts';
import { precedence } from './ko/precedence.ts';
import { readBack } from './ko/read-back.ts';
import { router } from './ko/router.ts';
import { routerStep } from './ko/router-step.ts';
import { scars } from './ko/scars.ts';
import { schedule } from './ko/schedule.ts';
import { system } from './ko/system.ts';
import { tls } from './ko/tls.ts';
import { tlsStep } from './ko/tls-step.ts';
import { trust } from './ko/trust.ts';
import { tunnel } from './ko/tunnel.ts';
import { undo } from './ko/undo.ts';
import { url } from './ko/url.ts';
import { wizard } from './ko/wizard.ts';

/** Every sentence a person reads, in Korean. The compiler checks it against the English shape. */
export const ko: Messages = {
  address,
  cli,
  config,
  configCommand,
  doctor,
  scars,
  precedence,
  machine,
  access,
  tls,
  hops,
  url,
  hash,
  hashCommand,
  init,
  installation,
  jupyter,
  password,
  plan,
  system,
  readBack,
  tlsStep,
  certCommand,
  certificates,
  acme,
  schedule,
  trust,
  firewall,
  router,
  routerStep,
  mapping,
  ddns,
  tunnel,
  outside,
  closing,
  undo,
  wizard,
};
