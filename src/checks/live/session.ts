import type { JupyterClient, KernelChannel, Reply } from '../../jupyter/client/types.ts';
import type { RunningServer } from '../../jupyter/server/running.ts';
import type { StartTrouble } from '../../jupyter/server/start-troubles.ts';
import type { CheckContext } from '../../situation/check.ts';
import type { Secret } from '../../system/secret.ts';

/** What Jupyter's settings say about how it is reached. */
export interface Wanted {
  /** '*', 'localhost', '192.168.0.10' */
  readonly ip: string;
  readonly port: number;
  /** '' where none is set. */
  readonly certfile: string;
  /** The stored hash; '' where none is set. */
  readonly hash: string;
}

/** The server that is walked to: one that runs, or one that was started for this. */
export type Reached =
  | {
      readonly server: RunningServer;
      /** What it has said; '' of one that we did not start. */
      readonly log: () => string;
    }
  | { readonly trouble: StartTrouble | 'slow' }
  /** One runs there, but with older settings. */
  | { readonly stale: RunningServer }
  /** None runs, and none may be started. */
  | { readonly absent: true };

/** One address at which the server is asked. */
export interface Place {
  readonly address: string;
  /** 'http://127.0.0.1:8888/base/' */
  readonly url: string;
  readonly loopback: boolean;
}

/** What the hops leave for those after them. */
export interface Luggage {
  /** Logged in. */
  visit?: JupyterClient;
  /** Also while it is being started. */
  kernel?: Promise<Reply<string>>;
  channel?: KernelChannel;
}

export interface PathContext extends CheckContext {
  readonly wanted: Wanted;
  readonly password: Secret | undefined;
  readonly allowPlainHttp: boolean;
  /** Finds or starts the server, once. */
  readonly reach: () => Promise<Reached>;
  /** A visitor of the server at this place, with no cookies. Closed when the walk is over. */
  readonly visit: (place: Place) => Promise<JupyterClient>;
  readonly luggage: Luggage;
  /** How the person starts this Jupyter: 'jupyter lab --config=FILE'. */
  readonly startCommand: string;
}
