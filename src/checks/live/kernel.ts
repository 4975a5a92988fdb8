import type { KernelChannel, Reply } from '../../jupyter/client/types.ts';
import { t } from '../../messages/index.ts';
import type { Check } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { whyNoKernel } from './kernel-causes.ts';
import { whileItLives } from './kernel-death.ts';
import type { PathContext } from './session.ts';

const TWO = '2';

/** Does a kernel start? Where nobody logged in there is nothing to try, and that has been said. */
export const kernelStarts: Check<PathContext> = {
  id: 'kernel-starts',
  needs: ['password-accepted'],
  fine: () => t().hops.kernelStarts,
  async look(context) {
    const { luggage } = context;
    if (luggage.visit === undefined) {
      const blockedBy = 'password-accepted';
      return [
        { id: 'kernel-starts', status: 'unknown', message: t().doctor.notReached(blockedBy), blockedBy },
      ];
    }
    luggage.kernel = luggage.visit.startKernel();
    const reply = await luggage.kernel;
    return 'trouble' in reply ? [await whyNoKernel(context, 'kernel-fails', reply.trouble)] : [];
  },
};

/** Does its WebSocket open? */
export const kernelConnects: Check<PathContext> = {
  id: 'kernel-connects',
  needs: ['kernel-starts'],
  fine: () => t().hops.kernelConnects,
  async look(context) {
    const reply = await whileItLives(context, channel(context));
    if ('trouble' in reply) {
      const otherwise = reply.trouble.kind === 'kernel-died' ? 'kernel-dies' : 'websocket-refused';
      return [await whyNoKernel(context, otherwise, reply.trouble)];
    }
    context.luggage.channel = reply.value;
    return [];
  },
};

/** Does it compute? */
export const kernelAnswers: Check<PathContext> = {
  id: 'kernel-answers',
  needs: ['kernel-connects'],
  fine: () => t().hops.kernelAnswers,
  async look(context) {
    const m = t().hops;
    const { channel: open } = context.luggage;
    if (open === undefined) throw new Error('no channel');
    const reply = await whileItLives(context, open.evaluate('1+1'));
    if ('trouble' in reply) return [await whyNoKernel(context, 'kernel-dies', reply.trouble)];
    if (reply.value === TWO) return [];
    return [
      { id: 'kernel-wrong', status: 'fail', message: m.kernelWrong(reply.value), fix: m.kernelDiesFix },
    ];
  },
};

/** Is it gone again? */
export const kernelRemoved: Check<PathContext> = {
  id: 'kernel-removed',
  needs: ['kernel-answers'],
  fine: () => t().hops.kernelRemoved,
  async look({ luggage }) {
    luggage.channel?.close();
    const reply = await removeKernel(luggage);
    if (reply === undefined || 'value' in reply) return [];
    const m = t().hops;
    const left: Finding = {
      id: 'kernel-left',
      status: 'warn',
      message: m.kernelLeft(reply.trouble.text),
      fix: m.kernelLeftFix,
    };
    return [left];
  },
};

/** Removes the kernel of the walk, once. */
export async function removeKernel(luggage: PathContext['luggage']): Promise<Reply<'removed'> | undefined> {
  const { visit, kernel } = luggage;
  if (visit === undefined || kernel === undefined) return undefined;
  delete luggage.kernel;
  const started = await kernel;
  return 'value' in started ? visit.removeKernel(started.value) : undefined;
}

async function channel({ luggage }: PathContext): Promise<Reply<KernelChannel>> {
  const started = await luggage.kernel;
  if (luggage.visit === undefined || started === undefined) throw new Error('no kernel');
  return 'value' in started ? luggage.visit.openKernel(started.value) : started;
}
