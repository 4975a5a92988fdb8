import { t } from '../../messages/index.ts';
import type { Check } from '../../situation/check.ts';
import { encryptionChecks } from '../access/checks.ts';
import { lookAtConfigDirectory, lookAtRuntimeDirectory } from './files.ts';
import { lookAtKernels } from './kernels.ts';
import { lookAtRunning } from './running-server.ts';
import { lookAtSecretFiles } from './secret-files.ts';
import { lookAtServices } from './services.ts';

/** What stops a server before it has read anything. It asks no Jupyter, so it stands before 'config-loads'. */
export const directoryChecks: readonly Check[] = [
  { id: 'config-directory', fine: () => t().machine.configDirFine, look: lookAtConfigDirectory },
  { id: 'runtime-directory', fine: () => t().machine.runtimeDirFine, look: lookAtRuntimeDirectory },
];

/** The computer Jupyter runs on: address, ports, processes, users. */
export const machineChecks: readonly Check[] = [
  { id: 'running-config', needs: ['config-loads'], fine: () => t().machine.runningFine, look: lookAtRunning },
  { id: 'kernels', needs: ['jupyter-runs'], fine: () => t().machine.kernelsFine, look: lookAtKernels },
  { id: 'services', fine: () => t().machine.servicesFine, look: lookAtServices },
  ...encryptionChecks,
  { id: 'secret-files', fine: () => t().machine.secretFilesFine, look: lookAtSecretFiles },
];
