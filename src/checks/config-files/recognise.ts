import { t } from '../../messages/index.ts';
import { type Evidence, type Finding, finding } from '../../situation/finding.ts';
import type { System } from '../../system/system.ts';
import type { CauseRow } from './causes.ts';
import { DROPPING_CAUSES, REFUSING_CAUSES } from './causes.ts';
import { placeOf, type Scene, shownLine } from './complaint.ts';

const CAUSES: readonly CauseRow[] = [...DROPPING_CAUSES, ...REFUSING_CAUSES];

/** The finding for the first known cause that matches a complaint; 'config-error' if none matches. */
export async function recognise(scene: Scene, system: System): Promise<Finding> {
  const row: CauseRow = CAUSES.find((each) => fits(each, scene)) ?? { id: 'config-error' };
  const details = (await row.details?.(scene, system)) ?? {};
  const words = {
    program: scene.program,
    place: placeOf(scene),
    name: details.name ?? '',
    better: details.better ?? '',
    said: scene.said,
  };
  const said = t().scars.cause[row.id];
  const changes = (await row.repair?.(scene, system)) ?? [];
  return finding(
    'fail',
    row.id,
    { message: said.message(words), why: whyOf(scene), fix: said.fix(words) },
    { evidence: evidenceOf(scene), ...(changes.length > 0 && { repair: { changes } }) },
  );
}

function fits({ kinds, says, line, content, when }: CauseRow, scene: Scene): boolean {
  return (
    (kinds === undefined || kinds.includes(scene.kind)) &&
    (says === undefined || says.test(scene.said)) &&
    (line === undefined || line.test(scene.text)) &&
    (content === undefined || content.test(Buffer.from(scene.bytes).toString('latin1'))) &&
    (when === undefined || when(scene))
  );
}

function evidenceOf({ path, line, bytes, said }: Scene): Evidence {
  const text = line === undefined ? said : shownLine(bytes, line);
  return {
    ...(path !== undefined && { file: path }),
    ...(line !== undefined && { line }),
    ...(text !== '' && { text }),
  };
}

function whyOf(scene: Scene): string {
  const m = t().scars;
  const { kind, path, refused } = scene;
  if (kind === 'extension-error' && !refused) return m.whyExtension;
  if (kind !== 'config-error') return m.whyRefused;
  if (!path?.endsWith('.json')) return m.whyDropped;
  return refused || isReadTwice(scene) ? m.whyRefused : m.whyJsonDropped;
}

/** Jupyter reads this JSON file again for the enabled extensions; an error then stops a server of either generation. */
function isReadTwice({ path, target }: Scene): boolean {
  const base = target.generation === 'classic' ? 'jupyter_notebook_config' : 'jupyter_server_config';
  return path?.endsWith(`${base}.json`) === true;
}
