import { applyChanges } from '../../command/apply-changes.ts';
import { ExposeError } from '../../errors.ts';
import { cmd } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import { preparePlan } from '../../plan/prepare.ts';
import type { AnswerSource } from '../../prompt/question.ts';
import type { Finding } from '../../situation/finding.ts';
import { readToken } from '../../state/tokens.ts';
import type { InitRun, NextStep } from '../../wizard/init-run.ts';
import { answered } from '../../wizard/step.ts';
import { scheduleFacts } from '../schedule/job.ts';
import { fetchIssued } from './acme/fetch.ts';
import { hasIssued, type TlsAnswer } from './current-certificate.ts';
import { announceIssue } from './issue-command.ts';
import { type CertificateRecord, readCertificateRecord } from './record.ts';

/** Answers given in this run: they name the service and count as consent to contact it. A stored answer does not. */
const SAID_NOW: readonly AnswerSource[] = ['flag', 'environment', 'file', 'prompt'];

/**
 * Gets the chosen Let's Encrypt certificate once the temporary one is installed. On a terminal it first says whom it
 * will contact and what must be ready, then asks for confirmation. Otherwise it requires `--tls letsencrypt` in this
 * run: `--yes` alone is no consent to contact an outside service. After a failure, the self-signed certificate stays in
 * use.
 */
export async function issueAfterInit(run: InitRun): Promise<Finding[]> {
  const { context, answers, situation } = run;
  const { system, network, output } = context;
  if (answered<TlsAnswer>(answers, 'tls') !== 'letsencrypt') return [];
  const { exposeDir } = await situation.get('paths');
  const record = await readCertificateRecord(system.files, exposeDir);
  const [name = ''] = record?.names ?? [];
  if (record?.acme === undefined || (await hasIssued(system, exposeDir, name))) return [];
  // The DNS provider and its token are given to `cert issue`, which is one of the next steps.
  const { dns, challenge } = record.acme;
  const token = dns === undefined ? undefined : await readToken(system.files, exposeDir, dns);
  if (challenge === 'dns-01' && token === undefined) return [];
  context.interruptions.settled(t().tls.interrupted);
  if (!(await mayAsk(run, record))) return [];
  const m = t().tls;
  try {
    const changes = await context.interruptions.abortable((signal) =>
      output.wait(m.issuing(name), () =>
        fetchIssued(exposeDir, { record, token, system, network, signal, print: output.detail }),
      ),
    );
    const prepared = await preparePlan({ command: 'init', changes }, system);
    await applyChanges(context, prepared, exposeDir, { run: run.applied });
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
  { context, resolver, canAsk, answers }: InitRun,
  record: CertificateRecord,
): Promise<boolean> {
  const source = answers.get('tls')?.source;
  if (record.acme === undefined) return false;
  if (!canAsk && (source === undefined || !SAID_NOW.includes(source))) {
    context.output.print(t().tls.notAsked);
    return false;
  }
  context.output.print();
  await announceIssue(context, record, record.acme);
  if (!canAsk) return true;
  const { confirmLabel: label, confirm: message } = t().acme;
  return resolver.confirm({ label, message, fallback: true, flag: '--tls letsencrypt' });
}

/** The steps that make devices trust the certificate and keep it valid. */
export async function certificateSteps({ answers, situation }: InitRun): Promise<NextStep[]> {
  const m = t().tls.next;
  const { system } = situation;
  const { exposeDir } = await situation.get('paths');
  const { installed } = await scheduleFacts(system, exposeDir);
  const keep = (label: string, value: string): NextStep => ({ about: 'keeping', label, value });
  const renew = installed ? [] : [keep(m.renew, m.renewHow(cmd('schedule install')))];
  const tls = answered<TlsAnswer>(answers, 'tls');
  if (tls === 'self-signed') return [keep(m.trust, m.trustHow(cmd('cert trust'))), ...renew];
  if (tls !== 'letsencrypt') return [];
  // Until then, the self-signed certificate is served.
  const issue = keep(m.issue, m.issueHow(cmd('cert issue')));
  const name = answered<string>(answers, 'domain') ?? '';
  return (await hasIssued(system, exposeDir, name)) ? renew : [issue, ...renew];
}
