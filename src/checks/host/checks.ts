import { type BrokenCommand, findBrokenCommands } from '../../jupyter/installation/broken-commands.ts';
import { t } from '../../messages/index.ts';
import { isLoopback } from '../../net/listen-address.ts';
import { type Check, type CheckContext, type Looked, NOTHING_TO_CHECK } from '../../situation/check.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { evidenceAt, inForce } from '../../situation/setting.ts';
import { readSurroundings } from '../../system/container.ts';
import { encryptionChecks } from '../access/checks.ts';
import { lookAtConfigDirectory, lookAtRuntimeDirectory, lookAtSecretFiles } from './files.ts';
import { lookAtKernels } from './kernels.ts';
import { lookAtRunning } from './running-server.ts';
import { lookAtServices } from './services.ts';

/** Environments that are no mistake but that the user should know about: root, WSL, a container. */
export const surroundingsChecks: readonly Check[] = [
  { id: 'user', fine: () => t().machine.userFine, look: lookAtUser },
  {
    id: 'container',
    needs: ['config-loads', 'ip-reach'],
    fine: () => t().machine.container.fine,
    look: lookAtContainer,
  },
  { id: 'wsl', needs: ['config-loads'], fine: () => t().machine.wslFine, look: lookAtWsl },
];

/** The main program of a container made for Jupyter. */
const JUPYTER = /\bjupyter|start-(?:notebook|singleuser)/;

const IDS: Record<BrokenCommand['why'], string> = {
  'dangling-link': 'jupyter-link-dangling',
  'interpreter-gone': 'jupyter-interpreter-gone',
  'interpreter-broken': 'jupyter-interpreter-broken',
  'package-gone': 'jupyter-package-gone',
};

/** Is a working Jupyter installed? */
export const installationChecks: readonly Check[] = [
  { id: 'jupyter-runs', fine: () => t().installation.fine, look: lookForJupyter },
];

/** Problems that stop a server before it reads its config. They need no Jupyter, so they come before 'config-loads'. */
export const directoryChecks: readonly Check[] = [
  { id: 'config-directory', fine: () => t().machine.configDirFine, look: lookAtConfigDirectory },
  { id: 'runtime-directory', fine: () => t().machine.runtimeDirFine, look: lookAtRuntimeDirectory },
];

/** The computer that Jupyter runs on: running servers, kernels, services, encryption, file modes. */
export const machineChecks: readonly Check[] = [
  { id: 'running-config', needs: ['config-loads'], fine: () => t().machine.runningFine, look: lookAtRunning },
  { id: 'kernels', needs: ['jupyter-runs'], fine: () => t().machine.kernelsFine, look: lookAtKernels },
  { id: 'services', fine: () => t().machine.servicesFine, look: lookAtServices },
  ...encryptionChecks,
  { id: 'secret-files', fine: () => t().machine.secretFilesFine, look: lookAtSecretFiles },
];

async function lookForJupyter({ situation, system }: CheckContext): Promise<Finding[]> {
  const { installed } = await situation.get('target');
  const m = t().installation;
  if (installed !== undefined)
    return [{ id: 'jupyter-runs', status: 'ok', message: m.runs(installed.command, installed.version) }];
  const others = await situation.get('installations');
  if (others.length > 0) {
    const names = others.map(({ command, version }) => `${command} ${version}`).join(', ');
    return [{ id: 'jupyter-runs', status: 'unknown', message: m.another(names), fix: m.anotherFix }];
  }
  const broken = await findBrokenCommands(system);
  if (broken.length === 0)
    return [{ id: 'jupyter-runs', status: 'unknown', message: m.none, fix: m.noneFix }];
  // Several commands that broke in the same way are one problem.
  const causes = [...new Map(broken.map((one) => [one.why, one])).values()];
  return causes.map(({ app, path, why, wants }) => {
    const words = { message: m.broken[why](path, wants), why: m.brokenWhy, fix: m.brokenFix(app) };
    return finding('fail', IDS[why], words, { evidence: { file: path } });
  });
}

async function lookAtUser({ situation }: CheckContext): Promise<Looked> {
  if (!(await situation.get('person')).isRoot) return [];
  return [{ id: 'root', status: 'warn', message: t().address.root, fix: t().address.rootFix }];
}

/**
 * In a container made for Jupyter, no client reaches loopback. In a container that is a workplace (a development
 * container), loopback is as good a choice as on any computer.
 */
async function lookAtContainer({ situation, system }: CheckContext): Promise<Looked> {
  const { container, mainProgram } = await readSurroundings(system);
  if (container === undefined) return NOTHING_TO_CHECK;
  const m = t().machine.container;
  const [ip, port] = await Promise.all([inForce(situation, 'ip'), inForce(situation, 'port')]);
  if (!isLoopback(String(ip.value)))
    return [{ id: 'container', status: 'ok', message: m.published(container, Number(port.value)) }];
  if (!JUPYTER.test(mainProgram ?? '')) return NOTHING_TO_CHECK;
  const words = { message: m.loopback(container), fix: m.loopbackFix(Number(port.value)) };
  return [finding('warn', 'container-loopback', words, evidenceAt(ip.source))];
}

/** Not verified: no test machine runs Windows. */
async function lookAtWsl({ situation, system }: CheckContext): Promise<Looked> {
  const { wsl } = await readSurroundings(system);
  if (wsl === undefined) return NOTHING_TO_CHECK;
  const [ip, port] = await Promise.all([inForce(situation, 'ip'), inForce(situation, 'port')]);
  if (wsl === 'mirrored' || isLoopback(String(ip.value))) return [];
  const m = t().machine;
  const message = wsl === 'nat' ? m.wslNat : m.wslUnknown;
  return [{ id: 'wsl-nat', status: 'warn', message, fix: m.wslFix(Number(port.value)) }];
}
