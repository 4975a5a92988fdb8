import { withAsker } from '../../command/confirm.ts';
import { passwordQuestion, suppliedPassword } from '../../command/secret-input.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import type { Prompter } from '../../prompt/prompter.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import type { Secret } from '../../system/secret.ts';
import { readTerminal } from '../../system/terminal.ts';
import type { DoctorFlags } from './flags.ts';
import { verifyLive } from './live-session.ts';
import { printFindings } from './report.ts';

/**
 * `--live`: logs in and runs a kernel, on the running server or, after a yes, on one started only for this. Skipped if
 * something already failed, because it would fail for the same reason. Prints its own findings.
 */
export async function checkLive(
  context: CommandContext,
  flags: DoctorFlags,
  situation: Situation,
  seen: readonly Finding[],
): Promise<readonly Finding[]> {
  const m = t().doctor;
  const failed = seen.find(({ status }) => status === 'fail');
  if (failed) return untried(context, { message: m.notReached(failed.id), blockedBy: failed.id });
  const hub = seen.find(({ id, status }) => id === 'hub' && status !== 'ok');
  if (hub) return untried(context, { message: m.notReached(hub.id), blockedBy: hub.id });
  const running = await situation.get('runningServers');
  const startTemporary =
    running.length === 0 && (flags.start === true || (await agreed(context, m.mayStart)) === true);
  if (running.length === 0 && !startTemporary)
    return untried(context, { message: m.notRunning, fix: m.notRunningFix });
  const password = await livePassword(context, flags);
  return context.interruptions.abortable(async (signal) => {
    const findings = await verifyLive(context, situation, {
      password,
      startTemporary,
      signal,
      alreadyReported: seen.map(({ id }) => id),
      allowPlainHttp: flags.passwordOverHttp === true,
    });
    signal.throwIfAborted();
    return findings;
  });
}

async function untried(
  context: CommandContext,
  why: Pick<Finding, 'message' | 'fix' | 'blockedBy'>,
): Promise<readonly Finding[]> {
  const findings = [{ id: 'live', status: 'unknown', ...why }] as const;
  printFindings(context, findings);
  return findings;
}

/**
 * The password for --live: from a file or standard input if named, else from a prompt. Throws ExposeError('usage') if
 * there is no user to ask.
 */
export async function livePassword(context: CommandContext, flags: DoctorFlags): Promise<Secret> {
  const supplied = await suppliedPassword(context, flags);
  if (supplied) return supplied;
  const question = passwordQuestion({ message: t().doctor.askPassword, once: true, piped: false });
  const asked = await onTerminal(context, (prompter) => prompter.ask(question));
  if (!asked) throw new ExposeError('usage', t().doctor.noPassword, t().doctor.noPasswordHint);
  return asked.value;
}

/** Requires a named password source or a user who can be asked. Throws ExposeError('usage') otherwise. */
export function requirePasswordSource({ system }: CommandContext, flags: DoctorFlags): void {
  const named = flags.passwordStdin || flags.passwordFile !== undefined;
  if (named || system.env.JUPYTER_EXPOSE_PASSWORD_FILE || canAsk(system.env)) return;
  throw new ExposeError('usage', t().doctor.noPassword, t().doctor.noPasswordHint);
}

/** Asks the user at the terminal for a yes or no, by default no; undefined when there is none. */
export async function agreed(context: CommandContext, message: string): Promise<boolean | undefined> {
  return onTerminal(context, (prompter) =>
    prompter.confirm({ label: message, message, fallback: false, flag: '' }),
  );
}

function canAsk(env: Readonly<NodeJS.ProcessEnv>): boolean {
  const { stdin, stdout, stderr } = readTerminal(env);
  return stdin && (stdout || stderr);
}

async function onTerminal<T>(
  context: CommandContext,
  ask: (prompter: Prompter) => Promise<T | undefined>,
): Promise<T | undefined> {
  return canAsk(context.system.env) ? withAsker(context, ask) : undefined;
}
