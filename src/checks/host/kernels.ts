import { isAbsolute } from 'node:path';
import { DEFAULT_KERNEL, findKernelSpecs, type KernelSpec } from '../../jupyter/installation/kernel-specs.ts';
import { t } from '../../messages/index.ts';
import { type CheckContext, NOTHING_TO_CHECK } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';

/** Without a working kernel, a reachable Jupyter shows files but runs no code. */
export async function lookAtKernels({
  situation,
  system,
}: CheckContext): Promise<readonly Finding[] | typeof NOTHING_TO_CHECK> {
  const { installed } = await situation.get('target');
  if (installed === undefined || installed.paths.dataDirs.length === 0) return NOTHING_TO_CHECK;
  const specs = await findKernelSpecs(installed, system);
  const m = t().machine;
  if (specs.length === 0 && installed.versions.ipykernel === undefined) {
    const pip = installed.interpreter === undefined ? 'pip' : `'${installed.interpreter}' -m pip`;
    return [{ id: 'kernel-none', status: 'fail', message: m.kernelNone, fix: m.kernelNoneFix(pip) }];
  }
  const found = await Promise.all(specs.map((spec) => judge(spec, system)));
  return found.flat();
}

/** Only a broken default kernel is a failure; any other one is a warning. */
async function judge(
  { name, file, program }: KernelSpec,
  system: CheckContext['system'],
): Promise<Finding[]> {
  const m = t().machine;
  const status = name === DEFAULT_KERNEL ? 'fail' : 'warn';
  const evidence = { file };
  if (program === undefined)
    return [
      {
        id: 'kernel-spec-unreadable',
        status,
        message: m.kernelUnreadable(name),
        evidence,
        fix: m.kernelFix(name),
      },
    ];
  // The server looks up a bare name on its own PATH, and replaces 'python' with its own Python.
  const isThere = !isAbsolute(program) || (await system.files.facts(program).catch(() => true)) !== undefined;
  if (isThere) return [];
  return [
    {
      id: 'kernel-spec-broken',
      status,
      message: m.kernelBroken(name, program),
      evidence: { file, text: program },
      fix: m.kernelFix(name),
    },
  ];
}
