import { t } from '../../messages/index.ts';
import type { Change, RunCommand, WriteFile } from '../../plan/change.ts';
import { boolean, type Infer, nullable, object, oneOf, port, string } from '../../schema.ts';
import type { Situation } from '../../situation/situation.ts';
import { statePaths } from '../../state/paths.ts';
import { keepRecord, readRecord } from '../../state/record.ts';
import type { System } from '../../system/system.ts';
import { TUNNELS, type Tunnel, type TunnelTarget, tunnelById } from './tunnels.ts';

const TUNNEL_START = 'tunnel-start';

const TUNNEL_STOP = 'tunnel-stop';

/** Switches on what the program itself keeps on; undone by switching off that one again. */
export function planTunnelStart(
  exposeDir: string,
  tunnel: Tunnel,
  program: string,
  target: TunnelTarget,
  url: string,
): Change[] {
  const { port, secure } = target;
  const record: TunnelRecord = { schema: 1, tunnel: { id: tunnel.id, port, secure, url } };
  return [
    command(TUNNEL_START, t().tunnel.switchesOn(tunnel.id), program, tunnel.start(target), tunnel.stop?.()),
    keepTunnelRecord(exposeDir, record, TUNNEL_START),
  ];
}

/** Switches off what we switched on; nothing where there is nothing of ours. */
export async function planTunnelStop(system: System, exposeDir: string): Promise<Change[]> {
  const kept = await readTunnelRecord(system, exposeDir);
  const tunnel = kept === undefined || kept === null ? undefined : tunnelById(kept.id);
  const stop = tunnel?.stop?.();
  if (!kept || tunnel === undefined || stop === undefined) return [];
  const [program = ''] = tunnel.programs;
  const on = tunnel.start({ port: kept.port, secure: kept.secure });
  return [
    command(TUNNEL_STOP, t().tunnel.switchesOff(tunnel.id), program, stop, on),
    keepTunnelRecord(exposeDir, { schema: 1, tunnel: null }, TUNNEL_STOP),
  ];
}

/** What `close` shuts: the tunnel that we switched on. */
export async function closeTunnel(situation: Situation): Promise<Change[]> {
  return planTunnelStop(situation.system, (await situation.get('places')).exposeDir);
}

function command(
  id: string,
  title: string,
  program: string,
  args: readonly string[],
  undo: readonly string[] | undefined,
): RunCommand {
  return {
    kind: 'run-command',
    id,
    title,
    command: [program, ...args],
    undo: undo === undefined ? undefined : [program, ...undo],
    mayFail: true,
  };
}

const BACKGROUND = TUNNELS.filter(({ life }) => life === 'background').map(({ id }) => id);

/** The row is looked up by its id, so that no word of a spoiled file is ever run. */
const TUNNEL_RECORD = object({
  schema: oneOf(1),
  /** null: none any more. `secure`: it was https when it was switched on. */
  tunnel: nullable(object({ id: oneOf(...BACKGROUND), port, secure: boolean, url: string })),
});

/** A tunnel that its own program keeps on, since we told it to: expose/tunnel.json. */
type TunnelRecord = Infer<typeof TUNNEL_RECORD>;

/** Undefined where there is none, or none that can be read as such. */
export async function readTunnelRecord(
  { files }: Pick<System, 'files'>,
  exposeDir: string,
): Promise<TunnelRecord['tunnel'] | undefined> {
  return (await readRecord(files, statePaths(exposeDir).tunnel, TUNNEL_RECORD))?.tunnel ?? undefined;
}

/** Keeping it is a change of the plan like every other; not done where the program refused (`needs`). */
function keepTunnelRecord(exposeDir: string, record: TunnelRecord, needs: string): WriteFile {
  return keepRecord(statePaths(exposeDir).tunnel, record, needs);
}
