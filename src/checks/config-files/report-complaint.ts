import { shellQuoted } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import { type Evidence, type Finding, finding } from '../../situation/finding.ts';
import type { System } from '../../system/system.ts';
import type { Cause } from './cause.ts';
import { DROPPING_CAUSES, REFUSING_CAUSES } from './causes.ts';
import { type ComplaintContext, locationOf, shownLine } from './complaint.ts';
import { markLookalikes } from './lookalikes.ts';

const CAUSES: readonly Cause[] = [...DROPPING_CAUSES, ...REFUSING_CAUSES];

/** The finding for the first known cause that matches a complaint; 'config-error' if none matches. */
export async function reportComplaint(complaint: ComplaintContext, system: System): Promise<Finding> {
  const cause: Cause = CAUSES.find((each) => matches(each, complaint)) ?? { id: 'config-error' };
  const line = cause.at?.(complaint) ?? complaint.line;
  const text = line === undefined ? complaint.text : (complaint.lines[line - 1] ?? '');
  const context: ComplaintContext = { ...complaint, line, text };
  const details = (await cause.details?.(context, system)) ?? {};
  const words = {
    program: context.program,
    place: locationOf(context),
    name: details.name ?? '',
    better: details.better ?? '',
    said: context.complaint,
    python: shellQuoted(context.target.installed?.interpreter ?? 'python3'),
  };
  const sentences = t().configFiles.cause[cause.id];
  const changes = (await cause.repair?.(context, system)) ?? [];
  return finding(
    'fail',
    cause.id,
    { message: sentences.message(words), why: whyOf(context), fix: sentences.fix(words) },
    {
      evidence: evidenceOf(context, cause.id === 'lookalike-character'),
      ...(changes.length > 0 && { repair: { changes } }),
    },
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

function evidenceOf({ path, line, bytes, complaint }: ComplaintContext, isMarked: boolean): Evidence {
  const shown = line === undefined ? complaint : shownLine(bytes, line);
  const text = isMarked ? markLookalikes(shown) : shown;
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
  if (kind === 'config-error' && path !== undefined && isAppliedInPart(context)) return m.whyPart;
  if (kind !== 'config-error') return m.whyRefused;
  if (!path?.endsWith('.json')) return m.whyDropped;
  return refused || isReadTwice(context) ? m.whyRefused : m.whyJsonDropped;
}

/** Notebook 6 takes over the settings one by one, in the order of the lines, up to the one that it cannot import. */
function isAppliedInPart({ complaint, refused }: ComplaintContext): boolean {
  return !refused && /name 'TraitError' is not defined/.test(complaint);
}

/** Jupyter reads this JSON file again for the enabled extensions; an error then stops a server of either generation. */
export function isReadTwice({ path, target }: Pick<ComplaintContext, 'path' | 'target'>): boolean {
  const base = target.generation === 'classic' ? 'jupyter_notebook_config' : 'jupyter_server_config';
  return path?.endsWith(`${base}.json`) === true;
}
