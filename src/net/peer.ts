/** Who is spoken to. */
export interface Peer {
  /** A name or an address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** The address to connect to instead of what the name resolves to. */
  readonly address: string | undefined;
  /** PEM of certificates that are trusted beside the system's. */
  readonly ca: string | undefined;
  /** A certificate that stands in `ca` itself is trusted under any name and at any time, and no other is. */
  readonly pinned: boolean;
}

/** The peer that an http(s) URL names. */
export function peerOf(
  url: URL,
  { connectTo, ca, pinned = false }: Partial<Pick<Peer, 'pinned'>> & { connectTo?: string; ca?: string } = {},
): Peer {
  const tls = url.protocol === 'https:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (tls ? 443 : 80),
    tls,
    address: connectTo?.replace(/^\[|\]$/g, ''),
    ca,
    pinned,
  };
}
