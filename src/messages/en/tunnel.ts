/** The way out where no port can be forwarded: tunnel. */
export const tunnel = {
  summary: 'a way out where the router cannot pass a port on',
  statusSummary: 'which tunnel programs are here, and which of them runs',
  startSummary: 'start one',
  stopSummary: 'stop ours',
};
