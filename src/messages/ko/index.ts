import type { Messages } from '../en/index.ts';
import { access } from './access.ts';
import { acme } from './acme.ts';
import { address } from './address.ts';
import { certCommand, certificates } from './cert.ts';
import { cli } from './cli.ts';
import { closing } from './close.ts';
import { configCommand } from './config.ts';
import { scars } from './config-files.ts';
import { ddns } from './ddns.ts';
import { doctor } from './doctor.ts';
import { firewall } from './firewall.ts';
import { hash, hashCommand } from './hash.ts';
import { installation, machine } from './host.ts';
import { init } from './init.ts';
import { jupyter, readBack } from './jupyter.ts';
import { hops } from './live.ts';
import { outside } from './outside.ts';
import { password } from './password.ts';
import { plan } from './plan.ts';
import { precedence } from './precedence.ts';
import { wizard } from './prompt.ts';
import { config } from './python-config.ts';
import { mapping, router, routerStep } from './router.ts';
import { schedule } from './schedule.ts';
import { system } from './system.ts';
import { tlsStep } from './tls.ts';
import { tls } from './tls-checks.ts';
import { trust } from './trust.ts';
import { tunnel } from './tunnel.ts';
import { undo } from './undo.ts';
import { url } from './url.ts';

/** Every user-facing sentence in Korean. The compiler checks that it has the English shape. */
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
