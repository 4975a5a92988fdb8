/** The way out of the house: the router's address towards this computer. */
export interface Gateway {
  readonly family: 4 | 6;
  readonly address: string;
  readonly interfaceName: string;
  /** The address of this computer in the gateway's network; undefined where it cannot be told. */
  readonly ownAddress: string | undefined;
  /** 'aa:bb:cc:dd:ee:ff', where the system has talked to it lately. */
  readonly mac?: string;
}

/** The router towards the internet (IPv4); undefined where this computer has none. Sends nothing. */
export async function ownGateway(network: {
  gateways(): Promise<readonly Gateway[]>;
}): Promise<Gateway | undefined> {
  const gateways = await network.gateways();
  return gateways.find(({ family, ownAddress }) => family === 4 && ownAddress !== undefined);
}
