import { atLeast } from '../../jupyter/generations.ts';
import { t } from '../../messages/index.ts';
import { peerOf } from '../../net/peer.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../situation/check.ts';
import { lineOf } from '../../situation/effective-setting.ts';
import { type Evidence, type Finding, finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';

const KEY = 'GatewayClient.url';

const VARIABLE = 'JUPYTER_GATEWAY_URL';

/** Milliseconds. */
const PATIENCE = 4000;

/** A server of Jupyter's on which all kernels run, instead of this computer. */
interface Gateway {
  readonly url: string;
  /** 'FILE:LINE' or the variable, for a sentence. */
  readonly where: string;
  readonly evidence: Evidence;
}

/** Whether the kernels run elsewhere, and if so, whether anything answers there. */
export async function checkGateway({ situation, announce }: CheckContext): Promise<CheckFindings> {
  const gateway = await findGateway(situation);
  if (gateway === undefined) return NOTHING_TO_CHECK;
  const m = t().host.gateway;
  if (announce === undefined)
    return [{ id: 'gateway', status: 'unknown', message: m.notAsked(withoutLogin(gateway.url)) }];
  const dead = await deadGateway(situation, announce);
  return dead === undefined
    ? [{ id: 'gateway', status: 'ok', message: m.answers(withoutLogin(gateway.url)) }]
    : [dead];
}

/**
 * The finding about a gateway that does not answer; undefined if there is none, or it does. `announce` prints which
 * computer is asked, before it is.
 */
export async function deadGateway(
  situation: Situation,
  announce: (line: string) => void,
): Promise<Finding | undefined> {
  const gateway = await findGateway(situation);
  if (gateway === undefined) return undefined;
  const { where, evidence } = gateway;
  const url = withoutLogin(gateway.url);
  const m = t().host.gateway;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed !== undefined) {
    announce(m.asks(url, where));
    const reply = await situation.network.request({
      peer: peerOf(parsed),
      timeout: PATIENCE,
      method: 'GET',
      path: `${parsed.pathname.replace(/\/$/, '')}/api`,
      headers: { host: parsed.host },
    });
    // A certificate that only Jupyter trusts is an answer.
    if ('value' in reply || reply.problem.kind.startsWith('tls-')) return undefined;
  }
  const words = { message: m.dead(url, where), fix: m.deadFix(where) };
  return finding('fail', 'gateway-unreachable', words, { evidence });
}

/** A setting, even an empty one, outweighs the variable. notebook has it from 6.0 on, jupyter_server always. */
async function findGateway(situation: Situation): Promise<Gateway | undefined> {
  const { generation, serverVersion } = await situation.get('target');
  if (generation === 'classic' && !atLeast(serverVersion, '6.0')) return undefined;
  const [{ files }, { values }] = await Promise.all([situation.get('sources'), situation.get('effective')]);
  const line = files
    .flatMap(({ path, format, settings }) => settings.map((one) => ({ ...one, file: path, format })))
    .findLast(({ key, wins }) => wins && key === KEY);
  const value = values[KEY] ?? line?.value;
  if (typeof value === 'string') {
    if (value === '') return undefined;
    if (line === undefined) return { url: value, where: KEY, evidence: { text: KEY } };
    const evidence = { file: line.file, line: line.line, text: withoutLogin(lineOf(line)) };
    return { url: value, where: `${line.file}:${line.line}`, evidence };
  }
  const url = situation.system.env[VARIABLE];
  return url ? { url, where: VARIABLE, evidence: { text: withoutLogin(`${VARIABLE}=${url}`) } } : undefined;
}

/** A URL may hold a user name and a password. */
function withoutLogin(text: string): string {
  return text.replace(/\/\/[^/@'"]*@/, '//');
}
