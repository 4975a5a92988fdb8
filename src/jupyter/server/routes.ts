import { isRecord, parseMarked, textOf } from '../../json.ts';
import { readProcess } from '../../system/process-info.ts';
import type { System } from '../../system/system.ts';
import type { Target } from '../target.ts';
import { ROUTES_SCRIPT } from './routes-script.ts';
import type { RunningServer } from './running-servers.ts';
import { withRuntimeDirectory } from './temporary.ts';

const MARK = 'jupyter-expose-routes:';

const TIMEOUT = 60_000;

/** One path at which the server answers. */
export interface Route {
  /** From the root of the server, base URL included; with an `x` for each parameter. */
  readonly path: string;
  /** The Python class that answers: 'jupyter_server.auth.login.LoginFormHandler'. */
  readonly handler: string;
  /** It derives from Jupyter's own handler class. */
  readonly isJupyter: boolean;
  /** It serves installed files only: scripts and pictures of pages. */
  readonly isAssets: boolean;
}

export interface Routes {
  readonly routes: readonly Route[];
  /** allow_unauthenticated_access exists, which closes every route of Jupyter's own handler class. */
  readonly isClosable: boolean;
}

/**
 * The routes of a server, those of its extensions included, as the installed Jupyter sets them up with the options of
 * the running one. Undefined if it cannot be asked. No second server runs.
 */
export async function readRoutes(
  { installed, app }: Target,
  system: System,
  { pid }: RunningServer,
): Promise<Routes | undefined> {
  if (installed?.interpreter === undefined) return undefined;
  const options = (await readProcess(pid, system.files))?.args ?? [];
  const given = options.filter((word) => /^--[A-Za-z][\w.-]*=/.test(word));
  const command = ['-c', ROUTES_SCRIPT, app, MARK, ...given];
  const { stdout } = await withRuntimeDirectory(system, (env) =>
    system.run(installed.interpreter ?? '', command, { timeout: TIMEOUT, env }),
  );
  const answer = parseMarked(stdout, MARK);
  if (!Array.isArray(answer?.routes)) return undefined;
  const routes = answer.routes.filter(isRecord).map((route) => ({
    path: textOf(route.path) ?? '',
    handler: textOf(route.handler) ?? '',
    isJupyter: route.jupyter === true,
    isAssets: route.assets === true,
  }));
  return { routes, isClosable: answer.closable === true };
}
