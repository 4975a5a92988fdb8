import { isSameMapping, mappingFor, planMapping } from '../../mappings/plan-mapping.ts';
import { ownMapping } from '../../mappings/record.ts';
import { isHopeless } from '../../mappings/verdict.ts';
import { t } from '../../messages/index.ts';
import { readMapping } from '../../network/port-mapping/index.ts';
import type { PortMapping } from '../../network/port-mapping/mapping.ts';
import { isLoopback } from '../address/ip.ts';
import { type Answers, answered, type StepContext, type StepPlan } from '../step.ts';
import { askRouter, ownGateway } from './ask-router.ts';
import type { RouterAnswer } from './questions.ts';
import { tellVerdict } from './tell-verdict.ts';

const NOTHING: StepPlan = { settings: [], changes: [], notes: [] };

/** What the router is asked for, after the settings stand: nothing is opened before there is a password. */
export async function planRouter(context: StepContext, answers: Answers): Promise<StepPlan> {
  const { system, situation, announce } = context;
  const s = t().routerStep;
  const { exposeDir } = await situation.get('places');
  const old = await ownMapping(system.files, exposeDir);
  const answer = answered<RouterAnswer>(answers, 'router') ?? 'leave';
  const port = answered<number>(answers, 'port') ?? 8888;
  if (answer !== 'map' || isLoopback(answered<string>(answers, 'ip') ?? '*'))
    return old === undefined ? NOTHING : note(s.leftOpen(old.externalPort, old.internalPort));
  const gateway = await ownGateway(system);
  if (gateway === undefined) return note(s.noGateway);
  const { router, outside, verdict } = await askRouter(gateway, announce);
  if (isHopeless(verdict)) return note(`${tellVerdict(verdict)} ${s.instead}`);
  const externalPort = answered<number>(answers, 'external_port') ?? port;
  const mapping = mappingFor({ router, internalPort: port, externalPort }, system);
  if (mapping === undefined) return note(`${tellVerdict(verdict)} ${s.byHand}`);
  if (old !== undefined && (await standsAlready(old, mapping))) return NOTHING;
  const afterwards = planMapping(exposeDir, mapping, old, { now: system.now(), outside });
  return { ...NOTHING, afterwards, notes: [] };
}

/** Is it ours, and does the router still know it? */
async function standsAlready(old: PortMapping, wanted: PortMapping): Promise<boolean> {
  if (!isSameMapping(old, wanted)) return false;
  const entry = await readMapping(old);
  return entry === 'unreadable' || entry?.internalAddress === old.internalAddress;
}

function note(text: string): StepPlan {
  return { ...NOTHING, notes: [text] };
}
