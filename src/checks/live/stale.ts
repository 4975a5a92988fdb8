import type { RunningServer } from '../../jupyter/server/running.ts';
import type { Situation } from '../../situation/situation.ts';

/** Milliseconds: Jupyter reads its config a moment after its process begins, and clocks of files are coarse. */
const TOLERANCE = 1000;

/** Was the server started before one of its config files was changed last? No Jupyter reads them again. */
export async function isStale(server: RunningServer, situation: Situation): Promise<boolean> {
  const { files } = await situation.get('sources');
  const existing = files.filter(({ exists }) => exists).map(({ path }) => path);
  const changed = Math.max(0, ...(await Promise.all(existing.map((path) => timeOf(path, situation)))));
  const started = situation.system.startedAt(server.pid) ?? Number.POSITIVE_INFINITY;
  // It wrote its own file when it was up: what lies behind that is no time of its start (a container's clock).
  const up = (await timeOf(server.file, situation)) || started;
  return changed > Math.min(started, up) + TOLERANCE;
}

/** When a file was changed last; 0 where nothing tells. */
async function timeOf(path: string, { system }: Situation): Promise<number> {
  const facts = await system.files.facts(path).catch(() => undefined);
  return facts?.mtimeMs ?? 0;
}
