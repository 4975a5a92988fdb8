import type { ServerSession } from '../../jupyter/client/server-session.ts';
import type { KernelChannel, Problem, Reply } from '../../jupyter/client/types.ts';
import type { HttpAnswer } from '../../net/http.ts';
import {
  type Check,
  type CheckFindings,
  type CheckResult,
  NOTHING_TO_CHECK,
  runChecks,
} from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { unlessAborted } from '../../system/abort.ts';
import type { Secret } from '../../system/secret.ts';

/** What every live check needs. */
export interface LiveContext {
  readonly session: ServerSession;
  /** Without it neither the login nor a kernel is tried. */
  readonly password: Secret | undefined;
}

type Findings = readonly Finding[] | Promise<readonly Finding[]>;

/** How a doctor reports one step of a session. */
export interface LiveStep<Context, Value = unknown>
  extends Pick<Check<Context>, 'id' | 'needs' | 'after' | 'fine'> {
  /** The cause of a step that failed. */
  explain(problem: Problem, context: Context): Findings;
  /** What is wrong with the value of a step that succeeded; no finding when all is well. */
  evaluate?(value: Value, context: Context): Findings;
}

/** How a doctor reports a session: its own checks, and its ids and words for the steps that all doctors share. */
export interface LiveReport<Context> {
  /** From the address to an answer that comes from a Jupyter. */
  readonly reaching: readonly Check<Context>[];
  /** Is an anonymous client kept out? */
  readonly closed: LiveStep<Context, HttpAnswer>;
  /** What else can be checked without a password. */
  readonly beforeLogin: readonly Check<Context>[];
  readonly login: LiveStep<Context>;
  /** What is reported instead of a login that cannot be tried; undefined if it can. */
  loginUntried(context: Context): Promise<CheckFindings | undefined>;
  /** What is checked with the login, before a kernel is started. */
  readonly afterLogin: readonly Check<Context>[];
  readonly kernel: LiveStep<Context>;
  readonly websocket: LiveStep<Context>;
  readonly computes: LiveStep<Context, string>;
  readonly removed: LiveStep<Context>;
  /** What is reported instead of a kernel step without a login. */
  kernelUntried(): CheckFindings;
}

export interface RunOptions {
  /** Ids of checks that were made before and are left out. */
  readonly leaveOut?: readonly string[];
  /** When it aborts, the kernel is removed and the signal's reason thrown. */
  readonly signal?: AbortSignal | undefined;
  readonly onResult?: ((result: CheckResult) => void | Promise<void>) | undefined;
}

/** Makes the live checks over the context's session and closes it in every case. */
export async function runLiveChecks<Context extends LiveContext>(
  report: LiveReport<Context>,
  context: Context,
  { leaveOut = [], signal, onResult }: RunOptions,
): Promise<Finding[]> {
  try {
    const checks = liveChecks(report).filter(({ id }) => !leaveOut.includes(id));
    const running = runChecks(checks, context, onResult);
    return await (signal === undefined ? running : unlessAborted(running, signal));
  } finally {
    await context.session.close();
  }
}

/** The one list of live checks, from the address to a kernel that computes. */
function liveChecks<Context extends LiveContext>(report: LiveReport<Context>): Check<Context>[] {
  const kernelStep = <Value>(
    step: LiveStep<Context, Value>,
    take: (session: ServerSession) => Promise<Reply<Value>>,
  ) =>
    checkOf(step, async (context) =>
      context.session.isLoggedIn() ? { reply: await take(context.session) } : report.kernelUntried(),
    );
  return [
    ...report.reaching,
    checkOf(report.closed, async ({ session }) => ({ reply: await session.status() })),
    ...report.beforeLogin,
    checkOf(report.login, async (context) => {
      const untried = await report.loginUntried(context);
      if (untried !== undefined || context.password === undefined) return untried ?? NOTHING_TO_CHECK;
      return { reply: await context.session.login(context.password) };
    }),
    ...report.afterLogin,
    kernelStep(report.kernel, (session) => session.startKernel()),
    kernelStep<KernelChannel>(report.websocket, (session) => session.openKernel()),
    kernelStep(report.computes, (session) => session.compute()),
    kernelStep(report.removed, (session) => session.removeKernel()),
  ];
}

function checkOf<Context, Value>(
  { explain, evaluate, ...check }: LiveStep<Context, Value>,
  take: (context: Context) => Promise<{ reply: Reply<Value> } | CheckFindings>,
): Check<Context> {
  return {
    ...check,
    async run(context) {
      const taken = await take(context);
      if (!(typeof taken === 'object' && 'reply' in taken)) return taken;
      const { reply } = taken;
      if ('problem' in reply) return explain(reply.problem, context);
      return evaluate === undefined ? [] : evaluate(reply.value, context);
    },
  };
}
