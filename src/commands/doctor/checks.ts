import { accessChecks } from '../../checks/access/checks.ts';
import { ipv6Checks } from '../../checks/access/ipv6.ts';
import { configFileChecks } from '../../checks/config-files/checks.ts';
import {
  directoryChecks,
  installationChecks,
  machineChecks,
  surroundingsChecks,
} from '../../checks/host/checks.ts';
import { precedenceChecks } from '../../checks/precedence/checks.ts';
import { ipNameChecks } from '../../features/address/ip-checks.ts';
import { addressChecks } from '../../features/address/port-checks.ts';
import { ddnsChecks } from '../../features/ddns/checks.ts';
import { firewallChecks } from '../../features/firewall/checks.ts';
import { passwordChecks } from '../../features/password/checks.ts';
import { routerChecks } from '../../features/router/checks.ts';
import { tlsChecks } from '../../features/tls/checks/index.ts';
import type { Check } from '../../situation/check.ts';

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
