import type { Reply } from '../../jupyter/client/types.ts';
import type { PathContext } from './session.ts';

/** Milliseconds between two looks. */
const GLANCE = 1000;
const GONE = 404;
/** Jupyter starts a kernel that ends again, five times, while the page says "connecting": once may be chance. */
const RESTARTS = 2;

/** Waits for the work with a kernel, but no longer than it lives: some servers let a page wait a minute for a dead one. */
export async function whileItLives<T>(context: PathContext, work: Promise<Reply<T>>): Promise<Reply<T>> {
  let over = false;
  const done = work.finally(() => {
    over = true;
  });
  const died = watch(context, () => over);
  return Promise.race([done, died]);
}

async function watch(context: PathContext, isOver: () => boolean): Promise<Reply<never>> {
  const { luggage } = context;
  const started = await luggage.kernel;
  while (!isOver()) {
    await new Promise((resolve) => setTimeout(resolve, GLANCE));
    const restarts = (await logOf(context)).match(/restarting kernel \(/gi)?.length ?? 0;
    if (restarts >= RESTARTS) return died(`${restarts} restarts`);
    if (started === undefined || 'trouble' in started) continue;
    const reply = await luggage.visit?.request('GET', `api/kernels/${started.value}`);
    if (reply === undefined || 'trouble' in reply) continue;
    const { status, text } = reply.value;
    if (status === GONE || /"execution_state": *"dead"/.test(text)) return died('dead');
  }
  return died('');
}

async function logOf(context: PathContext): Promise<string> {
  const reached = await context.reach();
  return 'server' in reached ? reached.log() : '';
}

function died(text: string): Reply<never> {
  return { trouble: { kind: 'kernel-died', text } };
}
