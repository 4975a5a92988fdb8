import { EXIT_FINDING_FAILED } from '../errors.ts';
import { describeTarget } from '../jupyter/choose-target.ts';
import { t } from '../messages/index.ts';
import type { PreparedPlan } from '../plan/prepared.ts';
import type { Situation } from '../situation.ts';
import { currentValue } from '../steps/current-value.ts';
import type { Finding } from '../steps/finding.ts';
import { type Answers, answered } from '../steps/step.ts';
import { readTerminal } from '../system/terminal.ts';
import { marks } from '../wizard/marks.ts';
import { list } from '../wizard/screen.ts';
import type { CommandContext } from './context.ts';
import { programName, shellQuoted } from './program-name.ts';
import { showFindings } from './show-findings.ts';
import { describeChanges } from './show-plan.ts';
import { completeBasePath, type ServerUrls, serverUrls } from './urls.ts';

export interface Outcome {
  readonly context: CommandContext;
  readonly status: 'applied' | 'unchanged' | 'planned';
  readonly situation: Situation;
  readonly answers: Answers;
  readonly findings: readonly Finding[];
  readonly prepared: PreparedPlan;
  /** Where backup and journal lie. */
  readonly backup?: string;
}

/** The end of `init`: findings, what to open and how to go on; the document of --json. Returns the exit code. */
export async function tellOutcome(outcome: Outcome): Promise<number> {
  const { context, status, findings, prepared } = outcome;
  const { talk, system } = context;
  const urls = await outcomeUrls(outcome);
  const next = status === 'planned' ? [] : await nextSteps(outcome, urls);
  await showFindings(context, findings);
  if (outcome.backup !== undefined) talk.say(t().init.backup(outcome.backup));
  const { columns, unicode } = readTerminal(system.env);
  if (!talk.quiet) for (const line of list(next, columns, marks(unicode).item)) talk.result(line);
  talk.document({
    schema: 1,
    status,
    changes: describeChanges(prepared),
    findings,
    urls: [...urls.here, ...urls.lan],
    next,
  });
  return findings.some((finding) => finding.status === 'fail') ? EXIT_FINDING_FAILED : 0;
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

async function nextSteps({ context, situation, answers }: Outcome, urls: ServerUrls): Promise<string[]> {
  const m = t().init;
  const program = programName(context.system.env);
  const target = await situation.get('target');
  const file = await situation.get('configFile');
  const command = target.installed?.command ?? `jupyter ${target.app}`;
  const start = file.named ? `${command} --config=${shellQuoted(file.path)}` : command;
  const [running] = await situation.get('runningServers');
  const missing = target.installed ? m.startWith(start) : m.startNothing(start);
  return [
    running ? m.restart(running.pid, start) : missing,
    ...urls.here.map(m.openHere),
    ...urls.lan.map(m.openLan),
    ...(urls.lan.length === 0 && urls.here.length > 0 ? [m.onlyHere] : [m.notYet]),
    m.howUndo(`${program} undo`),
    m.again(
      sameAgain(program, situation, answers, describeTarget(target), file.named ? file.path : undefined),
    ),
  ];
}

/** The same run as one command that asks nothing. */
function sameAgain(
  program: string,
  { stated }: Situation,
  answers: Answers,
  target: string,
  file: string | undefined,
): string {
  const password = answers.get('password');
  const words = [
    'init',
    ...(stated.target === undefined ? [] : ['--target', target]),
    ...(file === undefined ? [] : ['--config', file]),
    '--ip',
    answered<string>(answers, 'ip') ?? '',
    '--port',
    String(answered<number>(answers, 'port')),
    answered<boolean>(answers, 'open_browser') ? '--open-browser' : '--no-open-browser',
    ...(password === undefined || password.value === 'unchanged' ? [] : ['--password-file', 'FILE']),
    '--yes',
  ];
  return `${program} ${words.map(shellQuoted).join(' ')}`;
}
