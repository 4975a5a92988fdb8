import { t } from '../../messages/index.ts';
import { type Evidence, type Finding, finding } from '../../situation/finding.ts';
import type { System } from '../../system/system.ts';
import type { Cause } from './causes.ts';
import { DROPPING_CAUSES, REFUSING_CAUSES } from './causes.ts';
import { type ComplaintContext, locationOf, shownLine } from './complaint.ts';

const CAUSES: readonly Cause[] = [...DROPPING_CAUSES, ...REFUSING_CAUSES];

/** The finding for the first known cause that matches a complaint; 'config-error' if none matches. */
export async function reportComplaint(context: ComplaintContext, system: System): Promise<Finding> {
  const cause: Cause = CAUSES.find((each) => matches(each, context)) ?? { id: 'config-error' };
  const details = (await cause.details?.(context, system)) ?? {};
  const words = {
    program: context.program,
    place: locationOf(context),
    name: details.name ?? '',
    better: details.better ?? '',
    said: context.complaint,
  };
  const sentences = t().configFiles.cause[cause.id];
  const changes = (await cause.repair?.(context, system)) ?? [];
  return finding(
    'fail',
    cause.id,
    { message: sentences.message(words), why: whyOf(context), fix: sentences.fix(words) },
    { evidence: evidenceOf(context), ...(changes.length > 0 && { repair: { changes } }) },
  );
}

function matches({ kinds, complaint, line, content, when }: Cause, context: ComplaintContext): boolean {
  return (
    (kinds === undefined || kinds.includes(context.kind)) &&
    (complaint === undefined || complaint.test(context.complaint)) &&
    (line === undefined || line.test(context.text)) &&
    (content === undefined || content.test(Buffer.from(context.bytes).toString('latin1'))) &&
    (when === undefined || when(context))
  );
}

function evidenceOf({ path, line, bytes, complaint }: ComplaintContext): Evidence {
  const text = line === undefined ? complaint : shownLine(bytes, line);
  return {
    ...(path !== undefined && { file: path }),
    ...(line !== undefined && { line }),
    ...(text !== '' && { text }),
  };
}

function whyOf(context: ComplaintContext): string {
  const m = t().configFiles;
  const { kind, path, refused } = context;
  if (kind === 'extension-error' && !refused) return m.whyExtension;
  if (kind !== 'config-error') return m.whyRefused;
  if (!path?.endsWith('.json')) return m.whyDropped;
  return refused || isReadTwice(context) ? m.whyRefused : m.whyJsonDropped;
}

/** Jupyter reads this JSON file again for the enabled extensions; an error then stops a server of either generation. */
function isReadTwice({ path, target }: ComplaintContext): boolean {
  const base = target.generation === 'classic' ? 'jupyter_notebook_config' : 'jupyter_server_config';
  return path?.endsWith(`${base}.json`) === true;
}
