import { isIP } from 'node:net';
import { t } from '../../messages/index.ts';
import { sameAddress } from '../../net/ip.ts';
import { mergeSettings } from '../../plan/merge.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../situation/check.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { type AccessSetting, readAccessSettings } from '../access/settings.ts';

/** The address of the kernels' own ports, and how they are connected. */
const KERNEL_SETTING = /(?:KernelManager|ConnectionFileMixin)\.(?:ip|transport)$/;

/**
 * The address on which kernels listen. jupyter_client starts kernels on addresses of this computer only, and of those
 * on loopback it takes 127.0.0.1 alone: with 'localhost', a host name, ::1 or 127.0.0.2 no kernel starts.
 */
export async function checkKernelAddress({ situation }: CheckContext): Promise<CheckFindings> {
  const all = await readAccessSettings(situation, (key) => KERNEL_SETTING.test(key));
  const found = all.filter(({ name, value }) => name === 'ip' && typeof value === 'string' && value !== '');
  const isIpc = all.some(({ name, value }) => name === 'transport' && value === 'ipc');
  if (found.length === 0 || isIpc) return NOTHING_TO_CHECK;
  const own = (await situation.get('addresses')).filter(({ loopback }) => !loopback);
  return found.flatMap((setting): Finding[] => {
    const value = String(setting.value);
    if (value === '127.0.0.1') return [];
    const isOpen = ['*', '0.0.0.0'].includes(value) || own.some((one) => sameAddress(one.address, value));
    const m = t().access.doors;
    const words = isOpen ? m.kernelPorts(setting.key) : m.kernelAddress(setting.key, isIP(value) !== 0);
    const id = isOpen ? 'kernel-ports' : 'kernel-address';
    return [finding('fail', id, words, { evidence: setting.evidence, ...removal(setting) })];
  });
}

function removal({ lines }: AccessSetting): Pick<Finding, 'repair'> {
  const isFixable = lines.length > 0 && lines.every(({ writable, conditional }) => writable && !conditional);
  if (!isFixable) return {};
  const parts = lines.map(({ file: path, format, key }) => ({
    step: 'kernel-address',
    path,
    format,
    settings: {},
    remove: [key],
  }));
  return { repair: { changes: mergeSettings(parts) } };
}
