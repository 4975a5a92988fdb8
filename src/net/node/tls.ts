import { X509Certificate } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import {
  type NetworkProblem,
  type NetworkProblemKind,
  type NetworkReply,
  networkProblem,
} from '../errors.ts';
import type { Question } from '../http.ts';
import type { ShownCertificate } from '../network.ts';
import type { Peer } from '../peer.ts';
import { openTcp, serverNameOf } from './connect.ts';
import { type Deadline, withDeadline, within } from './deadline.ts';
import { certificatesIn, trusting, trustingNone } from './trusted-roots.ts';

/** Whoever speaks the other language answers at once; a port that says nothing is not waited for longer. */
const PROBE_MS = 2_000;

/** How long a handshake may be silent before we look whether the port speaks http: Jupyter's waits for ever. */
const SILENCE_MS = 1_500;

/** The words of OpenSSL for what is wrong with a certificate that are not simply "not trusted". */
const VERIFICATION: Readonly<Record<string, NetworkProblemKind>> = {
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-not-yet',
};

/** The handshake on an open connection, and whether the certificate is trusted for the name: nothing was sent yet. */
export async function startTls(
  socket: Socket,
  peer: Peer,
  deadline: Deadline,
): Promise<NetworkReply<TLSSocket>> {
  const shaken = await shakeHands(socket, peer, trusting(peer.ca), deadline);
  if ('problem' in shaken) return shaken;
  const problem = distrust(shaken.value, peer);
  if (problem === undefined) return shaken;
  shaken.value.destroy();
  return { problem };
}

/** The handshake alone, with whatever certificate. */
function shakeHands(
  socket: Socket,
  peer: Peer,
  secureContext: SecureContext,
  deadline: Deadline,
): Promise<NetworkReply<TLSSocket>> {
  return within(
    deadline,
    () => 'tls',
    (settle) => {
      const servername = serverNameOf(peer);
      const secure = connect({
        socket,
        servername,
        secureContext,
        // The judgement is ours, in `distrust`, before a byte is sent: the exact certificate may be trusted as well.
        rejectUnauthorized: false,
        checkServerIdentity: () => undefined,
      });
      secure.on('error', (error) => settle({ problem: networkProblem(error, 'tls') }));
      secure.once('secureConnect', () => settle({ value: secure }));
      return () => {
        secure.destroy();
        socket.destroy();
      };
    },
  );
}

/** Why this certificate is not trusted for this name now; undefined where it is. */
function distrust(socket: TLSSocket, { host, ca = '', pinned }: Peer): NetworkProblem | undefined {
  const leaf = socket.getPeerX509Certificate();
  if (leaf === undefined) return { kind: 'tls-untrusted', text: 'no certificate', phase: 'tls' };
  const code = socket.authorized ? undefined : String(socket.authorizationError);
  const isPinned = certificatesIn(ca).some((pem) => new X509Certificate(pem).raw.equals(leaf.raw));
  if (pinned)
    return isPinned ? undefined : { kind: 'tls-untrusted', text: 'another certificate', phase: 'tls' };
  if (code !== undefined && !(isPinned && VERIFICATION[code] === undefined)) {
    return { kind: VERIFICATION[code] ?? 'tls-untrusted', text: code, phase: 'tls' };
  }
  return wrongDate(leaf) ?? wrongName(leaf, host);
}

function wrongDate(leaf: X509Certificate): NetworkProblem | undefined {
  const now = Date.now();
  if (now > Date.parse(leaf.validTo)) return { kind: 'tls-expired', text: leaf.validTo, phase: 'tls' };
  if (now < Date.parse(leaf.validFrom)) return { kind: 'tls-not-yet', text: leaf.validFrom, phase: 'tls' };
  return undefined;
}

/** As browsers do it: only subjectAltName counts, never the subject's common name (RFC 9525). */
function wrongName(leaf: X509Certificate, host: string): NetworkProblem | undefined {
  const fits = isIP(host) === 0 ? leaf.checkHost(host, { subject: 'never' }) : leaf.checkIP(host);
  if (fits !== undefined) return undefined;
  return { kind: 'tls-name', text: leaf.subjectAltName ?? 'no subjectAltName', phase: 'tls' };
}

/** Network.showCertificate. */
export function showCertificate(question: Question): Promise<NetworkReply<ShownCertificate>> {
  return withDeadline(question, (deadline) => seeCertificate(question.peer, deadline));
}

async function seeCertificate(peer: Peer, deadline: Deadline): Promise<NetworkReply<ShownCertificate>> {
  const sent = await handshake(peer, trustingNone(), deadline);
  if ('problem' in sent) return sent;
  const chain = chainOf(sent.value);
  const protocol = sent.value.getProtocol() ?? '';
  sent.value.destroy();
  // A second handshake: with roots at hand Node adds them to the chain as if the server had sent them.
  const verified = await handshake(peer, trusting(peer.ca), deadline);
  if ('problem' in verified) return verified;
  const problem = distrust(verified.value, peer);
  verified.value.destroy();
  return { value: { chain, protocol, ...(problem && { problem }) } };
}

async function handshake(
  peer: Peer,
  trust: SecureContext,
  deadline: Deadline,
): Promise<NetworkReply<TLSSocket>> {
  const tcp = await openTcp(peer, deadline);
  if ('problem' in tcp) return tcp;
  return orPlain(shakeHands(tcp.value, peer, trust, deadline), tcp.value, peer);
}

function chainOf(socket: TLSSocket): string[] {
  const chain: string[] = [];
  for (
    let one = socket.getPeerX509Certificate();
    one !== undefined && !chain.includes(one.toString());
    one = one.issuerCertificate
  ) {
    chain.push(one.toString());
  }
  return chain;
}

/** A handshake that fails or is silent, looked at again: the port may speak plain http. */
export async function orPlain<T>(
  shaking: Promise<NetworkReply<T>>,
  socket: Socket,
  peer: Peer,
): Promise<NetworkReply<T>> {
  const notSpoken: NetworkProblem = { kind: 'tls-not-spoken', text: 'HTTP', phase: 'tls' };
  const timer = new AbortController();
  const silence = sleep(SILENCE_MS, undefined, { signal: timer.signal }).catch(() => undefined);
  const early = await Promise.race([shaking, silence]);
  timer.abort();
  if (early === undefined && (await speaksHttp(peer))) {
    socket.destroy();
    return { problem: notSpoken };
  }
  const reply = await shaking;
  const isDoubtful = 'problem' in reply && ['closed', 'timeout'].includes(reply.problem.kind);
  return isDoubtful && early !== undefined && (await speaksHttp(peer)) ? { problem: notSpoken } : reply;
}

/** A plain question that got no http answer, looked at again: the port may speak TLS. */
export async function orTls<T>(asking: Promise<NetworkReply<T>>, peer: Peer): Promise<NetworkReply<T>> {
  const reply = await asking;
  const isDoubtful = 'problem' in reply && ['closed', 'not-http'].includes(reply.problem.kind);
  if (!isDoubtful || !(await speaksTls(peer))) return reply;
  return { problem: { ...reply.problem, kind: 'tls-spoken' } };
}

/** nginx and Go answer plain http on their TLS port with a 400 that says so. */
export function asksForTls({ status, text }: { status: number; text: string }): boolean {
  return status === 400 && /plain HTTP request was sent to HTTPS|HTTP request to an HTTPS server/i.test(text);
}

/** An alert counts as well: a server that wants a client's certificate, or an old protocol, speaks TLS. */
async function speaksTls(peer: Peer): Promise<boolean> {
  const reply = await probe(peer, (socket, deadline) => shakeHands(socket, peer, trustingNone(), deadline));
  if ('value' in reply) reply.value.destroy();
  return 'value' in reply || ['tls-protocol', 'tls-failed'].includes(reply.problem.kind);
}

async function speaksHttp(peer: Peer): Promise<boolean> {
  const reply = await probe(peer, (socket, deadline) =>
    within<string>(
      deadline,
      () => 'answer',
      (settle) => {
        socket.once('data', (data: Buffer) => settle({ value: data.toString('latin1') }));
        socket.once('close', () => settle({ value: '' }));
        socket.write(`HEAD / HTTP/1.1\r\nHost: ${peer.host}\r\nConnection: close\r\n\r\n`);
        return () => socket.destroy();
      },
    ).finally(() => socket.destroy()),
  );
  return 'value' in reply && /^HTTP\/\d/.test(reply.value);
}

function probe<T>(
  peer: Peer,
  exchange: (socket: Socket, deadline: Deadline) => Promise<NetworkReply<T>>,
): Promise<NetworkReply<T>> {
  return withDeadline({ timeout: PROBE_MS }, async (deadline) => {
    const tcp = await openTcp(peer, deadline);
    return 'problem' in tcp ? tcp : exchange(tcp.value, deadline);
  });
}
