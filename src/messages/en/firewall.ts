/** The firewall of this computer: firewall, its step, its checks. */
export const firewall = {
  summary: 'the firewall of this computer',
  statusSummary: 'is there a firewall, and does it let the port in?',
  openSummary: 'let the port in',
  closeSummary: 'take our own rule away again',
};
