import { access } from './en/access.ts';
import { acme } from './en/acme.ts';
import { address } from './en/address.ts';
import { certCommand } from './en/cert-command.ts';
import { certificates } from './en/certificates.ts';
import { cli } from './en/cli.ts';
import { closing } from './en/closing.ts';
import { config } from './en/config.ts';
import { configCommand } from './en/config-command.ts';
import { ddns } from './en/ddns.ts';
import { doctor } from './en/doctor.ts';
import { firewall } from './en/firewall.ts';
import { hash } from './en/hash.ts';
import { hashCommand } from './en/hash-command.ts';
import { hops } from './en/hops.ts';
import { init } from './en/init.ts';
import { installation } from './en/installation.ts';
import { jupyter } from './en/jupyter.ts';
import { machine } from './en/machine.ts';
import { mapping } from './en/mapping.ts';
import { outside } from './en/outside.ts';
import { password } from './en/password.ts';
import { plan } from './en/plan.ts';
import { precedence } from './en/precedence.ts';
import { readBack } from './en/read-back.ts';
import { router } from './en/router.ts';
import { routerStep } from './en/router-step.ts';
import { scars } from './en/scars.ts';
import { schedule } from './en/schedule.ts';
import { system } from './en/system.ts';
import { tls } from './en/tls.ts';
import { tlsStep } from './en/tls-step.ts';
import { trust } from './en/trust.ts';
import { tunnel } from './en/tunnel.ts';
import { undo } from './en/undo.ts';
import { url } from './en/url.ts';
import { wizard } from './en/wizard.ts';

/** Every sentence a person reads, in English. One section per room; `ko.ts` must have exactly the same shape. */
export const en = {
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

export type Messages = typeof en;
