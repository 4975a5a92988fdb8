import { cmd, glued } from '../command-line.ts';

/** The command `close`. */
export const close = {
  summary: 'no longer reachable from outside, in one command',
  confirm: {
    label: 'Close',
    message: 'Close all of this?',
    declined: 'Not confirmed. Nothing was changed.',
  },
  already: 'Nothing of ours is open: Jupyter listens for this computer only.',
  alreadyOurs: 'Nothing of ours is open.',
  config: {
    unchanged: (reason: string) => `The config could not be changed: ${reason}`,
    ignored:
      'While the error is in it, Jupyter ignores the whole file and listens for this computer only from its next start.',
    unless:
      'While the error is in it, Jupyter ignores the whole file: it listens for this computer only, unless another file says otherwise.',
    listens: (ip: string) => `From its next start, Jupyter listens on ${ip}.`,
    unknown: 'It may still make Jupyter listen for other devices.',
    fix: (path: string) => `Correct ${path}, then run it again: ${cmd('close')}`,
  },
  closed:
    'Closed: what jupyter-expose opened is shut, and Jupyter listens for this computer only from its next start.',
  partly: 'Not all of it could be closed: see above.',
  noOpenings:
    'A port that you forwarded in the router by hand, or a rule that you made yourself, is still there. It leads to nobody now; take it away in the router’s menu.',
  get again() {
    return `To open it again: ${cmd('init')}`;
  },
  stillRuns: (pid: number, port: number) =>
    `The Jupyter that runs (process ${pid}, port ${port}) still listens for other devices until it is stopped.`,
  stillRunsFix: (pid: number) => `Stop it: ${glued(`kill ${pid}`)}`,
  startsOpen: (where: string) =>
    `${where} starts Jupyter on an address of its own, for other devices, whatever the config says.`,
  startsOpenFix: 'Take --ip out of it.',
  asBefore: (ip: string) => `${ip} (as before close)`,
};
