import { askUdp } from './ask-udp.ts';

/** RFC 6886. */
export type NatPmpReply<T> = T | { readonly refused: number };

const OPCODE_ADDRESS = 0;
const OPCODE_TCP = 2;

export interface NatPmpPlace {
  readonly gateway: string;
  readonly ownAddress: string;
  readonly signal?: AbortSignal | undefined;
}

/** Its outer address; undefined: it does not speak NAT-PMP. */
export function natPmpAddress({
  gateway,
  ownAddress,
  signal,
}: NatPmpPlace): Promise<NatPmpReply<{ readonly address: string }> | undefined> {
  const read = (answer: Uint8Array) => {
    const view = head(answer, OPCODE_ADDRESS, 8);
    if (view === undefined) return undefined;
    const refused = view.getUint16(2);
    if (refused !== 0) return { refused };
    return answer.length < 12 ? undefined : { address: answer.subarray(8, 12).join('.') };
  };
  return askUdp(gateway, ownAddress, Uint8Array.of(0, OPCODE_ADDRESS), read, signal);
}

/** Asks for a TCP port; a lease of 0 gives it back (the outer port is 0 then, as the RFC wants). */
export function natPmpMap(
  { gateway, ownAddress, signal }: NatPmpPlace,
  want: { readonly internalPort: number; readonly externalPort: number; readonly lease: number },
): Promise<NatPmpReply<{ readonly externalPort: number; readonly lease: number }> | undefined> {
  const question = new Uint8Array(12);
  const out = new DataView(question.buffer);
  out.setUint8(1, OPCODE_TCP);
  out.setUint16(4, want.internalPort);
  out.setUint16(6, want.lease === 0 ? 0 : want.externalPort);
  out.setUint32(8, want.lease);
  const read = (answer: Uint8Array) => {
    const view = head(answer, OPCODE_TCP, 4);
    if (view === undefined) return undefined;
    const refused = view.getUint16(2);
    if (refused !== 0) return { refused };
    if (answer.length < 16 || view.getUint16(8) !== want.internalPort) return undefined;
    return { externalPort: view.getUint16(10), lease: view.getUint32(12) };
  };
  return askUdp(gateway, ownAddress, question, read, signal);
}

/** Version 0 and the opcode of an answer; a PCP server may say that it wants another version, which is no answer here. */
function head(answer: Uint8Array, opcode: number, shortest: number): DataView | undefined {
  if (answer.length < shortest || answer[0] !== 0 || answer[1] !== 128 + opcode) return undefined;
  return new DataView(answer.buffer, answer.byteOffset, answer.byteLength);
}
