import { RefusedError } from '../../errors.ts';
import type { Effective } from '../../jupyter/settings/effective.ts';
import type { SettingSources } from '../../jupyter/settings/sources.ts';
import { commandOf } from '../../jupyter/target.ts';
import { t } from '../../messages/index.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { type Complaint, type ComplaintContext, locateComplaint } from './complaint.ts';
import { reportComplaint } from './report-complaint.ts';
import { complaintsOfFiles } from './without-jupyter.ts';

/** Why config files do not load or the server would not start: Jupyter's complaints with file and line. */
export async function locateComplaints(situation: Situation): Promise<ComplaintContext[]> {
  const effective = await situation.get('effective');
  const target = await situation.get('target');
  const sources = await situation.get('sources');
  const { system } = situation;
  const refused = effective.failure === 'would-not-start';
  const complaints = await complaintsOf(effective, sources, situation);
  // Problems that stop the server come before settings that are only missing.
  const ordered = [...complaints].sort((a, b) => weight(a.kind) - weight(b.kind));
  const around = { target, program: commandOf(target), sources, classes: effective.classes, refused, system };
  return Promise.all(ordered.map((one) => locateComplaint(one, around)));
}

/** A finding for each complaint, causes first. */
export async function reportComplaints(situation: Situation): Promise<Finding[]> {
  const located = await locateComplaints(situation);
  return Promise.all(located.map((one) => reportComplaint(one, situation.system)));
}

async function complaintsOf(
  { failure, problems }: Effective,
  sources: SettingSources,
  { system }: Situation,
): Promise<readonly Complaint[]> {
  if (failure === 'not-installed' || failure === 'not-asked') return complaintsOfFiles(sources, system);
  const told = problems.filter(({ kind }) => kind !== 'unknown-option');
  return told.length === 0 && failure === 'would-not-start' ? [silence(sources)] : told;
}

/** Jupyter ended without a message: the cause is a file that always stops (exit, raise). */
function silence({ files }: SettingSources): Complaint {
  const stops = t().pythonConfig.refused['never-finishes'];
  const file = files.find(({ error }) => error instanceof RefusedError && error.reason === stops);
  const line = file?.error instanceof RefusedError ? file.error.line : undefined;
  return { kind: 'silent', text: '', ...(file && { file: file.path }), ...(line && { line }) };
}

function weight(kind: Complaint['kind']): number {
  return kind === 'bad-config' ? 0 : 1;
}
