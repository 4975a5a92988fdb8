import { setTimeout as sleep } from 'node:timers/promises';
import { parseJson, record } from '../../json.ts';
import type { HttpAnswer, HttpReceived } from '../../net/http.ts';
import { statusProblem } from '../../net/http.ts';
import type { HttpClient } from './http-client.ts';
import type { Problem, Reply } from './types.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/** Starts Python's kernel if there is one, else the server's default, and returns its id. */
export async function startKernel(http: HttpClient): Promise<Reply<string>> {
  const specs = await http.request({ method: 'GET', path: 'api/kernelspecs' });
  if ('problem' in specs) return specs;
  if (specs.value.status !== 200) return { problem: refusal(specs.value) };
  const name = chooseKernel(specs.value.text);
  if (name === undefined) return { problem: { kind: 'no-kernel', text: '' } };
  const body = JSON.stringify({ name });
  const timeout = http.limits.kernelMs;
  const made = await http.request({ method: 'POST', path: 'api/kernels', headers: JSON_TYPE, body, timeout });
  if ('problem' in made) return made;
  const { id } = record(parseJson(made.value.text));
  const isMade =
    [200, 201].includes(made.value.status) && typeof id === 'string' && /^[\w-]{1,100}$/.test(id);
  return isMade ? { value: id } : { problem: refusal(made.value) };
}

/** A server that is restarting a dead kernel fails to remove it at first and succeeds a moment later. */
const REMOVAL_TRIES = 4;

/** Removes the kernel; a kernel that is already gone counts as removed. */
export async function removeKernel(http: HttpClient, id: string): Promise<Reply<'removed'>> {
  const timeout = http.limits.kernelMs;
  for (let tries = 1; ; tries += 1) {
    const reply = await http.request({ method: 'DELETE', path: `api/kernels/${id}`, timeout });
    if ('problem' in reply) return reply;
    if ([200, 204, 404].includes(reply.value.status)) return { value: 'removed' };
    if (reply.value.status < 500 || tries === REMOVAL_TRIES) return { problem: refusal(reply.value) };
    await sleep(http.limits.askAgainMs);
  }
}

/** Why a kernel can no longer answer; undefined while the server still has it. */
export async function findKernelDeath(http: HttpClient, id: string): Promise<Problem | undefined> {
  const reply = await http.request({ method: 'GET', path: `api/kernels/${id}` });
  if ('problem' in reply) return undefined;
  if (!isKernelDead(reply.value)) return undefined;
  return {
    ...statusProblem(reply.value),
    kind: 'kernel-died',
    text: reply.value.status === 404 ? '404' : 'dead',
  };
}

/** Does the answer to GET api/kernels/ID say that the kernel is gone or dead? */
export function isKernelDead({ status, text }: HttpAnswer): boolean {
  return status === 404 || record(parseJson(text)).execution_state === 'dead';
}

/** The name of the kernel to start, given the answer of api/kernelspecs. */
function chooseKernel(answer: string): string | undefined {
  const { default: preferred, kernelspecs } = record(parseJson(answer));
  const specs = Object.entries(record(kernelspecs));
  const pythons = specs.filter(([name, spec]) => {
    const language = record(record(spec).spec).language;
    return typeof language === 'string' ? language.toLowerCase() === 'python' : name.startsWith('python');
  });
  const candidates = (pythons.length > 0 ? pythons : specs).map(([name]) => name);
  return candidates.find((name) => name === preferred) ?? candidates[0];
}

function refusal(answer: HttpReceived): Problem {
  const problem = statusProblem(answer);
  if (answer.status === 403 && /xsrf/i.test(answer.text)) return { ...problem, kind: 'xsrf' };
  return /no such kernel|NoSuchKernel/i.test(answer.text) ? { ...problem, kind: 'no-kernel' } : problem;
}
