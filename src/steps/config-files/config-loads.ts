import type { Effective } from '../../jupyter/effective.ts';
import type { LoadProblem } from '../../jupyter/load-problems.ts';
import { t } from '../../messages/index.ts';
import type { Check, CheckContext } from '../check.ts';
import type { Finding } from '../finding.ts';
import { recognise } from './recognise.ts';
import { makeScene } from './scene.ts';

/** The root of all checks that read what Jupyter says: does it load every file, and would it start? */
export const configLoads: Check = {
  id: 'config-loads',
  needs: ['ip-name'],
  fine: () => t().scars.loads,
  look: async (context) => {
    const effective = await context.situation.get('effective');
    const unseen = await notSeen(context, effective);
    if (unseen !== undefined) return [unseen];
    const problems = effective.problems.filter(({ kind }) => kind !== 'unknown-option');
    const refused = effective.trouble === 'would-not-start';
    const complaints = problems.length === 0 && refused ? [{ kind: 'silent', text: '' } as const] : problems;
    const target = await context.situation.get('target');
    const sources = await context.situation.get('sources');
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
          system,
        });
        return recognise(scene, system);
      }),
    );
  },
};

function weight(kind: LoadProblem['kind'] | 'silent'): number {
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
