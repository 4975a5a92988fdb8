import { t } from '../../messages/index.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../situation/check.ts';
import type { Situation } from '../../situation/situation.ts';
import { readProcess } from '../../system/process-info.ts';

/** JupyterHub gives these to each single-user server that it starts, and to everything started from there. */
const VARIABLES = ['JUPYTERHUB_SERVICE_PREFIX', 'JUPYTERHUB_API_URL', 'JUPYTERHUB_API_TOKEN'] as const;

/** The program of a single-user server: jupyterhub-singleuser, or jupyter_labhub of older hubs. */
const SINGLE_USER = /(?:^|\/)jupyter(?:hub|lab)?-(?:singleuser|labhub)$|^jupyterhub\.singleuser$/;

/** What shows that JupyterHub runs this user's server: a variable, or a process. Undefined if it does not. */
export async function findHub(situation: Situation): Promise<string | undefined> {
  const { system } = situation;
  const own = VARIABLES.find((name) => Boolean(system.env[name]));
  if (own !== undefined) return own;
  const running = await situation.get('runningServers');
  const processes = await Promise.all(running.map(({ pid }) => readProcess(pid, system.files)));
  for (const process of processes) {
    const isOfHub =
      process?.args.slice(0, 4).some((word) => SINGLE_USER.test(word)) ||
      VARIABLES.some((name) => Boolean(process?.env?.[name]));
    if (process !== undefined && isOfHub) return t().access.doors.process(process.pid);
  }
  return undefined;
}

/** Under JupyterHub, the hub and its proxy decide who gets in, at which address, and with which login. */
export async function checkHub({ situation }: CheckContext): Promise<CheckFindings> {
  const sign = await findHub(situation);
  if (sign === undefined) return NOTHING_TO_CHECK;
  return [{ id: 'hub', status: 'unknown', message: t().host.hub(sign), fix: t().host.hubFix }];
}
