import { t } from '../../messages/index.ts';
import type { Check } from '../check.ts';
import { lookAtDirectories } from './directories.ts';
import { lookAtRunning } from './old-server.ts';
import { lookAtSecretFiles } from './secret-files.ts';

/** What stops a server before it has read anything. It asks no Jupyter, so it stands before 'config-loads'. */
export const directoryChecks: readonly Check[] = [
  { id: 'directories', fine: () => t().machine.directoriesFine, look: lookAtDirectories },
];

/** The computer Jupyter runs on: address, ports, processes, users. */
export const machineChecks: readonly Check[] = [
  { id: 'running-config', needs: ['config-loads'], fine: () => t().machine.runningFine, look: lookAtRunning },
  { id: 'secret-files', fine: () => t().machine.secretFilesFine, look: lookAtSecretFiles },
];
