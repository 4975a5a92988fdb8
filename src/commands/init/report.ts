import { startCommand } from '../../command/start-command.ts';
import { EXIT_FINDING_FAILED } from '../../errors.ts';
import { type FeatureParts, loadFeatures } from '../../features/index.ts';
import { cmd } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import { globalIpv6, lanAddresses, type OwnAddress } from '../../net/addresses.ts';
import { hostInUrl } from '../../net/ip.ts';
import { isLoopback, isWildcard } from '../../net/listen-address.ts';
import { showFindings } from '../../output/findings.ts';
import { type LabelledRow, labelled } from '../../output/layout.ts';
import { describeChanges } from '../../output/plan.ts';
import { isAction } from '../../plan/prepare.ts';
import { currentValue } from '../../situation/effective-setting.ts';
import type { Finding } from '../../situation/finding.ts';
import type { Hop, InitRun, NextStep, ServerUrls } from '../../wizard/init-run.ts';
import { settledReach } from '../../wizard/reach.ts';
import { answered } from '../../wizard/step.ts';
import { pathHops, showDiagram } from './diagram.ts';
import { equivalentCommand } from './equivalent-command.ts';

interface Outcome {
  readonly run: InitRun;
  readonly status: 'applied' | 'unchanged' | 'planned';
  readonly findings: readonly Finding[];
  /** The findings that were not shown yet. */
  readonly unreported: readonly Finding[];
  /** The location of backup and journal. */
  readonly backup?: string;
  /** Runs the live checks and prints their findings. */
  readonly verify?: () => Promise<readonly Finding[]>;
}

/** The features' actions after the settings are written. */
export async function afterApply(run: InitRun): Promise<Finding[]> {
  return gather(await loadFeatures(), (part) => part.afterApply?.(run));
}

/** The end of `init`: prints findings, URLs and next steps, and the --json document. Returns the exit code. */
export async function reportOutcome(outcome: Outcome): Promise<number> {
  const { run, status } = outcome;
  const { context, prepared } = run;
  const { output } = context;
  const urls = await outcomeUrls(outcome);
  const next = status === 'planned' ? [] : await nextSteps(outcome, urls);
  showFindings(context, outcome.unreported);
  if (outcome.backup !== undefined) output.print(t().init.backup(outcome.backup));
  const tried = (await outcome.verify?.()) ?? [];
  const findings = [...outcome.findings, ...tried];
  const again = status === 'applied' ? await equivalentCommand(run) : undefined;
  const path = status === 'planned' ? [] : await pathOf(outcome, findings);
  showDiagram(context, path);
  const parts = await loadFeatures();
  const menu = status === 'planned' ? [] : await gather(parts, (part) => part.byHand?.(run));
  if (next.length > 0) output.print();
  if (!output.quiet) {
    if (menu.length > 0) output.result(t().outside.whatToType);
    for (const row of labelled(menu)) output.result(...row);
    if (menu.length > 0) output.result();
    for (const row of labelled(next)) output.result(...row);
    // Below its label, because it is long and meant for copying.
    if (again !== undefined) output.result(`  ${t().init.next.again}\n    ${again}`);
  }
  output.json({
    schema: 1,
    status,
    reach: settledReach(run.answers),
    changes: await describeChanges(prepared),
    findings,
    urls: [...urls.here, ...urls.lan],
    path,
    ...(outcome.backup !== undefined && { backup: outcome.backup }),
    next: [
      ...next.map(({ label, value }) => `${label}: ${value}`),
      ...(again === undefined ? [] : [`${t().init.next.again} ${again}`]),
    ],
  });
  return findings.some((finding) => finding.status === 'fail') ? EXIT_FINDING_FAILED : 0;
}

/** The hops from the internet; empty when only this computer should have access. */
async function pathOf({ run, status }: Outcome, findings: readonly Finding[]): Promise<Hop[]> {
  const { answers, situation, prepared } = run;
  if (isLoopback(answered<string>(answers, 'ip') ?? 'localhost')) return [];
  // Only a program that ran can have changed the firewall since it was read.
  const hasRun = status === 'applied' && prepared.changes.some(({ change }) => isAction(change));
  return pathHops(hasRun ? { ...run, situation: await situation.afterApply() } : run, findings);
}

/** Collects what each feature returns, in their order. */
async function gather<T>(
  parts: readonly FeatureParts[],
  ask: (part: FeatureParts) => Promise<readonly T[]> | undefined,
): Promise<T[]> {
  const gathered: T[] = [];
  for (const part of parts) gathered.push(...((await ask(part)) ?? []));
  return gathered;
}

async function outcomeUrls({ run: { situation, answers }, status }: Outcome): Promise<ServerUrls> {
  const now = status === 'applied' ? await situation.afterApply() : situation;
  const certfile = await currentValue(now, 'certfile');
  return serverUrls(
    {
      scheme: typeof certfile === 'string' && certfile !== '' ? 'https' : 'http',
      ip: answered<string>(answers, 'ip') ?? 'localhost',
      port: answered<number>(answers, 'port') ?? 8888,
      basePath: completeBasePath(await currentValue(now, 'base_url')),
    },
    await now.get('addresses'),
  );
}

/** What to do and open next, and how to undo it. */
async function nextSteps(outcome: Outcome, urls: ServerUrls): Promise<LabelledRow[]> {
  const m = t().init.next;
  const { run } = outcome;
  const { answers } = run;
  const reachable = !isLoopback(answered<string>(answers, 'ip') ?? 'localhost');
  const [lan] = urls.lan;
  const steps = await gather(await loadFeatures(), (part) => part.nextSteps?.(run, urls));
  const about = (wanted: NextStep['about']) => steps.filter((step) => step.about === wanted);
  const opening = about('opening');
  return [
    await startRow(outcome),
    ...urls.here.map((url) => ({ label: m.here, value: url, whole: true })),
    ...urls.lan.map((url) => ({ label: m.lan, value: url, whole: true })),
    ...(lan === undefined ? [] : [{ label: m.test, value: m.testHow }]),
    ...(reachable || opening.length > 0 ? opening : [{ label: m.elsewhere, value: m.elsewhereNot }]),
    ...about('keeping'),
    { label: m.undo, value: cmd('undo'), whole: true },
  ];
}

async function startRow({ status, run: { situation } }: Outcome): Promise<LabelledRow> {
  const m = t().init.next;
  const target = await situation.get('target');
  const start = await startCommand(situation);
  const [running] = await situation.get('runningServers');
  if (running && status === 'unchanged') return { label: m.runs, value: m.runsAlready(running.pid, start) };
  if (running) return { label: m.restart, value: m.restartHow(running.pid, start) };
  if (!target.installed) return { label: m.start, value: m.startOnceInstalled(start) };
  return { label: m.start, value: start, whole: true };
}

interface Serving {
  readonly scheme: 'http' | 'https';
  readonly ip: string;
  readonly port: number;
  /** With slashes at both ends. */
  readonly basePath: string;
}

/** The URLs of a server on this computer and in its LAN. */
function serverUrls({ scheme, ip, port, basePath }: Serving, own: readonly OwnAddress[]): ServerUrls {
  const url = (host: string) => `${scheme}://${hostInUrl(host)}:${port}${basePath}`;
  if (isLoopback(ip)) return { here: [url(ip)], lan: [] };
  if (!isWildcard(ip)) return { here: [], lan: [url(ip)] };
  // Tornado listens on '::' for IPv6 only.
  const lan = ip === '::' ? globalIpv6(own) : lanAddresses(own);
  return { here: [url(ip === '::' ? '::1' : 'localhost')], lan: lan.map(url) };
}

/** A `base_url` as Jupyter normalises it: with a slash at both ends. */
function completeBasePath(baseUrl: unknown): string {
  if (typeof baseUrl !== 'string' || baseUrl === '') return '/';
  return `/${baseUrl}/`.replace(/\/{2,}/g, '/');
}
