import { peerOf } from '../../../net/connect.ts';
import { ask } from '../../../net/http.ts';

const ANSWER_MS = 2_500;
/** The beginning tells whose page it is. */
const KEPT = 20_000;

/** The first page of the router's menu: one question to the gateway, nowhere else, and no sign-in. Empty where there is none. */
export async function lookAtPage(
  gateway: string,
  signal?: AbortSignal,
): Promise<{ readonly page?: string; readonly location?: string }> {
  const url = new URL(`http://${gateway}/`);
  const reply = await ask({
    peer: peerOf(url),
    method: 'GET',
    path: '/',
    headers: { Host: url.host, Accept: 'text/html' },
    timeout: ANSWER_MS,
    ...(signal !== undefined && { closing: signal }),
  });
  if ('trouble' in reply) return {};
  const { text, headers } = reply.value;
  const { location } = headers;
  return { page: text.slice(0, KEPT), ...(location !== undefined && { location: location.slice(0, 200) }) };
}
