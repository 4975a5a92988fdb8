import { ipBytes } from '../../ip.ts';
import type { PortMapping } from '../../port-mapping.ts';
import type { NatPmpGateway } from './nat-pmp.ts';
import { askUdp, natPmpMap } from './nat-pmp.ts';
import { silent } from './refusal.ts';

/** RFC 6887. */
const VERSION = 2;
const ANNOUNCE = 0;
const MAP = 1;
const TCP = 6;
const HEADER = 24;

export interface PcpWish {
  readonly internalPort: number;
  readonly externalPort: number;
  /** Seconds; 0 gives it back. */
  readonly lease: number;
  /** 12 bytes in hex. */
  readonly nonce: string;
}

export type PcpReply =
  | { readonly externalPort: number; readonly address: string; readonly lease: number }
  | { readonly refused: number };

/** Does the gateway speak PCP? An empty question that changes nothing. */
export async function speaksPcp({ gateway, ownAddress, signal }: NatPmpGateway): Promise<boolean> {
  const question = request(ANNOUNCE, 0, ownAddress, 0);
  const read = (answer: Uint8Array) => head(answer, ANNOUNCE)?.getUint8(3);
  const result = await askUdp(gateway, ownAddress, question, read, signal);
  // 4 is UNSUPP_OPCODE: it speaks PCP, and has no word for this.
  return result === 0 || result === 4;
}

/** The names under which a silent router is told of. */
export const UDP_PROTOCOLS = { pcp: 'PCP', 'nat-pmp': 'NAT-PMP' } as const;

/** Asks by PCP or NAT-PMP for the port of a mapping; a lease of 0 gives it back. Throws where the router is silent. */
export async function mapByUdp(mapping: PortMapping, protocol: keyof typeof UDP_PROTOCOLS) {
  const { gateway, internalAddress: ownAddress, nonce = '' } = mapping;
  const endpoint = { gateway, ownAddress };
  const reply =
    protocol === 'pcp' ? await pcpMap(endpoint, { ...mapping, nonce }) : await natPmpMap(endpoint, mapping);
  if (reply === undefined) throw silent(mapping, UDP_PROTOCOLS[protocol]);
  return reply;
}

/** Asks for a TCP port, or gives it back. Undefined: it is silent. */
function pcpMap(
  { gateway, ownAddress, signal }: NatPmpGateway,
  { internalPort, externalPort, lease, nonce }: PcpWish,
): Promise<PcpReply | undefined> {
  const isExact = lease > 0;
  const question = request(MAP, lease, ownAddress, isExact ? 40 : 36);
  // PREFER_FAILURE: this outer port or none.
  if (isExact) question[HEADER + 36] = 2;
  const out = new DataView(question.buffer);
  const bytes = Buffer.from(nonce, 'hex');
  question.set(bytes.subarray(0, 12), HEADER);
  out.setUint8(HEADER + 12, TCP);
  out.setUint16(HEADER + 16, internalPort);
  out.setUint16(HEADER + 18, externalPort);
  // Any outer address of the IPv4 kind.
  question.set(mapped('0.0.0.0'), HEADER + 20);
  const read = (answer: Uint8Array): PcpReply | undefined => {
    const view = head(answer, MAP);
    if (view === undefined) return undefined;
    const refused = view.getUint8(3);
    const isOurs = answer.length >= 60 && bytes.equals(answer.subarray(HEADER, HEADER + 12));
    if (!isOurs) return undefined;
    if (refused !== 0) return { refused };
    return {
      externalPort: view.getUint16(HEADER + 18),
      address: answer.subarray(HEADER + 32, HEADER + 36).join('.'),
      lease: view.getUint32(4),
    };
  };
  return askUdp(gateway, ownAddress, question, read, signal);
}

function request(
  opcode: number,
  lease: number,
  ownAddress: string,
  payload: number,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER + payload);
  const out = new DataView(bytes.buffer);
  out.setUint8(0, VERSION);
  out.setUint8(1, opcode);
  out.setUint32(4, lease);
  bytes.set(mapped(ownAddress), 8);
  return bytes;
}

function head(answer: Uint8Array, opcode: number): DataView | undefined {
  if (answer.length < HEADER || answer[0] !== VERSION || answer[1] !== 128 + opcode) return undefined;
  return new DataView(answer.buffer, answer.byteOffset, answer.byteLength);
}

/** An IPv4 address as PCP carries it: ::ffff:a.b.c.d. */
function mapped(address: string): Uint8Array {
  const bytes = new Uint8Array(16);
  bytes.fill(0xff, 10, 12);
  bytes.set(ipBytes(address)?.subarray(0, 4) ?? [], 12);
  return bytes;
}
