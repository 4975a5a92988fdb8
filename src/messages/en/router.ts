/** The router: recognising it, its menu, router, its step. */
export const router = {
  summary: 'your router: which one it is, and what to type in its menu',
  showSummary: 'which router it is, where its menu lies, and what to type there',
  statusSummary: 'what the router says: its outer address, and which ports it passes on',
  mapSummary: 'have the router pass the port on',
  unmapSummary: 'no longer',
};
