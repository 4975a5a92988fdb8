import { applyPrepared } from '../../command/change-command.ts';
import { ExposeError } from '../../errors.ts';
import { fetchIssued } from '../../features/tls/acme/fetch.ts';
import type { TlsAnswer } from '../../features/tls/current.ts';
import { hasIssued } from '../../features/tls/current.ts';
import { announceIssue } from '../../features/tls/issue-command.ts';
import { type CertificateRecord, readCertificateRecord } from '../../features/tls/record.ts';
import { cmd } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/output.ts';
import { wrappedTalk } from '../../output/output.ts';
import { waiting } from '../../output/spinner.ts';
import type { Run } from '../../plan/journal.ts';
import { preparePlan } from '../../plan/prepare.ts';
import type { AnswerSource } from '../../prompt/question.ts';
import type { Resolver } from '../../prompt/resolve.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { readToken } from '../../state/tokens.ts';
import { type Answers, answered } from '../../wizard/step.ts';

export interface InitIssuing {
  readonly context: CommandContext;
  readonly resolver: Resolver;
  readonly canAsk: boolean;
  readonly answers: Answers;
  readonly situation: Situation;
  /** The run that has just set everything up: one `undo` takes back both. */
  readonly run: Run | undefined;
}

/** Said by the person for this run: that names the service, and is the yes to asking it. What stood there before is none. */
const SAID_NOW: readonly AnswerSource[] = ['flag', 'environment', 'file', 'prompt'];

/**
 * Gets the certificate from Let's Encrypt that was decided on, once all that serves in the meantime stands. On a terminal it asks
 * first, having said whom it will ask and what must be ready; elsewhere it does so where `--tls letsencrypt` was given for this
 * very run: `--yes` alone is no consent to ask an outside service. A failure leaves the self-signed one at work.
 */
export async function issueAfterInit(issuing: InitIssuing): Promise<Finding[]> {
  const { context, answers, situation } = issuing;
  const { system, talk } = context;
  if (answered<TlsAnswer>(answers, 'tls') !== 'letsencrypt') return [];
  const { exposeDir } = await situation.get('places');
  const record = await readCertificateRecord(system.files, exposeDir);
  const [name = ''] = record?.names ?? [];
  if (record?.acme === undefined || (await hasIssued(system, exposeDir, name))) return [];
  // Who holds the name and with which token is asked by `cert issue`, which stands among the next steps.
  const { dns, challenge } = record.acme;
  const token = dns === undefined ? undefined : await readToken(system.files, exposeDir, dns);
  if (challenge === 'dns-01' && token === undefined) return [];
  context.interruptions.settled(t().tlsStep.interrupted);
  if (!(await mayAsk(issuing, record))) return [];
  const m = t().tlsStep;
  try {
    const changes = await context.interruptions.critical((signal) =>
      waiting(context, m.issuing(name), () =>
        fetchIssued(exposeDir, { record, token, system, signal, say: (line) => talk.detail(line) }),
      ),
    );
    const prepared = await preparePlan({ command: 'init', changes }, system);
    await applyPrepared(context, prepared, exposeDir, issuing.run);
    return [{ id: 'tls-issued', status: 'ok', message: m.issued(name) }];
  } catch (error) {
    if (!(error instanceof ExposeError) || error.code === 'internal') throw error;
    if (error.code === 'cancelled' || error.code === 'terminated') throw error;
    const fix = m.notIssuedFix(cmd('cert issue'));
    const message = m.notIssued(name, error.message);
    return [
      { id: 'tls-not-issued', status: 'fail', message, fix: [error.hint, fix].filter(Boolean).join(' ') },
    ];
  }
}

async function mayAsk(
  { context, resolver, canAsk, answers }: InitIssuing,
  record: CertificateRecord,
): Promise<boolean> {
  const source = answers.get('tls')?.source;
  if (record.acme === undefined) return false;
  if (!canAsk && (source === undefined || !SAID_NOW.includes(source))) {
    (await wrappedTalk(context)).say(t().tlsStep.notAsked);
    return false;
  }
  context.talk.say();
  await announceIssue(context, record, record.acme);
  if (!canAsk) return true;
  const { confirmLabel: label, confirm: message } = t().acme;
  return resolver.confirm({ label, message, fallback: true, flag: '--tls letsencrypt' });
}
