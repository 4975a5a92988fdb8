import { t } from '../../messages/index.ts';
import { ownGateway } from '../../net/gateway.ts';
import { DEFAULT_PORT } from '../../net/parse-port.ts';
import { chosenReach } from '../../wizard/reach.ts';
import { answered, isExposed, NO_CHANGE, type Step, type StepContext } from '../../wizard/step.ts';
import type { RouterAnswer } from './questions.ts';
import { externalPortQuestion, type RouterNow, routerQuestion } from './questions.ts';
import { ownMapping } from './record.ts';

/** Port forwarding from the router to this computer. */
export const routerStep: Step = {
  id: 'router',

  async questions(context, answers) {
    const now = await readRouterNow(context);
    const plain = answered<string>(answers, 'tls') === 'none';
    // Without a router, or if the server is not reachable, nothing is asked, but flags are accepted.
    const unasked = isExposed(answers) && now.gateway !== undefined ? {} : { unasked: true };
    const first = { ...routerQuestion(now, plain, chosenReach(answers) === 'anywhere'), ...unasked };
    if (answered<RouterAnswer>(answers, 'router') === 'leave') return [first];
    const port = answered<number>(answers, 'port') ?? DEFAULT_PORT;
    return [first, { ...externalPortQuestion(now, port), ...unasked }];
  },

  unasked({ flag }) {
    const [name = flag] = flag.split(' ');
    return { message: t().router.forward.notWith(name), hint: t().router.forward.notWithHint };
  },

  async plan(context, answers) {
    // The code that talks to routers is loaded only when needed. The mapping is made after the settings, so nothing is
    // opened before a password is set.
    const { decide } = await import('./plan-mapping.ts');
    return { ...NO_CHANGE, ...(await decide(context, answers)) };
  },
};

/** The current port forwarding, read without sending anything. */
async function readRouterNow({ system, situation }: StepContext): Promise<RouterNow> {
  const { exposeDir } = await situation.get('paths');
  const [gateway, mapping, last] = await Promise.all([
    ownGateway(situation.network),
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
