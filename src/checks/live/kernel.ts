import { isAbsolute } from 'node:path';
import type { KernelChannel, Reply, Trouble } from '../../jupyter/client/types.ts';
import { findExecutable } from '../../jupyter/installation/executables.ts';
import { t } from '../../messages/index.ts';
import { maskHashes } from '../../plan/masking.ts';
import type { Check } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import type { PathContext } from './session.ts';

/** Milliseconds between two looks. */
const GLANCE = 1000;

const GONE = 404;

/** Jupyter starts a kernel that ends again, five times, while the page says "connecting": once may be chance. */
const RESTARTS = 2;

/** Milliseconds. */
const IMPORT_TIMEOUT = 10_000;

/** Jupyter puts its own Python in the place of such a word. */
const PLAIN_PYTHON = /^python[\d.]*$/;

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

interface KernelSpec {
  readonly name: string;
  readonly argv: readonly string[];
}

/**
 * Why no kernel answers, told apart by what Jupyter says about its kernels and by what is really there: none at all, one whose
 * program is gone, one whose Python lacks the module; else in the words of the trouble.
 */
async function whyNoKernel(
  context: PathContext,
  otherwise: 'kernel-fails' | 'kernel-dies' | 'websocket-refused',
  trouble: Trouble,
): Promise<Finding> {
  const m = t().hops;
  const specs = await kernelSpecs(context);
  if (specs?.length === 0) return fail('kernel-none', m.kernelNone, m.kernelNoneFix);
  const [spec] = specs ?? [];
  const known = spec && (await whatIsWrongWith(spec, context));
  if (known) return known;
  const text = (await lastComplaint(context)) ?? trouble.text;
  const finding =
    otherwise === 'websocket-refused'
      ? fail(otherwise, m.socketRefused(trouble.text), m.socketRefusedFix)
      : fail(otherwise, m.kernelDies(trouble.text), m.kernelDiesFix);
  const http = trouble.status;
  return { ...finding, evidence: { text, ...(http !== undefined && { http }) } };
}

async function whatIsWrongWith(
  { name, argv }: KernelSpec,
  context: PathContext,
): Promise<Finding | undefined> {
  const { system, situation } = context;
  const m = t().hops;
  const [word = ''] = argv;
  const own = (await situation.get('target')).installed?.interpreter;
  const program = PLAIN_PYTHON.test(word) ? own : await programAt(word, context);
  if (program === undefined) {
    if (PLAIN_PYTHON.test(word)) return undefined;
    const finding = fail('kernel-spec-broken', m.kernelSpecBroken(name, word), m.kernelSpecBrokenFix(name));
    return { ...finding, evidence: { text: argv.join(' ') } };
  }
  const module = argv[argv.indexOf('-m') + 1];
  if (!argv.includes('-m') || module === undefined || !/^[\w.]+$/.test(module)) return undefined;
  const { code, stderr } = await system.run(program, ['-c', `import ${module}`], { timeout: IMPORT_TIMEOUT });
  if (code === 0 || code === undefined) return undefined;
  const [said = ''] = stderr.trim().split('\n').slice(-1);
  return {
    ...fail('kernel-module-missing', m.kernelModuleMissing(name, module), m.kernelModuleMissingFix(program)),
    evidence: { text: maskHashes(said) },
  };
}

async function programAt(word: string, { system }: PathContext): Promise<string | undefined> {
  if (!isAbsolute(word)) return findExecutable(word, system, { extra: [] });
  return (await system.files.facts(word).catch(() => undefined)) === undefined ? undefined : word;
}

/** The kernels that Jupyter knows, the one that it would take first; undefined where it does not say. */
async function kernelSpecs({ luggage }: PathContext): Promise<KernelSpec[] | undefined> {
  const reply = await luggage.visit?.request('GET', 'api/kernelspecs');
  if (reply === undefined || 'trouble' in reply || reply.value.status !== 200) return undefined;
  const told = JSON.parse(reply.value.text) as {
    default?: string;
    kernelspecs?: Record<string, { spec?: { argv?: string[]; language?: string } }>;
  };
  return Object.entries(told.kernelspecs ?? {})
    .map(([name, { spec }]) => ({ name, argv: spec?.argv ?? [], language: spec?.language ?? '' }))
    .sort((a, b) => rank(b, told.default) - rank(a, told.default));
}

function rank({ name, language }: { name: string; language: string }, preferred = ''): number {
  return (name === preferred ? 1 : 0) + (language.toLowerCase() === 'python' ? 2 : 0);
}

/** The last line of its log that names an error. */
async function lastComplaint({ reach }: PathContext): Promise<string | undefined> {
  const reached = await reach();
  const lines = 'server' in reached ? reached.log().split(/\r?\n/) : [];
  const line = lines.findLast((text) => /\b\w*Error\b|No module named/.test(text));
  return line === undefined ? undefined : maskHashes(line.trim());
}

function fail(id: string, message: string, fix: string): Finding {
  return { id, status: 'fail', message, fix };
}

/** Waits for the work with a kernel, but no longer than it lives: some servers let a page wait a minute for a dead one. */
async function whileItLives<T>(context: PathContext, work: Promise<Reply<T>>): Promise<Reply<T>> {
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
