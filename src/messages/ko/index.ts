import type { Messages } from '../en/index.ts';
import { access } from './access.ts';
import { acme } from './acme.ts';
import { address } from './address.ts';
import { cert } from './cert.ts';
import { cli } from './cli.ts';
import { close } from './close.ts';
import { config } from './config.ts';
import { configFiles } from './config-files.ts';
import { ddns } from './ddns.ts';
import { doctor } from './doctor.ts';
import { firewall } from './firewall.ts';
import { hash } from './hash.ts';
import { host } from './host.ts';
import { init } from './init.ts';
import { jupyter } from './jupyter.ts';
import { live } from './live.ts';
import { outside } from './outside.ts';
import { password } from './password.ts';
import { plan } from './plan.ts';
import { precedence } from './precedence.ts';
import { prompt } from './prompt.ts';
import { pythonConfig } from './python-config.ts';
import { router } from './router.ts';
import { schedule } from './schedule.ts';
import { ssh } from './ssh.ts';
import { status } from './status.ts';
import { system } from './system.ts';
import { tls } from './tls.ts';
import { tlsChecks } from './tls-checks.ts';
import { trust } from './trust.ts';
import { tunnel } from './tunnel.ts';
import { undo } from './undo.ts';
import { url } from './url.ts';

/** Every user-facing sentence in Korean. The compiler checks that it has the English shape. */
export const ko: Messages = {
  address,
  cli,
  pythonConfig,
  config,
  doctor,
  configFiles,
  precedence,
  access,
  tlsChecks,
  live,
  url,
  hash,
  init,
  host,
  jupyter,
  password,
  plan,
  ssh,
  status,
  system,
  tls,
  cert,
  acme,
  schedule,
  trust,
  firewall,
  router,
  ddns,
  tunnel,
  outside,
  close,
  undo,
  prompt,
};
