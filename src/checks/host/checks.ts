import { type BrokenCommand, findBrokenCommands } from '../../jupyter/installation/broken-commands.ts';
import { t } from '../../messages/index.ts';
import {
  type Check,
  type CheckContext,
  type CheckFindings,
  NOTHING_TO_CHECK,
} from '../../situation/check.ts';
import { effectiveSetting, evidenceAt } from '../../situation/effective-setting.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { listensHereOnly } from '../../situation/listen-reach.ts';
import { detectContainer } from '../../system/container.ts';
import type { System } from '../../system/system.ts';
import { encryptionChecks } from '../access/checks.ts';
import { checkConfigParts } from '../config-files/config-parts.ts';
import { checkConfigDirectory, checkRuntimeDirectory, checkSecretFiles } from './file-permissions.ts';
import { checkGateway } from './gateway.ts';
import { checkHub } from './hub.ts';
import { checkKernelAddress } from './kernel-address.ts';
import { checkKernels } from './kernels.ts';
import { checkOwnership } from './ownership.ts';
import { checkPageSettings } from './page-settings.ts';
import { checkRunning } from './running-server.ts';
import { checkRootDirectory, checkServerDirectories } from './server-directories.ts';
import { checkServices } from './services.ts';
import { checkPythonPath } from './shadowed-modules.ts';

/** Environments that are no mistake but that the user should know about: root, WSL, a container. */
export const environmentChecks: readonly Check[] = [
  { id: 'user', fine: () => t().host.userFine, run: checkUser },
  {
    id: 'container',
    needs: ['config-loads', 'ip-reach'],
    fine: () => t().host.container.fine,
    run: checkContainer,
  },
  { id: 'wsl', needs: ['config-loads'], fine: () => t().host.wslFine, run: checkWsl },
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
  { id: 'jupyter-runs', fine: () => t().host.fine, run: checkInstallation },
  { id: 'hub', fine: () => t().host.hubFine, run: checkHub },
];

/** Problems that stop a server before it reads its config. They need no Jupyter, so they come before 'config-loads'. */
export const directoryChecks: readonly Check[] = [
  { id: 'python-path', fine: () => t().host.shadow.fine, run: checkPythonPath },
  { id: 'config-directory', fine: () => t().host.configDirFine, run: checkConfigDirectory },
  {
    id: 'config-parts',
    needs: ['config-directory'],
    fine: () => t().configFiles.part.fine,
    run: checkConfigParts,
  },
  {
    id: 'ownership',
    needs: ['config-directory'],
    fine: () => t().host.ownershipFine,
    run: checkOwnership,
  },
  { id: 'runtime-directory', fine: () => t().host.runtimeDirFine, run: checkRuntimeDirectory },
  {
    id: 'server-directories',
    needs: ['config-directory', 'runtime-directory'],
    fine: () => t().host.directories.fine,
    run: checkServerDirectories,
  },
  { id: 'root-directory', fine: () => t().host.directories.rootFine, run: checkRootDirectory },
];

/** The computer that Jupyter runs on: running servers, kernels, services, encryption, file modes. */
export const machineChecks: readonly Check[] = [
  { id: 'running-config', needs: ['config-loads'], fine: () => t().host.runningFine, run: checkRunning },
  { id: 'kernels', needs: ['jupyter-runs'], fine: () => t().host.kernelsFine, run: checkKernels },
  {
    id: 'kernel-address',
    needs: ['config-loads'],
    fine: () => t().host.kernelAddressFine,
    run: checkKernelAddress,
  },
  { id: 'gateway', fine: () => t().host.gatewayFine, run: checkGateway },
  { id: 'page-settings', fine: () => t().host.pageSettingsFine, run: checkPageSettings },
  { id: 'services', fine: () => t().host.servicesFine, run: checkServices },
  ...encryptionChecks,
  { id: 'secret-files', fine: () => t().host.secretFilesFine, run: checkSecretFiles },
];

async function checkInstallation({ situation, system }: CheckContext): Promise<Finding[]> {
  const { installed } = await situation.get('target');
  const m = t().host;
  if (installed !== undefined)
    return [{ id: 'jupyter-runs', status: 'ok', message: m.runs(installed.command, installed.version) }];
  const others = await situation.get('installations');
  if (others.length > 0) {
    const names = others.map(({ command, version }) => `${command} ${version}`).join(', ');
    return [{ id: 'jupyter-runs', status: 'unknown', message: m.another(names), fix: m.anotherFix }];
  }
  const broken = await findBrokenCommands(system);
  const variable = await breakingVariable(broken, system);
  if (variable !== undefined) {
    const { name, python } = variable;
    const text = `${name}=${system.env[name]}`;
    const words = {
      message: m.pythonVariable(python, text),
      why: m.brokenWhy,
      fix: m.pythonVariableFix(name),
    };
    return [finding('fail', 'python-variable', words, { evidence: { text } })];
  }
  if (broken.length === 0)
    return [{ id: 'jupyter-runs', status: 'unknown', message: m.none, fix: m.noneFix }];
  // Several commands that broke in the same way are one problem.
  const causes = [...new Map(broken.map((one) => [one.why, one])).values()];
  return causes.map(({ app, path, why, wants }) => {
    const words = { message: m.broken[why](path, wants), why: m.brokenWhy, fix: m.brokenFix(app) };
    return finding('fail', IDS[why], words, { evidence: { file: path } });
  });
}

/** A variable without which the Python of a broken command runs: PYTHONHOME of another Python, PYTHONPATH with old modules. */
async function breakingVariable(
  broken: readonly BrokenCommand[],
  system: System,
): Promise<{ name: string; python: string } | undefined> {
  const python = broken.find(({ why }) => why === 'interpreter-broken')?.wants;
  if (python === undefined) return undefined;
  for (const name of Object.keys(system.env).filter(
    (one) => /^(?:PYTHON|LD_)/.test(one) && system.env[one],
  )) {
    // Python takes an empty variable for none.
    const { code } = await system.run(python, ['-c', 'import json, socket'], {
      env: { [name]: '' },
      timeout: 10_000,
    });
    if (code === 0) return { name, python };
  }
  return undefined;
}

async function checkUser({ situation }: CheckContext): Promise<CheckFindings> {
  if (!(await situation.get('user')).isRoot) return [];
  return [{ id: 'root', status: 'warn', message: t().address.root, fix: t().address.rootFix }];
}

/**
 * In a container made for Jupyter, no client reaches loopback. In a container that is a workplace (a development
 * container), loopback is as good a choice as on any computer.
 */
async function checkContainer({ situation, system }: CheckContext): Promise<CheckFindings> {
  const { container, mainProgram } = await detectContainer(system);
  if (container === undefined) return NOTHING_TO_CHECK;
  const m = t().host.container;
  const [ip, port] = await Promise.all([
    effectiveSetting(situation, 'ip'),
    effectiveSetting(situation, 'port'),
  ]);
  const isForJupyter = JUPYTER.test(mainProgram ?? '') || (await isStackImage(system));
  if (!(await listensHereOnly(situation, ip.value))) {
    // Only outside of the container it can be seen whether the port is published.
    const status = isForJupyter ? 'unknown' : 'ok';
    return [{ id: 'container', status, message: m.published(container, Number(port.value)) }];
  }
  if (!isForJupyter) return NOTHING_TO_CHECK;
  const words = { message: m.loopback(container), fix: m.loopbackFix(Number(port.value)) };
  return [finding('warn', 'container-loopback', words, evidenceAt(ip.source))];
}

/** The images of the project (docker-stacks), and those made from them, start Jupyter with a script of this name. */
async function isStackImage({ files }: CheckContext['system']): Promise<boolean> {
  const paths = ['start-notebook.sh', 'start-notebook.py'].map((name) => `/usr/local/bin/${name}`);
  const found = await Promise.all(paths.map((path) => files.facts(path).catch(() => undefined)));
  return found.some((facts) => facts !== undefined);
}

/** Not verified: no test machine runs Windows. */
async function checkWsl({ situation, system }: CheckContext): Promise<CheckFindings> {
  const { wsl } = await detectContainer(system);
  if (wsl === undefined) return NOTHING_TO_CHECK;
  const [ip, port] = await Promise.all([
    effectiveSetting(situation, 'ip'),
    effectiveSetting(situation, 'port'),
  ]);
  if (wsl === 'mirrored' || (await listensHereOnly(situation, ip.value))) return [];
  const m = t().host;
  const message = wsl === 'nat' ? m.wslNat : m.wslUnknown;
  return [{ id: 'wsl-nat', status: 'warn', message, fix: m.wslFix(Number(port.value)) }];
}
