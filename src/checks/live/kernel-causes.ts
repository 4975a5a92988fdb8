import { isAbsolute } from 'node:path';
import type { Trouble } from '../../jupyter/client/types.ts';
import { findExecutable } from '../../jupyter/installation/executables.ts';
import { t } from '../../messages/index.ts';
import { maskHashes } from '../../plan/masking.ts';
import type { Finding } from '../../situation/finding.ts';
import type { PathContext } from './session.ts';

/** Milliseconds. */
const IMPORT_TIMEOUT = 10_000;
/** Jupyter puts its own Python in the place of such a word. */
const PLAIN_PYTHON = /^python[\d.]*$/;

interface KernelSpec {
  readonly name: string;
  readonly argv: readonly string[];
}

/**
 * Why no kernel answers, told apart by what Jupyter says about its kernels and by what is really there: none at all, one whose
 * program is gone, one whose Python lacks the module; else in the words of the trouble.
 */
export async function whyNoKernel(
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
