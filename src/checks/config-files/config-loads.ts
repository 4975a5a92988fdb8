import { RefusedError } from '../../errors.ts';
import type { Effective } from '../../jupyter/settings/effective.ts';
import type { SettingSources } from '../../jupyter/settings/sources.ts';
import { t } from '../../messages/index.ts';
import type { Check, CheckContext } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';
import { type Complaint, makeScene } from './complaint.ts';
import { recognise } from './recognise.ts';

/** The root of all checks that read what Jupyter says: does it load every file, and would it start? */
export const configLoads: Check = {
  id: 'config-loads',
  needs: ['config-directory', 'ip-name'],
  fine: () => t().scars.loads,
  look: async (context) => {
    const effective = await context.situation.get('effective');
    const unseen = await notSeen(context, effective);
    if (unseen !== undefined) return [unseen];
    const problems = effective.problems.filter(({ kind }) => kind !== 'unknown-option');
    const refused = effective.trouble === 'would-not-start';
    const target = await context.situation.get('target');
    const sources = await context.situation.get('sources');
    const complaints: readonly Complaint[] = problems.length === 0 && refused ? [silence(sources)] : problems;
    const program = target.installed?.command ?? `jupyter ${target.app}`;
    const { system } = context;
    // What ends the server comes before what is only missing from it.
    const ordered = [...complaints].sort((a, b) => weight(a.kind) - weight(b.kind));
    return Promise.all(
      ordered.map(async (problem) => {
        const scene = await makeScene(problem, {
          target,
          program,
          sources,
          classes: effective.classes,
          refused,
          system,
        });
        return recognise(scene, system);
      }),
    );
  },
};

/** It ended without a word: a file that always stops (exit, raise) is the reason. */
function silence({ files }: SettingSources): Complaint {
  const stops = t().config.refused['never-finishes'];
  const file = files.find(({ error }) => error instanceof RefusedError && error.reason === stops);
  const line = file?.error instanceof RefusedError ? file.error.line : undefined;
  return { kind: 'silent', text: '', ...(file && { file: file.path }), ...(line && { line }) };
}

function weight(kind: Complaint['kind']): number {
  return kind === 'bad-config' ? 0 : 1;
}

async function notSeen({ situation }: CheckContext, { trouble }: Effective): Promise<Finding | undefined> {
  const m = t().scars;
  const unknown = (message: string, fix?: string): Finding => ({
    id: 'config-loads',
    status: 'unknown',
    message,
    ...(fix !== undefined && { fix }),
  });
  if (trouble === 'not-installed') return unknown(m.notInstalled, m.notInstalledFix);
  if (trouble === 'not-asked') return unknown(m.notAsked);
  if (trouble !== 'timeout') return undefined;
  const target = await situation.get('target');
  return unknown(m.timeout(target.installed?.command ?? `jupyter ${target.app}`), m.timeoutFix);
}
