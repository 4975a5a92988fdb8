/** Names that follow a changing address: ddns. */
export const ddns = {
  summary: 'a name that follows your address',
  statusSummary: 'does the name lead to this house?',
  updateSummary: 'tell the name service the address of today',
};
