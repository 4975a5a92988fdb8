import { recoverFirst } from '../../command/change-command.ts';
import { refuseSudo } from '../../command/refuse-sudo.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/context.ts';
import { showFindings } from '../../output/findings.ts';
import { describeChanges, showPlan } from '../../output/plan.ts';
import type { EditSettings } from '../../plan/change.ts';
import { preparePlan } from '../../plan/prepare.ts';
import { holdsSecret, isSecretName } from '../../python-config/secret-names.ts';
import type { PythonValue } from '../../python-config/value.ts';
import { applyConfig } from './config-apply.ts';
import { type ConfigFlags, chooseConfigFile } from './config-file.ts';
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
