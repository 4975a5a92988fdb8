import { t } from '../../messages/index.ts';
import type { Check } from '../check.ts';
import { lookAtRunning } from './old-server.ts';
import { lookAtSecretFiles } from './secret-files.ts';

/** The computer Jupyter runs on: address, ports, processes, users. */
export const machineChecks: readonly Check[] = [
  { id: 'running-config', needs: ['config-loads'], fine: () => t().machine.runningFine, look: lookAtRunning },
  { id: 'secret-files', fine: () => t().machine.secretFilesFine, look: lookAtSecretFiles },
];
