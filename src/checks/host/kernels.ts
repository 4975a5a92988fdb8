import { isAbsolute } from 'node:path';
import { DEFAULT_KERNEL, findKernelSpecs, type KernelSpec } from '../../jupyter/installation/kernel-specs.ts';
import { t } from '../../messages/index.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../situation/check.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { shadowedInFolder } from './shadowed-modules.ts';

/** Without a working kernel, a reachable Jupyter shows files but runs no code. */
export async function checkKernels({ situation, system }: CheckContext): Promise<CheckFindings> {
  const { installed } = await situation.get('target');
  if (installed === undefined || installed.paths.dataDirs.length === 0) return NOTHING_TO_CHECK;
  const specs = await findKernelSpecs(installed, system);
  const m = t().host;
  if (specs.length === 0 && installed.versions.ipykernel === undefined) {
    const pip = installed.interpreter === undefined ? 'pip' : `'${installed.interpreter}' -m pip`;
    return [{ id: 'kernel-none', status: 'fail', message: m.kernelNone, fix: m.kernelNoneFix(pip) }];
  }
  const found = await Promise.all(specs.map((spec) => evaluateKernel(spec, system)));
  return [...(await shadowedInFolder(situation, installed)), ...found.flat()];
}

/** Only a broken default kernel is a failure; any other one is a warning. */
async function evaluateKernel(
  { name, file, program, flaw }: KernelSpec,
  system: CheckContext['system'],
): Promise<Finding[]> {
  const m = t().host;
  const status = name === DEFAULT_KERNEL ? 'fail' : 'warn';
  const fix = m.kernelFix(name);
  if (program === undefined) {
    const words = { message: m.kernelUnreadable(name), fix };
    return [finding(status, 'kernel-spec-unreadable', words, { evidence: { file } })];
  }
  // The server looks up a bare name on its own PATH, and replaces 'python' with its own Python. Nobody expands ~.
  const isThere =
    !(isAbsolute(program) || program.startsWith('~')) ||
    (await system.files.facts(program).catch(() => true)) !== undefined;
  if (!isThere) {
    const words = { message: m.kernelBroken(name, program), fix };
    return [finding(status, 'kernel-spec-broken', words, { evidence: { file, text: program } })];
  }
  if (flaw === undefined) return [];
  const words = { message: m.kernelFlaw[flaw](name), fix };
  return [finding(status, 'kernel-spec-invalid', words, { evidence: { file } })];
}
