/** How certificates are made. */
export const certificates = {
  notAName: (text: string) => `${JSON.stringify(text)} is neither a host name nor an address.`,
  notANameHint: 'A name is like jupyter.example.org, an address like 203.0.113.7.',
};
