import { isIP } from 'node:net';
import { shellQuoted, startCommand } from '../../command/program-name.ts';
import { EXIT_FINDING_FAILED } from '../../errors.ts';
import { routerMenu } from '../../features/router/models/menu-for-init.ts';
import type { RouterAnswer } from '../../features/router/questions.ts';
import { readMappingRecord } from '../../features/router/record.ts';
import { scheduleFacts } from '../../features/schedule/job.ts';
import type { TlsAnswer } from '../../features/tls/current.ts';
import { hasIssued } from '../../features/tls/current.ts';
import { describeTarget } from '../../jupyter/choose-target.ts';
import { cmd } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import { lanAddresses, type OwnAddress } from '../../net/addresses.ts';
import { isLoopback, isWildcard } from '../../net/listen-address.ts';
import { DEFAULT_PORT } from '../../net/ports.ts';
import { showFindings } from '../../output/findings.ts';
import { type LabelledRow, labelled } from '../../output/layout.ts';
import type { CommandContext } from '../../output/output.ts';
import { describeChanges } from '../../output/plan.ts';
import { isAction } from '../../plan/prepare.ts';
import type { PreparedPlan } from '../../plan/prepared.ts';
import type { Finding } from '../../situation/finding.ts';
import { currentValue } from '../../situation/setting.ts';
import type { Situation } from '../../situation/situation.ts';
import { readTerminal } from '../../system/terminal.ts';
import { type Answers, answered } from '../../wizard/step.ts';
import { type Hop, pathHops, showPicture } from './path.ts';

interface Outcome {
  readonly context: CommandContext;
  readonly status: 'applied' | 'unchanged' | 'planned';
  readonly situation: Situation;
  readonly answers: Answers;
  readonly findings: readonly Finding[];
  /** Those of them that the person has not seen yet. */
  readonly untold: readonly Finding[];
  readonly prepared: PreparedPlan;
  /** What --hash named. */
  readonly hash: string | undefined;
  /** Where backup and journal lie. */
  readonly backup?: string;
  /** Tries it out, and shows what it finds. */
  readonly verify?: () => Promise<readonly Finding[]>;
}

/** The end of `init`: findings, what to open and how to go on; the document of --json. Returns the exit code. */
export async function tellOutcome(outcome: Outcome): Promise<number> {
  const { context, status, prepared, situation, answers } = outcome;
  const { talk, system } = context;
  const urls = await outcomeUrls(outcome);
  const next = status === 'planned' ? [] : await nextSteps(outcome, urls);
  await showFindings(context, outcome.untold);
  if (outcome.backup !== undefined) talk.say(t().init.backup(outcome.backup));
  const tried = (await outcome.verify?.()) ?? [];
  const findings = [...outcome.findings, ...tried];
  const again = status === 'applied' ? await sameAgain(situation, answers, outcome.hash) : undefined;
  const path = status === 'planned' ? [] : await pathOf(outcome, findings);
  await showPicture(context, path);
  const menu = status === 'planned' ? [] : await routerMenu(context, situation, answers);
  if (next.length > 0) talk.say();
  if (!talk.quiet) {
    if (menu.length > 0) talk.result(t().outside.whatToType);
    for (const line of labelled(menu, readTerminal(system.env).columns)) talk.result(line);
    if (menu.length > 0) talk.result('');
    for (const line of labelled(next, readTerminal(system.env).columns)) talk.result(line);
    // Below its label, since it is long and gets copied.
    if (again !== undefined) talk.result(`  ${t().init.next.again}\n    ${again}`);
  }
  talk.document({
    schema: 1,
    status,
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

/** The hops from the internet, where anybody but this computer is to come in. */
async function pathOf(outcome: Outcome, findings: readonly Finding[]): Promise<Hop[]> {
  const { answers, situation, status, prepared } = outcome;
  if (isLoopback(answered<string>(answers, 'ip') ?? 'localhost')) return [];
  // Only a program that was run may have left the firewall otherwise than it was read.
  const hasRun = status === 'applied' && prepared.changes.some(({ change }) => isAction(change));
  const port = answered<number>(answers, 'port') ?? DEFAULT_PORT;
  return pathHops(hasRun ? await situation.afterApply() : situation, {
    port,
    externalPort: answered<number>(answers, 'external_port') ?? port,
    router: answered<RouterAnswer>(answers, 'router') ?? 'leave',
    secure: answered<TlsAnswer>(answers, 'tls') !== 'none',
    findings,
  });
}

async function outcomeUrls({ situation, answers, status }: Outcome): Promise<ServerUrls> {
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

/** What to do and to open now, and the way back. */
async function nextSteps(outcome: Outcome, urls: ServerUrls): Promise<LabelledRow[]> {
  const m = t().init.next;
  const { answers } = outcome;
  const reachable = !isLoopback(answered<string>(answers, 'ip') ?? 'localhost');
  const [lan] = urls.lan;
  return [
    await startRow(outcome),
    ...urls.here.map((url) => ({ label: m.here, value: url, whole: true })),
    ...urls.lan.map((url) => ({ label: m.lan, value: url, whole: true })),
    ...(lan === undefined ? [] : [{ label: m.test, value: m.testHow }]),
    reachable ? await internetRow(outcome, urls) : { label: m.elsewhere, value: m.elsewhereNot },
    ...(await certificateRows(outcome)),
    { label: m.undo, value: cmd('undo'), whole: true },
  ];
}

/** How it is opened from anywhere, as far as the router lets in. */
async function internetRow({ answers, situation }: Outcome, { here, lan }: ServerUrls): Promise<LabelledRow> {
  const m = t().init.next;
  const { exposeDir } = await situation.get('places');
  const record = await readMappingRecord(situation.system.files, exposeDir);
  const router = answered<RouterAnswer>(answers, 'router') ?? 'leave';
  const [url = ''] = [...lan, ...here];
  const host = answered<string>(answers, 'domain') || record?.outside;
  if (record?.mapping && host !== undefined && URL.canParse(url)) {
    const open = new URL(url);
    open.hostname = host;
    open.port = String(record.mapping.externalPort);
    return { label: m.internet, value: open.href, whole: true };
  }
  return { label: m.internet, value: router === 'leave' ? m.internetNotYet : m.internetByHand };
}

/** What makes devices trust the certificate, and what keeps it valid. */
async function certificateRows({ answers, situation }: Outcome): Promise<LabelledRow[]> {
  const m = t().tlsStep.next;
  const tls = answered<TlsAnswer>(answers, 'tls');
  const trust = { label: m.trust, value: m.trustHow(cmd('cert trust')) };
  const { exposeDir } = await situation.get('places');
  const { installed } = await scheduleFacts(situation.system, exposeDir);
  const renew = installed ? [] : [{ label: m.renew, value: m.renewHow(cmd('schedule install')) }];
  if (tls === 'self-signed') return [trust, ...renew];
  if (tls !== 'letsencrypt') return [];
  // Until then the self-signed one serves.
  const issue = { label: m.issue, value: m.issueHow(cmd('cert issue')) };
  const name = answered<string>(answers, 'domain') ?? '';
  return (await hasIssued(situation.system, exposeDir, name)) ? renew : [issue, ...renew];
}

async function startRow({ status, situation }: Outcome): Promise<LabelledRow> {
  const m = t().init.next;
  const target = await situation.get('target');
  const start = await startCommand(situation);
  const [running] = await situation.get('runningServers');
  if (running && status === 'unchanged') return { label: m.runs, value: m.runsAlready(running.pid, start) };
  if (running) return { label: m.restart, value: m.restartHow(running.pid, start) };
  if (!target.installed) return { label: m.start, value: m.startOnceInstalled(start) };
  return { label: m.start, value: start, whole: true };
}

/** The same run as one command that asks nothing; `hash` is what --hash named. */
async function sameAgain(situation: Situation, answers: Answers, hash: string | undefined): Promise<string> {
  const password = answers.get('password');
  const file = await situation.get('configFile');
  const target = describeTarget(await situation.get('target'));
  const words = [
    ...(situation.stated.target === undefined ? [] : ['--target', target]),
    ...(file.named ? ['--config', file.path] : []),
    '--ip',
    answered<string>(answers, 'ip') ?? '',
    '--port',
    String(answered<number>(answers, 'port')),
    answered<boolean>(answers, 'open_browser') ? '--open-browser' : '--no-open-browser',
    ...tlsWords(answers),
    ...firewallWords(answers),
    ...routerWords(answers),
    ...(password === undefined || password.value === 'unchanged' ? [] : ['--password-file', 'FILE']),
    ...(hash === undefined ? [] : ['--hash', hash]),
    '--yes',
  ];
  return cmd('init', ...words.map(shellQuoted));
}

function firewallWords(answers: Answers): string[] {
  const firewall = answered<string>(answers, 'firewall') ?? 'leave';
  return firewall === 'leave' ? [] : ['--firewall', firewall];
}

/** Only what was asked has an answer, so this is what belongs together. */
function tlsWords(answers: Answers): string[] {
  return ['tls', 'cert', 'key', 'domain', 'email', 'challenge'].flatMap((id) => {
    const value = answered<string>(answers, id) ?? '';
    return value === '' ? [] : [`--${id}`, value];
  });
}

/** What was never asked, or left alone, needs no word. */
function routerWords(answers: Answers): string[] {
  const router = answered<string>(answers, 'router') ?? 'leave';
  const port = answered<number>(answers, 'external_port');
  if (router === 'leave') return [];
  return ['--router', router, ...(port === undefined ? [] : ['--external-port', String(port)])];
}

/** What a browser opens. */
interface ServerUrls {
  readonly here: readonly string[];
  readonly lan: readonly string[];
}

interface Serving {
  readonly scheme: 'http' | 'https';
  readonly ip: string;
  readonly port: number;
  /** With slashes at both ends. */
  readonly basePath: string;
}

/** The URLs under which a server answers on this computer and in its network. */
function serverUrls({ scheme, ip, port, basePath }: Serving, own: readonly OwnAddress[]): ServerUrls {
  const url = (host: string) => `${scheme}://${isIP(host) === 6 ? `[${host}]` : host}:${port}${basePath}`;
  if (isLoopback(ip)) return { here: [url(ip)], lan: [] };
  if (!isWildcard(ip)) return { here: [], lan: [url(ip)] };
  // Tornado listens on '::' for IPv6 only.
  const lan = ip === '::' ? globalIpv6(own) : lanAddresses(own);
  return { here: [url(ip === '::' ? '::1' : 'localhost')], lan: lan.map(url) };
}

function globalIpv6(own: readonly OwnAddress[]): string[] {
  return own
    .filter(({ family, loopback, linkLocal }) => family === 6 && !loopback && !linkLocal)
    .map(({ address }) => address);
}

/** A `base_url` as Jupyter completes it: '/' before and after. */
function completeBasePath(baseUrl: unknown): string {
  if (typeof baseUrl !== 'string' || baseUrl === '') return '/';
  return `/${baseUrl}/`.replace(/\/{2,}/g, '/');
}
