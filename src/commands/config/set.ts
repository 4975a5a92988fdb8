import { openingsBy } from '../../checks/access/close-doors.ts';
import { requireAccepted } from '../../command/accept-openings.ts';
import { changeCommand, type PlannedChange } from '../../command/change-command.ts';
import { ExposeError } from '../../errors.ts';
import { describeHash } from '../../jupyter/password/describe.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import type { EditSettings } from '../../plan/change.ts';
import { decodeText, readAll } from '../../prompt/stdin.ts';
import { holdsSecret, isSecretName } from '../../python-config/secret-names.ts';
import type { PythonValue } from '../../python-config/value.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { findReader, type ReadFile, readFileBack } from '../../situation/verify-file.ts';
import { type ConfigFlags, chooseConfigFile } from './get.ts';
import { assertKnownNames, assertUsablePorts } from './known-settings.ts';
import { parseName, parseSetting } from './parse.ts';

/** `config set NAME=VALUE…`: edits lines of a config file directly. */
export async function configSet(
  context: CommandContext,
  flags: ConfigFlags,
  words: string[],
): Promise<number> {
  const settings = flags.valueStdin
    ? await settingFromStdin(words)
    : Object.fromEntries(await Promise.all(words.map(parseSetting)));
  for (const [name, value] of Object.entries(settings)) assertNoClearSecret(name, value, flags);
  assertUsablePorts(settings);
  return editConfig(context, flags, 'config set', settings, []);
}

/** `config unset NAME…`: restores the default. */
export function configUnset(context: CommandContext, flags: ConfigFlags, words: string[]): Promise<number> {
  return editConfig(context, flags, 'config unset', {}, words.map(parseName));
}

async function editConfig(
  context: CommandContext,
  flags: ConfigFlags,
  command: string,
  settings: Readonly<Record<string, PythonValue>>,
  named: readonly string[],
): Promise<number> {
  const { system } = context;
  const { path, format, situation } = await chooseConfigFile(context, flags);
  const companions = await uselessWithout(situation, path, settings, named);
  const remove = [...named, ...companions];
  const secret = [...Object.keys(settings), ...remove].filter(isSecretName);
  const change: EditSettings = {
    kind: 'edit-settings',
    path,
    format,
    settings,
    secret,
    ...(remove.length > 0 && { remove }),
    ...(Object.entries(settings).some(([name, value]) => holdsSecret(name, value)) && { mode: 0o600 }),
  };
  const edit = (how: () => Promise<Verification>) =>
    changeCommand(context, flags, {
      command,
      situation,
      underSudo: flags.file !== undefined,
      async plan() {
        await assertKnownNames(await findReader(situation, path), settings, flags.accept);
        await requireAccepted(context, await openingsBy(situation, { settings, remove, file: path }), flags);
        const exists = (await system.files.facts(path)) !== undefined;
        const isNothing = !exists && Object.keys(settings).length === 0;
        return {
          changes: isNothing ? [] : [change],
          whenUnchanged: t().config.alreadySo,
          done: () => [t().config.changed(path)],
          notes: companions.map((key) => t().config.goesToo(key)),
          ...(flags.dryRun ? {} : await how()),
        };
      },
    });
  return editVerified(context, situation, { path, settings }, edit);
}

/** The settings of the file that make Jupyter end at its start once certfile is gone. */
async function uselessWithout(
  situation: Situation,
  path: string,
  settings: Readonly<Record<string, PythonValue>>,
  removed: readonly string[],
): Promise<string[]> {
  const isGone = [...removed, ...Object.keys(settings).filter((key) => settings[key] === '')].some((key) =>
    key.endsWith('.certfile'),
  );
  if (!isGone) return [];
  const { traits } = await situation.get('sources');
  return (['keyfile', 'client_ca'] as const).flatMap((trait) =>
    traits[trait]
      .filter(
        ({ role, file, value, key }) =>
          role === 'wins' && file === path && value !== '' && !(key in settings),
      )
      .map(({ key }) => key)
      .filter((key) => !removed.includes(key)),
  );
}

/** The value of the one name, from standard input: a secret on the command line is seen by every user. */
async function settingFromStdin(words: readonly string[]): Promise<Record<string, PythonValue>> {
  const [word = '', ...more] = words;
  if (more.length > 0 || word.includes('=')) throw new ExposeError('usage', t().config.oneName);
  const name = parseName(word);
  return { [name]: decodeText(await readAll(process.stdin), '--value-stdin').replace(/\r?\n$/, '') };
}

/**
 * Rejects a plain password where Jupyter wants a hash, and a secret on the command line, which other users and the
 * shell's history see. Throws ExposeError('answer').
 */
function assertNoClearSecret(name: string, value: PythonValue, { valueStdin = false }: ConfigFlags): void {
  if (typeof value !== 'string' || value === '' || !isSecretName(name)) return;
  const m = t().config;
  const isPassword = /\.(?:hashed_)?password$/.test(name);
  const { form } = describeHash(value);
  if (isPassword && form === 'plaintext') throw new ExposeError('answer', m.noHash(name), m.noHashHint);
  if (!isPassword && !valueStdin)
    throw new ExposeError('answer', m.secretTyped(name), m.secretTypedHint(name));
}

type Verification = Pick<PlannedChange, 'verify' | 'afterwards' | 'present'>;

/** The file to edit, and its new settings. */
interface ConfigEdit {
  readonly path: string;
  readonly settings: Readonly<Record<string, PythonValue>>;
}

/**
 * Edits one config file and asks the Jupyter that loads it whether it still does; if not, everything is rolled
 * back and ExposeError('apply-failed') gives the reason, unless the same problem existed before.
 */
async function editVerified(
  context: CommandContext,
  situation: Situation,
  wanted: ConfigEdit,
  edit: (how: () => Promise<Verification>) => Promise<number>,
): Promise<number> {
  let failures: readonly Finding[] = [];
  let reader: ReadFile | undefined;
  try {
    return await edit(async () => {
      const found = await findReader(situation, wanted.path);
      reader = found;
      return {
        async verify(signal) {
          if (found === undefined)
            return [
              { id: 'config-loads', status: 'unknown', message: t().jupyter.readBack.noReader(wanted.path) },
            ];
          const findings = await ask(context, found, wanted, signal);
          failures = findings.filter(({ status }) => status === 'fail');
          return findings;
        },
      };
    });
  } catch (error) {
    // Everything is restored. If the same problem exists now, the edit did not cause it and may even fix it.
    const isPutBack = error instanceof ExposeError && error.code === 'apply-failed';
    if (!isPutBack || failures.length === 0 || reader === undefined) throw error;
    const before = await ask(context, reader, { ...wanted, settings: {} });
    if (!failures.every((failure) => before.some((one) => isSame(one, failure)))) throw error;
    const soBefore = failures.map((failure): Finding => {
      const message = `${failure.message} ${t().jupyter.readBack.soBefore}`;
      return { ...failure, status: 'warn', message };
    });
    return edit(async () => ({ present: async () => undefined, afterwards: async () => soBefore }));
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
  return context.output.wait(question, () => readFileBack(reader, settings, signal));
}

/** The same problem; its line number may have changed. */
function isSame(a: Finding, b: Finding): boolean {
  return a.id === b.id && a.status === b.status && a.evidence?.text === b.evidence?.text;
}
