import { accessChecks } from './access/checks.ts';
import { addressChecks } from './address/checks.ts';
import { ipNameChecks } from './address/ip-checks.ts';
import type { Check } from './check.ts';
import { configFileChecks } from './config-files/checks.ts';
import { ddnsChecks } from './ddns/checks.ts';
import { firewallChecks } from './firewall/checks.ts';
import { installationChecks } from './installation/checks.ts';
import { directoryChecks, machineChecks } from './machine/checks.ts';
import { ipv6Checks } from './outside/ipv6.ts';
import { passwordChecks } from './password/checks.ts';
import { precedenceChecks } from './precedence/checks.ts';
import { routerChecks } from './router/checks.ts';
import { surroundingsChecks } from './surroundings/checks.ts';
import { tlsChecks } from './tls/checks.ts';

/**
 * Everything the doctor looks at without starting or asking a server, causes before what they cause: what an earlier
 * check finds explains what a later one sees.
 */
export const STATIC_CHECKS: readonly Check[] = [
  ...installationChecks,
  ...directoryChecks,
  ...ipNameChecks,
  ...configFileChecks,
  ...precedenceChecks,
  ...passwordChecks,
  ...accessChecks,
  ...tlsChecks,
  ...addressChecks,
  ...firewallChecks,
  ...machineChecks,
  ...ipv6Checks,
  ...routerChecks,
  ...ddnsChecks,
  ...surroundingsChecks,
];
