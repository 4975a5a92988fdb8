import type { Element } from '@xmldom/xmldom';
import { peerOf } from '../../peer.ts';
import type { Service } from '../../port-mapping.ts';
import { request } from '../http.ts';
import { childrenOf, readXml, textOf } from './description.ts';

/** What came back: the named values, or the number of a refusal; `trouble`: there was no answer of use. */
export type SoapReply =
  | { readonly values: Readonly<Record<string, string>> }
  | { readonly fault: number; readonly words: string }
  | { readonly problem: string };

const ANSWER_MS = 5_000;

/** One command of UPnP. Never throws for what the router does. */
export async function callService(
  { url: address, service }: Service,
  action: string,
  values: Readonly<Record<string, string | number>>,
  {
    signal,
    timeout = ANSWER_MS,
  }: { readonly signal?: AbortSignal | undefined; readonly timeout?: number } = {},
): Promise<SoapReply> {
  const url = new URL(address);
  const fields = Object.entries(values)
    .map(([name, value]) => `<${name}>${escaped(String(value))}</${name}>`)
    .join('');
  const body =
    '<?xml version="1.0"?>' +
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">' +
    `<s:Body><u:${action} xmlns:u="${escaped(service)}">${fields}</u:${action}></s:Body></s:Envelope>`;
  const reply = await request({
    peer: peerOf(url),
    method: 'POST',
    path: `${url.pathname}${url.search}`,
    headers: {
      Host: url.host,
      'Content-Type': 'text/xml; charset="utf-8"',
      SOAPAction: `"${service}#${action}"`,
    },
    body,
    timeout,
    ...(signal !== undefined && { closing: signal }),
  });
  if ('problem' in reply) return { problem: reply.problem.text };
  return readReply(reply.value.status, reply.value.text, action);
}

/** The answer to an action, out of the text of a stranger. */
export async function readReply(status: number, text: string, action: string): Promise<SoapReply> {
  const root = (await readXml(text))?.documentElement;
  const [body] = root?.localName === 'Envelope' ? childrenOf(root, 'Body') : [];
  if (body === undefined) return { problem: `HTTP ${status}` };
  const [fault] = childrenOf(body, 'Fault');
  if (fault !== undefined) return readFault(fault);
  const [answer] = childrenOf(body, `${action}Response`);
  if (answer === undefined || status !== 200) return { problem: `HTTP ${status}` };
  const values: Record<string, string> = {};
  for (let node = answer.firstChild; node !== null; node = node.nextSibling)
    if (node.nodeType === 1 && node.localName !== null)
      values[node.localName] = (node.textContent ?? '').trim().slice(0, 400);
  return { values };
}

function readFault(fault: Element): SoapReply {
  const [detail] = childrenOf(fault, 'detail');
  const [error] = detail === undefined ? [] : childrenOf(detail, 'UPnPError');
  const code = Number(error === undefined ? Number.NaN : textOf(error, 'errorCode'));
  if (!Number.isInteger(code)) return { problem: textOf(fault, 'faultstring') ?? 'SOAP' };
  return { fault: code, words: (error && textOf(error, 'errorDescription')) ?? '' };
}

function escaped(text: string): string {
  return text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
