import { t } from '../../../messages/index.ts';
import { ownGateway } from '../../../net/gateway.ts';
import { DEFAULT_PORT } from '../../../net/ports.ts';
import type { CommandContext } from '../../../output/output.ts';
import { wrappedTalk } from '../../../output/output.ts';
import { waiting } from '../../../output/spinner.ts';
import type { Situation } from '../../../situation/situation.ts';
import { type Answers, answered } from '../../../wizard/step.ts';
import type { RouterAnswer } from '../questions.ts';
import { describeMenu, type MenuRow, menuValues } from './menu.ts';
import { findModel, variantOf } from './recognise.ts';

/** For who does it by hand: what to type in the router's menu; and what has to change there since the last run. */
export async function routerMenu(
  context: CommandContext,
  situation: Situation,
  answers: Answers,
): Promise<MenuRow[]> {
  if (answered<RouterAnswer>(answers, 'router') !== 'manual') return [];
  const gateway = await ownGateway(context.system);
  const { say, warn } = await wrappedTalk(context);
  if (gateway === undefined) {
    warn(t().routerStep.noGateway);
    return [];
  }
  const internalPort = answered<number>(answers, 'port') ?? DEFAULT_PORT;
  const externalPort = answered<number>(answers, 'external_port') ?? internalPort;
  const values = menuValues(gateway, { externalPort, internalPort });
  const shown = (outer: number, inner: number) => `${outer} → ${values.lanIp}:${inner}`;
  const last = (await situation.get('lastAnswers'))?.answers;
  const [oldPort, oldOuter] = [last?.port, last?.external_port];
  if (last?.router === 'manual' && typeof oldPort === 'number' && typeof oldOuter === 'number')
    if (oldPort !== internalPort || oldOuter !== externalPort)
      warn(t().outside.changeByHand(shown(oldOuter, oldPort), shown(externalPort, internalPort)));
  say(t().router.asks(gateway.address));
  const found = await context.interruptions.critical((signal) =>
    waiting(context, t().routerStep.waiting(gateway.address), () => findModel(gateway, { signal })),
  );
  const router = found.router ?? found.routers.at(-1);
  if (router === undefined) return [];
  if (found.router === undefined) say(t().router.unsure);
  return describeMenu(router, variantOf(router, found.evidence), values);
}
