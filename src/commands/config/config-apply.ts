import { applyPrepared, applyVerified } from '../../command/change-command.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/context.ts';
import { waiting } from '../../output/waiting.ts';
import type { PreparedPlan } from '../../plan/prepared.ts';
import type { PythonValue } from '../../python-config/value.ts';
import type { Finding } from '../../situation/finding.ts';
import { findReader, type ReadFile, readFileBack } from '../../situation/read-file-back.ts';
import type { Situation } from '../../situation/situation.ts';

/** The file that is edited, and what it is going to say. */
export interface ConfigEdit {
  readonly path: string;
  readonly settings: Readonly<Record<string, PythonValue>>;
}

/**
 * Applies a plan for one config file and asks the Jupyter that loads the file whether it still does; when not,
 * everything is put back and ExposeError('apply-failed') says why, unless it was just so before.
 */
export async function applyConfig(
  context: CommandContext,
  prepared: PreparedPlan,
  edit: ConfigEdit,
  situation: Situation,
): Promise<readonly Finding[]> {
  const { exposeDir } = await situation.get('places');
  const reader = await findReader(situation, edit.path);
  if (reader === undefined) {
    await applyPrepared(context, prepared, exposeDir);
    return [{ id: 'config-loads', status: 'unknown', message: t().readBack.noReader(edit.path) }];
  }
  let failures: readonly Finding[] = [];
  try {
    const run = await applyVerified(context, prepared, exposeDir, async (signal) => {
      const findings = await ask(context, reader, edit, signal);
      failures = findings.filter(({ status }) => status === 'fail');
      return findings;
    });
    return run.findings;
  } catch (error) {
    // All is as it was. When the same was wrong then, this edit is not to blame, and may be what mends it.
    if (!(error instanceof ExposeError && error.code === 'apply-failed') || failures.length === 0)
      throw error;
    const before = await ask(context, reader, edit);
    if (!failures.every((failure) => before.some((one) => isSame(one, failure)))) throw error;
    await applyPrepared(context, prepared, exposeDir);
    return failures.map((failure) => ({
      ...failure,
      status: 'warn',
      message: `${failure.message} ${t().readBack.soBefore}`,
    }));
  }
}

async function ask(
  context: CommandContext,
  reader: ReadFile,
  { settings }: ConfigEdit,
  signal?: AbortSignal,
): Promise<Finding[]> {
  const { installed } = await reader.situation.get('target');
  const question = t().init.asking(installed?.command ?? '');
  return waiting(context, question, () => readFileBack(reader, settings, signal));
}

/** The same trouble: its line may have moved. */
function isSame(a: Finding, b: Finding): boolean {
  return a.id === b.id && a.status === b.status && a.evidence?.text === b.evidence?.text;
}
