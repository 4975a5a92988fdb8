import { X509Certificate } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import { type Peer, serverNameOf } from './connect.ts';
import { type Deadline, within } from './deadline.ts';
import { type NetworkReply, type NetworkTrouble, type NetworkTroubleKind, troubleOf } from './errors.ts';
import { certificatesIn, trusting } from './trusted-roots.ts';

/** The words of OpenSSL for what is wrong with a certificate that are not simply "not trusted". */
const VERIFICATION: Readonly<Record<string, NetworkTroubleKind>> = {
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
  if ('trouble' in shaken) return shaken;
  const trouble = distrust(shaken.value, peer);
  if (trouble === undefined) return shaken;
  shaken.value.destroy();
  return { trouble };
}

/** The handshake alone, with whatever certificate. */
export function shakeHands(
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
      secure.on('error', (error) => settle({ trouble: troubleOf(error, 'tls') }));
      secure.once('secureConnect', () => settle({ value: secure }));
      return () => {
        secure.destroy();
        socket.destroy();
      };
    },
  );
}

/** Why this certificate is not trusted for this name now; undefined where it is. */
export function distrust(socket: TLSSocket, { host, ca = '', pinned }: Peer): NetworkTrouble | undefined {
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

function wrongDate(leaf: X509Certificate): NetworkTrouble | undefined {
  const now = Date.now();
  if (now > Date.parse(leaf.validTo)) return { kind: 'tls-expired', text: leaf.validTo, phase: 'tls' };
  if (now < Date.parse(leaf.validFrom)) return { kind: 'tls-not-yet', text: leaf.validFrom, phase: 'tls' };
  return undefined;
}

/** As browsers do it: only subjectAltName counts, never the subject's common name (RFC 9525). */
function wrongName(leaf: X509Certificate, host: string): NetworkTrouble | undefined {
  const fits = isIP(host) === 0 ? leaf.checkHost(host, { subject: 'never' }) : leaf.checkIP(host);
  if (fits !== undefined) return undefined;
  return { kind: 'tls-name', text: leaf.subjectAltName ?? 'no subjectAltName', phase: 'tls' };
}
