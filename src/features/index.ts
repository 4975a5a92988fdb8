import type { Step } from '../wizard/step.ts';
import { addressStep } from './address/index.ts';
import { firewallStep } from './firewall/index.ts';
import { passwordStep } from './password/index.ts';
import { routerStep } from './router/index.ts';
import { tlsStep } from './tls/index.ts';

/** Every concern of exposing a server, in the order in which a terminal asks. */
export const STEPS: readonly Step[] = [passwordStep, addressStep, tlsStep, firewallStep, routerStep];
