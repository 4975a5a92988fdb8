import { isAbsolute } from 'node:path';
import { EXPECTED_VALUE } from '../../jupyter/client/server-session.ts';
import type { Problem } from '../../jupyter/client/types.ts';
import { findExecutable } from '../../jupyter/installation/executables.ts';
import { t } from '../../messages/index.ts';
import { maskHashes } from '../../plan/masking.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { findGateways, gatewayGone } from '../host/gateway.ts';
import type { LiveReport } from './live-checks.ts';
import type { LocalContext } from './local-context.ts';

/** Milliseconds. */
const IMPORT_TIMEOUT = 10_000;

/** Jupyter replaces such a program name with its own Python. */
const PLAIN_PYTHON = /^python[\d.]*$/;

/** From starting a kernel to removing it. */
export const kernelSteps: Pick<
  LiveReport<LocalContext>,
  'kernel' | 'websocket' | 'computes' | 'removed' | 'kernelUntried'
> = {
  kernel: {
    id: 'kernel-starts',
    needs: ['password-accepted'],
    fine: () => t().live.kernelStarts,
    explain: async (problem, context) => [await whyNoKernel(context, 'kernel-fails', problem)],
  },
  websocket: {
    id: 'kernel-connects',
    needs: ['kernel-starts'],
    fine: () => t().live.kernelConnects,
    async explain(problem, context) {
      const otherwise = problem.kind === 'kernel-died' ? 'kernel-dies' : 'websocket-refused';
      return [await whyNoKernel(context, otherwise, problem)];
    },
  },
  computes: {
    id: 'kernel-answers',
    needs: ['kernel-connects'],
    fine: () => t().live.kernelAnswers,
    explain: async (problem, context) => [await whyNoKernel(context, 'kernel-dies', problem)],
    evaluate(value) {
      const m = t().live;
      const words = { message: m.kernelWrong(value), fix: m.kernelDiesFix };
      return value === EXPECTED_VALUE ? [] : [finding('fail', 'kernel-wrong', words)];
    },
  },
  removed: {
    id: 'kernel-removed',
    needs: ['kernel-answers'],
    fine: () => t().live.kernelRemoved,
    explain({ text }) {
      const m = t().live;
      return [{ id: 'kernel-left', status: 'warn', message: m.kernelLeft(text), fix: m.kernelLeftFix }];
    },
  },
  /** The login check reports why the login failed. */
  kernelUntried() {
    const blockedBy = 'password-accepted';
    const message = t().doctor.notReached(blockedBy);
    return [{ id: 'kernel-starts', status: 'unknown', message, blockedBy }];
  },
};

interface KernelSpec {
  readonly name: string;
  readonly argv: readonly string[];
}

/**
 * Why no kernel answers: Jupyter has no kernel, its program is missing, or its Python lacks the module. In any other
 * case the finding shows the server's own message.
 */
async function whyNoKernel(
  context: LocalContext,
  otherwise: 'kernel-fails' | 'kernel-dies' | 'websocket-refused',
  problem: Problem,
): Promise<Finding> {
  const m = t().live;
  const [gateway] = await findGateways(context.situation);
  if (gateway !== undefined) return gatewayGone(gateway);
  const specs = await kernelSpecs(context);
  if (specs?.length === 0)
    return finding('fail', 'kernel-none', { message: m.kernelNone, fix: m.kernelNoneFix });
  const [spec] = specs ?? [];
  const cause = spec && (await evaluateSpec(spec, context));
  if (cause) return cause;
  const text = (await lastComplaint(context)) ?? problem.text;
  const words =
    otherwise === 'websocket-refused'
      ? { message: m.socketRefused(problem.text), fix: m.socketRefusedFix }
      : { message: m.kernelDies(problem.text), fix: m.kernelDiesFix };
  const http = problem.status;
  const evidence = { text, ...(http !== undefined && { http }) };
  return { ...finding('fail', otherwise, words), evidence };
}

async function evaluateSpec({ name, argv }: KernelSpec, context: LocalContext): Promise<Finding | undefined> {
  const { system, situation } = context;
  const m = t().live;
  const [word = ''] = argv;
  const python = (await situation.get('target')).installed?.interpreter;
  const program = PLAIN_PYTHON.test(word) ? python : await programAt(word, context);
  if (program === undefined) {
    if (PLAIN_PYTHON.test(word)) return undefined;
    const words = { message: m.kernelSpecBroken(name, word), fix: m.kernelSpecBrokenFix(name) };
    return { ...finding('fail', 'kernel-spec-broken', words), evidence: { text: argv.join(' ') } };
  }
  const module = argv[argv.indexOf('-m') + 1];
  if (!argv.includes('-m') || module === undefined || !/^[\w.]+$/.test(module)) return undefined;
  const { code, stderr } = await system.run(program, ['-c', `import ${module}`], { timeout: IMPORT_TIMEOUT });
  if (code === 0 || code === undefined) return undefined;
  const [lastLine = ''] = stderr.trim().split('\n').slice(-1);
  const words = { message: m.kernelModuleMissing(name, module), fix: m.kernelModuleMissingFix(program) };
  return { ...finding('fail', 'kernel-module-missing', words), evidence: { text: maskHashes(lastLine) } };
}

async function programAt(word: string, { system }: LocalContext): Promise<string | undefined> {
  if (!isAbsolute(word)) return findExecutable(word, system, { extra: [] });
  return (await system.files.facts(word).catch(() => undefined)) === undefined ? undefined : word;
}

/** The kernels of the server, Python's and the default first; undefined if the server does not answer. */
async function kernelSpecs({ session }: LocalContext): Promise<KernelSpec[] | undefined> {
  const reply = await session.requestLoggedIn('GET', 'api/kernelspecs');
  if ('problem' in reply || reply.value.status !== 200) return undefined;
  const answer = JSON.parse(reply.value.text) as {
    default?: string;
    kernelspecs?: Record<string, { spec?: { argv?: string[]; language?: string } }>;
  };
  return Object.entries(answer.kernelspecs ?? {})
    .map(([name, { spec }]) => ({ name, argv: spec?.argv ?? [], language: spec?.language ?? '' }))
    .sort((a, b) => rank(b, answer.default) - rank(a, answer.default));
}

function rank({ name, language }: { name: string; language: string }, preferred = ''): number {
  return (name === preferred ? 1 : 0) + (language.toLowerCase() === 'python' ? 2 : 0);
}

/** The last line of the server's log that names an error. */
async function lastComplaint({ reach }: LocalContext): Promise<string | undefined> {
  const reached = await reach();
  const lines = 'server' in reached ? reached.log().split(/\r?\n/) : [];
  const line = lines.findLast((text) => /\b\w*Error\b|No module named/.test(text));
  return line === undefined ? undefined : maskHashes(line.trim());
}
