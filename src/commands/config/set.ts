import { applyPrepared, applyVerified, recoverFirst, refuseSudo } from '../../command/change-command.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { showFindings } from '../../output/findings.ts';
import type { CommandContext } from '../../output/output.ts';
import { describeChanges, showPlan } from '../../output/plan.ts';
import { waiting } from '../../output/spinner.ts';
import type { EditSettings } from '../../plan/change.ts';
import { preparePlan } from '../../plan/prepare.ts';
import type { PreparedPlan } from '../../plan/prepared.ts';
import { holdsSecret, isSecretName } from '../../python-config/secret-names.ts';
import type { PythonValue } from '../../python-config/value.ts';
import type { Finding } from '../../situation/finding.ts';
import { findReader, type ReadFile, readFileBack } from '../../situation/read-file-back.ts';
import type { Situation } from '../../situation/situation.ts';
import { type ConfigFlags, chooseConfigFile } from './get.ts';
import { parseName, parseSetting } from './parse.ts';

/** `config set NAME=VALUE…`: the line patcher by hand. */
export async function configSet(
  context: CommandContext,
  words: string[],
  flags: ConfigFlags,
): Promise<number> {
  const settings = Object.fromEntries(await Promise.all(words.map(parseSetting)));
  return editConfig(context, flags, 'config set', settings, []);
}

/** `config unset NAME…`: back to the default. */
export function configUnset(context: CommandContext, words: string[], flags: ConfigFlags): Promise<number> {
  return editConfig(context, flags, 'config unset', {}, words.map(parseName));
}

async function editConfig(
  context: CommandContext,
  flags: ConfigFlags,
  command: string,
  settings: Readonly<Record<string, PythonValue>>,
  remove: readonly string[],
): Promise<number> {
  const { talk, system } = context;
  const { path, format, situation } = await chooseConfigFile(context, flags);
  if (flags.file === undefined) await refuseSudo(situation);
  const { exposeDir } = await situation.get('places');
  if (!flags.dryRun) await recoverFirst(context, exposeDir);
  const secret = [...Object.keys(settings), ...remove].filter(isSecretName);
  const exists = (await system.files.facts(path)) !== undefined;
  const change: EditSettings = {
    kind: 'edit-settings',
    path,
    format,
    settings,
    secret,
    ...(remove.length > 0 && { remove }),
    ...(Object.entries(settings).some(([name, value]) => holdsSecret(name, value)) && { mode: 0o600 }),
  };
  const nothing = !exists && Object.keys(settings).length === 0;
  const prepared = await preparePlan({ command, changes: nothing ? [] : [change] }, system);
  if (prepared.changes.length === 0) {
    talk.say(t().configCommand.alreadySo);
    talk.document({ schema: 1, status: 'unchanged', changes: [], findings: [] });
    return 0;
  }
  if (flags.dryRun) {
    await showPlan(context, prepared, 'result');
    talk.document({ schema: 1, status: 'planned', changes: await describeChanges(prepared), findings: [] });
    return 0;
  }
  const findings = await applyConfig(context, prepared, { path, settings }, situation);
  talk.say(t().configCommand.changed(path));
  await showFindings(context, findings);
  talk.document({ schema: 1, status: 'applied', changes: await describeChanges(prepared), findings });
  return 0;
}

/** The file that is edited, and what it is going to say. */
interface ConfigEdit {
  readonly path: string;
  readonly settings: Readonly<Record<string, PythonValue>>;
}

/**
 * Applies a plan for one config file and asks the Jupyter that loads the file whether it still does; when not,
 * everything is put back and ExposeError('apply-failed') says why, unless it was just so before.
 */
async function applyConfig(
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
