/** A server seen from the client’s side. */
export const url = {
  noScheme: 'The address does not begin with https:// or http://.',
  noSchemeHint:
    'Write it as in the address line of the browser: --url https://name:8888/ (with TLS) or --url http://name:8888/ (without).',
  malformed: 'This is not an address that a browser could open.',
  malformedHint:
    'An address looks like this: https://name:8888/ – check the name and the number after the colon.',
};
