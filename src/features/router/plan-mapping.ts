import { t } from '../../messages/index.ts';
import { ownGateway } from '../../net/gateway.ts';
import type { Network } from '../../net/network.ts';
import { DEFAULT_PORT } from '../../net/parse-port.ts';
import type { PortMapping } from '../../net/port-mapping.ts';
import type { Change } from '../../plan/change.ts';
import type { Finding } from '../../situation/finding.ts';
import { type Answers, answered, isExposed, type StepContext } from '../../wizard/step.ts';
import { isSameMapping, mappingFor, planMapping } from './mapping.ts';
import { askRouter, describeVerdict, isHopeless, noGateway } from './outside-verdict.ts';
import type { RouterAnswer } from './questions.ts';
import { ownMapping } from './record.ts';

/** What to request from the router, or why not. */
export interface Decision {
  readonly afterwards: readonly Change[];
  readonly remarks: readonly Finding[];
}

/** Asks the router if the answers say so, after announcing it, and decides. */
export async function decide(
  { system, situation, announce }: StepContext,
  answers: Answers,
): Promise<Decision> {
  const { network } = situation;
  const s = t().router.forward;
  const { exposeDir } = await situation.get('paths');
  const old = await ownMapping(system.files, exposeDir);
  const answer = answered<RouterAnswer>(answers, 'router') ?? 'leave';
  const port = answered<number>(answers, 'port') ?? DEFAULT_PORT;
  if (answer !== 'map' || !isExposed(answers))
    return old === undefined
      ? NOTHING
      : only('router-left-open', s.leftOpen(old.externalPort, old.internalPort));
  const gateway = await ownGateway(network);
  if (gateway === undefined) {
    const { message, hint } = await noGateway(network);
    return only('router-none', message, hint);
  }
  const { router, outside, verdict } = await askRouter(network, gateway, announce);
  if (isHopeless(verdict)) return only('router-no-way', describeVerdict(verdict), s.instead);
  const externalPort = answered<number>(answers, 'external_port') ?? port;
  const mapping = mappingFor({ router, internalPort: port, externalPort }, system);
  if (mapping === undefined) return only('router-by-hand', describeVerdict(verdict), s.byHand);
  if (old !== undefined && (await isMappedAlready(network, old, mapping))) return NOTHING;
  return {
    afterwards: planMapping(exposeDir, mapping, old, { now: system.now(), outside }),
    remarks: [],
  };
}

const NOTHING: Decision = { afterwards: [], remarks: [] };

function only(id: string, message: string, fix?: string): Decision {
  return { afterwards: [], remarks: [{ id, status: 'warn', message, ...(fix !== undefined && { fix }) }] };
}

/** Whether the mapping is ours and the router still has it. */
async function isMappedAlready(network: Network, old: PortMapping, wanted: PortMapping): Promise<boolean> {
  if (!isSameMapping(old, wanted)) return false;
  const entry = await network.readMapping(old);
  return entry === 'unreadable' || entry?.internalAddress === old.internalAddress;
}
