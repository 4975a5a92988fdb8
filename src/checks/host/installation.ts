import { type BrokenCommand, findBrokenCommands } from '../../jupyter/installation/broken-commands.ts';
import { t } from '../../messages/index.ts';
import type { Check, CheckContext } from '../../situation/check.ts';
import type { Finding } from '../../situation/finding.ts';

const IDS: Record<BrokenCommand['why'], string> = {
  'dangling-link': 'jupyter-link-dangling',
  'interpreter-gone': 'jupyter-interpreter-gone',
  'interpreter-broken': 'jupyter-interpreter-broken',
  'package-gone': 'jupyter-package-gone',
};

/** Is there a Jupyter that can run? */
export const installationChecks: readonly Check[] = [
  { id: 'jupyter-runs', fine: () => t().installation.fine, look: lookForJupyter },
];

async function lookForJupyter({ situation, system }: CheckContext): Promise<Finding[]> {
  const { installed } = await situation.get('target');
  const m = t().installation;
  if (installed !== undefined)
    return [{ id: 'jupyter-runs', status: 'ok', message: m.runs(installed.command, installed.version) }];
  const others = await situation.get('installations');
  if (others.length > 0) {
    const names = others.map(({ command, version }) => `${command} ${version}`).join(', ');
    return [{ id: 'jupyter-runs', status: 'unknown', message: m.another(names), fix: m.anotherFix }];
  }
  const broken = await findBrokenCommands(system);
  if (broken.length === 0)
    return [{ id: 'jupyter-runs', status: 'unknown', message: m.none, fix: m.noneFix }];
  // Three commands of one environment that broke are one cause.
  const causes = [...new Map(broken.map((one) => [one.why, one])).values()];
  return causes.map(({ app, path, why, wants }) => ({
    id: IDS[why],
    status: 'fail',
    message: m.broken[why](path, wants),
    evidence: { file: path },
    why: m.brokenWhy,
    fix: m.brokenFix(app),
  }));
}
