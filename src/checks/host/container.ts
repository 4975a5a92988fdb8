import { t } from '../../messages/index.ts';
import { isLoopback } from '../../net/listen-address.ts';
import { type Check, type CheckContext, NOTHING_TO_CHECK } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { evidenceAt, inForce } from '../../situation/setting.ts';
import { readSurroundings } from '../../system/container.ts';

type Looked = readonly Finding[] | typeof NOTHING_TO_CHECK;

/** What is no mistake but has to be known: root, WSL, a container. */
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

async function lookAtUser({ situation }: CheckContext): Promise<Looked> {
  if (!(await situation.get('person')).isRoot) return [];
  return [{ id: 'root', status: 'warn', message: t().address.root, fix: t().address.rootFix }];
}

/** Program that a container was made for. */
const JUPYTER = /\bjupyter|start-(?:notebook|singleuser)/;

/**
 * In a container whose purpose is this Jupyter, loopback reaches nobody at all. In one where somebody merely works (a
 * development container), loopback is as good a choice as on any computer.
 */
async function lookAtContainer({ situation, system }: CheckContext): Promise<Looked> {
  const { container, mainProgram } = await readSurroundings(system);
  if (container === undefined) return NOTHING_TO_CHECK;
  const m = t().machine.container;
  const [ip, port] = await Promise.all([inForce(situation, 'ip'), inForce(situation, 'port')]);
  if (!isLoopback(String(ip.value)))
    return [{ id: 'container', status: 'ok', message: m.published(container, Number(port.value)) }];
  if (!JUPYTER.test(mainProgram ?? '')) return NOTHING_TO_CHECK;
  return [
    {
      id: 'container-loopback',
      status: 'warn',
      message: m.loopback(container),
      ...evidenceAt(ip.source),
      fix: m.loopbackFix(Number(port.value)),
    },
  ];
}

/** verified: no; no test machine is a Windows computer. */
async function lookAtWsl({ situation, system }: CheckContext): Promise<Looked> {
  const { wsl } = await readSurroundings(system);
  if (wsl === undefined) return NOTHING_TO_CHECK;
  const [ip, port] = await Promise.all([inForce(situation, 'ip'), inForce(situation, 'port')]);
  if (wsl === 'mirrored' || isLoopback(String(ip.value))) return [];
  const m = t().machine;
  const message = wsl === 'nat' ? m.wslNat : m.wslUnknown;
  return [{ id: 'wsl-nat', status: 'warn', message, fix: m.wslFix(Number(port.value)) }];
}
