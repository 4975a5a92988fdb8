import { askJupyter } from '../../command/apply-changes.ts';
import { type ChangeFlags, changeCommand } from '../../command/change-command.ts';
import type { Confirm } from '../../command/confirm.ts';
import { initialConfig } from '../../command/initial-config.ts';
import { checkServed } from '../../command/served-certificate.ts';
import { describeTarget } from '../../jupyter/choose-target.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext, CommonFlags } from '../../output/output.ts';
import type { Change } from '../../plan/change.ts';
import { isAction } from '../../plan/prepare.ts';
import { Situation } from '../../situation/situation.ts';
import { statePaths } from '../../state/paths.ts';
import { composePlan } from '../../wizard/compose-plan.ts';
import type { Answers, Step } from '../../wizard/step.ts';
import type { CertificateKind } from './record.ts';
import { servingSettings } from './settings.ts';

/** The flags of the commands that install a certificate. */
export interface CertificateFlags extends CommonFlags, ChangeFlags {
  readonly target?: string;
}

/** The certificate that Jupyter will serve. */
export interface NewCertificate {
  readonly kind: CertificateKind;
  /** server.pem, the record and related files, as far as they are known before the confirmation. */
  readonly changes: readonly Change[];
  /** Gets all the changes from the service that issues the certificate. */
  readonly fetch?: (signal: AbortSignal) => Promise<readonly Change[]>;
  /** Notes for the user, shown with the plan. */
  readonly notes?: readonly string[];
  /** Replaces the default confirmation. */
  readonly confirm?: Confirm;
  /** For the JSON document of a dry run. */
  readonly record?: object;
}

/**
 * Shows the plan, asks, writes the files, sets server.pem in the config if it is not set yet, and reports whether a
 * running Jupyter already serves it. `command`: 'cert create', for the journal.
 */
export function applyCertificate(
  context: CommandContext,
  flags: CertificateFlags,
  command: string,
  make: (situation: Situation, exposeDir: string) => Promise<NewCertificate>,
): Promise<number> {
  const { output } = context;
  const { target, dryRun = false } = flags;
  const situation = new Situation(context, { target, readOnly: dryRun });
  return changeCommand(context, flags, {
    command,
    situation,
    async plan(exposeDir) {
      const made = await make(situation, exposeDir);
      const { changes, kind, fetch, notes = [], record } = made;
      const settings = await planSettings(context, situation, kind);
      const beside = [...settings.notes, ...notes];
      const file = statePaths(exposeDir).server;
      const { confirmLabel: label, confirm: message, declined, alreadySo, done } = t().cert;
      return {
        changes: [...changes, ...settings.changes],
        async whenUnchanged() {
          output.print(alreadySo);
          return dryRun ? [] : checkServed(situation, exposeDir);
        },
        notes: beside,
        ...(fetch && {
          // The settings are planned before the request, so an unwritable config costs none of the CA's rate limit.
          complete: async (signal) => [...(await fetch(signal)), ...settings.changes],
          async present(show) {
            await show();
            (dryRun ? output.result : output.print)(t().acme.wouldWrite(file));
            beside.forEach(context.output.warn);
          },
        }),
        confirm: [made.confirm ?? { label, message, declined }],
        async verify(signal, applied) {
          const findings = await askJupyter(context, situation, settings, signal, applied);
          if (findings.some(({ status }) => status === 'fail')) return findings;
          return [...findings, ...(await checkServed(await situation.afterApply(), exposeDir, signal))];
        },
        done: () => [done(file)],
        document: ({ status }) => ({
          certificate: { file, kind },
          ...(status === 'planned' && record && { record }),
        }),
      };
    },
  });
}

/**
 * Plans the settings as `init` does, each in the file that decides it. They follow the certificate's files, so no
 * config names a missing file.
 */
async function planSettings(context: CommandContext, situation: Situation, kind: CertificateKind) {
  const { exposeDir } = await situation.get('paths');
  const target = await situation.get('target');
  const last = await situation.get('lastAnswers');
  const isLast = last?.target === describeTarget(target);
  const before = isLast ? Object.entries(last?.answers ?? {}) : [];
  const answers: Answers = new Map(
    [...before, ['tls', kind] as const].map(([id, value]) => [id, { value, source: 'current' as const }]),
  );
  const step: Step = {
    id: 'tls',
    questions: async () => [],
    plan: async () => ({ settings: await servingSettings(situation), changes: [], notes: [] }),
  };
  const { system } = context;
  const composed = await composePlan([step], { system, situation, options: {} }, answers, () =>
    initialConfig(context, situation),
  );
  // Answers are stored only if `init` stored some for this target.
  const ours = composed.plan.changes.filter(
    (change) => isLast || isAction(change) || !change.path.startsWith(exposeDir),
  );
  return { ...composed, changes: ours };
}
