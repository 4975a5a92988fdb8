import { ownMapping } from '../../mappings/record.ts';
import { t } from '../../messages/index.ts';
import { isLoopback } from '../address/ip.ts';
import type { Finding } from '../finding.ts';
import { answered, type Step, type StepContext } from '../step.ts';
import { ownGateway } from './ask-router.ts';
import { planRouter } from './plan.ts';
import { externalPortQuestion, type RouterAnswer, type RouterNow, routerQuestion } from './questions.ts';

/** The way from the router to this computer. */
export const routerStep: Step = {
  id: 'router',

  async questions(context, answers) {
    if (isLoopback(answered<string>(answers, 'ip') ?? '*')) return [];
    const now = await readRouterNow(context);
    const plain = answered<string>(answers, 'tls') === 'none';
    const first = routerQuestion(now, plain);
    const given = answered<RouterAnswer>(answers, 'router');
    if (given === 'leave') return [first];
    return [first, externalPortQuestion(now, answered<number>(answers, 'port') ?? 8888)];
  },

  unasked({ flag }) {
    const [name = flag] = flag.split(' ');
    return { message: t().routerStep.notWith(name), hint: t().routerStep.notWithHint };
  },

  plan: planRouter,

  async remarks(): Promise<Finding[]> {
    return [];
  },
};

/** What the router does for us now, read without sending anything. */
async function readRouterNow({ system, situation }: StepContext): Promise<RouterNow> {
  const { exposeDir } = await situation.get('places');
  const [gateway, mapping, last] = await Promise.all([
    ownGateway(system),
    ownMapping(system.files, exposeDir),
    situation.get('lastAnswers'),
  ]);
  const { router, external_port: external } = last?.answers ?? {};
  return {
    gateway: gateway?.address,
    mapping,
    last: router === 'leave' || router === 'manual' || router === 'map' ? router : undefined,
    lastExternal: typeof external === 'number' ? external : undefined,
  };
}
