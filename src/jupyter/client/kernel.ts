import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpReceived } from '../../net/http.ts';
import { statusTrouble } from '../../net/http.ts';
import type { Visit } from './session.ts';
import type { Reply, Trouble } from './types.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/** Starts a kernel: Python's where there is one, else the server's default. */
export async function startKernel(visit: Visit): Promise<Reply<string>> {
  const specs = await visit.ask({ method: 'GET', path: 'api/kernelspecs' });
  if ('trouble' in specs) return specs;
  if (specs.value.status !== 200) return { trouble: refusal(specs.value) };
  const name = chooseKernel(parse(specs.value.text));
  if (name === undefined) return { trouble: { kind: 'no-kernel', text: '' } };
  const body = JSON.stringify({ name });
  const timeout = visit.limits.kernelMs;
  const made = await visit.ask({ method: 'POST', path: 'api/kernels', headers: JSON_TYPE, body, timeout });
  if ('trouble' in made) return made;
  const { id } = record(parse(made.value.text));
  const isMade =
    [200, 201].includes(made.value.status) && typeof id === 'string' && /^[\w-]{1,100}$/.test(id);
  return isMade ? { value: id } : { trouble: refusal(made.value) };
}

/** A server that is just starting a dead kernel anew stumbles over its removal, and can do it a moment later. */
const REMOVAL_TRIES = 4;

/** Takes the kernel away; one that is gone already is as good. */
export async function removeKernel(visit: Visit, id: string): Promise<Reply<'removed'>> {
  const timeout = visit.limits.kernelMs;
  for (let tries = 1; ; tries += 1) {
    const reply = await visit.ask({ method: 'DELETE', path: `api/kernels/${id}`, timeout });
    if ('trouble' in reply) return reply;
    if ([200, 204, 404].includes(reply.value.status)) return { value: 'removed' };
    if (reply.value.status < 500 || tries === REMOVAL_TRIES) return { trouble: refusal(reply.value) };
    await sleep(visit.limits.askAgainMs);
  }
}

/** Why a kernel can no longer answer; undefined where the server still has it. */
export async function lookForDeath(visit: Visit, id: string): Promise<Trouble | undefined> {
  const reply = await visit.ask({ method: 'GET', path: `api/kernels/${id}` });
  if ('trouble' in reply) return undefined;
  const state = record(parse(reply.value.text)).execution_state;
  if (reply.value.status !== 404 && state !== 'dead') return undefined;
  return {
    ...statusTrouble(reply.value),
    kind: 'kernel-died',
    text: reply.value.status === 404 ? '404' : 'dead',
  };
}

/** The name of the kernel to start, from what api/kernelspecs says. */
export function chooseKernel(told: unknown): string | undefined {
  const { default: preferred, kernelspecs } = record(told);
  const specs = Object.entries(record(kernelspecs));
  const pythons = specs.filter(([name, spec]) => {
    const language = record(record(spec).spec).language;
    return typeof language === 'string' ? language.toLowerCase() === 'python' : name.startsWith('python');
  });
  const candidates = (pythons.length > 0 ? pythons : specs).map(([name]) => name);
  return candidates.find((name) => name === preferred) ?? candidates[0];
}

function refusal(answer: HttpReceived): Trouble {
  const trouble = statusTrouble(answer);
  if (answer.status === 403 && /xsrf/i.test(answer.text)) return { ...trouble, kind: 'xsrf' };
  return /no such kernel|NoSuchKernel/i.test(answer.text) ? { ...trouble, kind: 'no-kernel' } : trouble;
}

/** JSON of a stranger: undefined where it is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A value of unknown shape as a record; an empty one where it is none. */
export function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
