import { cmd, shellQuoted } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import { labelled, marks, wrap } from '../../output/layout.ts';
import type { CommandContext } from '../../output/output.ts';
import { describeSituation } from '../../output/situation.ts';
import type { Evidence, Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { type Paint, paint } from '../../system/colour.ts';
import { readTerminal } from '../../system/terminal.ts';

/** How the report is put on standard output: cut at spaces on a terminal, one line each in a log. */
interface Page {
  readonly write: (line?: string) => void;
  readonly width: number;
  readonly unicode: boolean;
  readonly colours: Paint;
}

async function openPage({ talk, system }: CommandContext): Promise<Page> {
  const { stdout, columns, unicode } = readTerminal(system.env);
  return {
    write: (line = '') => talk.result(line),
    width: stdout ? columns : Number.POSITIVE_INFINITY,
    unicode,
    colours: await paint(process.stdout, system.env),
  };
}

/** Whose report it is: which Jupyter, which config file. */
export async function tellSubject(context: CommandContext, situation: Situation): Promise<void> {
  if (context.talk.quiet || context.talk.json) return;
  const { write, width } = await openPage(context);
  for (const line of labelled(await describeSituation(situation), width)) write(line);
  write();
}

/**
 * The findings: what keeps the owner out or lets a stranger in, then the risks, then what was not seen, and how many
 * checks are fine. With --quiet only the first of these.
 */
export async function tellFindings(context: CommandContext, findings: readonly Finding[]): Promise<void> {
  const { talk } = context;
  if (talk.json) return;
  const page = await openPage(context);
  const of = (status: Finding['status']) => findings.filter((finding) => finding.status === status);
  for (const finding of of('fail')) tellFinding(page, finding);
  if (talk.quiet) return;
  const m = t().doctor;
  for (const finding of of('warn')) tellFinding(page, finding);
  const unknown = of('unknown');
  const unseen = unknown.filter(({ blockedBy }) => blockedBy === undefined);
  const blocked = unknown.filter(({ blockedBy }) => blockedBy !== undefined);
  for (const finding of unseen) tellFinding(page, finding);
  if (talk.verbose) for (const { id, message } of blocked) tellLine(page, '?', 'yellow', `${id}: ${message}`);
  else if (blocked.length > 0) {
    const causes = [...new Set(blocked.map(({ blockedBy }) => blockedBy))].join(', ');
    tellLine(page, '?', 'yellow', m.blocked(blocked.length, causes));
  }
  const fine = of('ok');
  const { ok } = marks(page.unicode);
  if (talk.verbose) for (const { message } of fine) tellLine(page, ok, 'green', message);
  else if (fine.length > 0) tellLine(page, ok, 'green', m.fine(fine.length, fine.length < findings.length));
}

/** What to do first, or that nothing is wrong. */
export async function tellNext(
  context: CommandContext,
  findings: readonly Finding[],
  situation?: Situation,
): Promise<void> {
  if (context.talk.quiet || context.talk.json) return;
  const { write, width } = await openPage(context);
  write();
  for (const line of wrap(nextStep(findings, situation), width)) write(line);
}

function tellFinding(page: Page, { status, message, evidence, why, fix, repair }: Finding): void {
  const signs = marks(page.unicode);
  if (status === 'fail') tellLine(page, signs.fail, 'red', message);
  else tellLine(page, status === 'warn' ? signs.warn : '?', 'yellow', message);
  for (const line of evidenceLines(evidence)) page.write(`  ${line}`);
  if (why !== undefined) for (const line of wrap(why, page.width, '  ')) page.write(line);
  const arrow = page.unicode ? '→' : '->';
  if (fix !== undefined) for (const line of wrap(fix, page.width, `  ${arrow} `)) page.write(line);
  if (repair) page.write(`  ${arrow} ${t().doctor.fixable}`);
  page.write();
}

/** Where it was seen, copied as it stands: paths and lines are never cut. */
function evidenceLines({ file, line, mode, text, request, http }: Evidence = {}): string[] {
  const place = file === undefined ? [] : [line === undefined ? file : `${file}:${line}`];
  const asked = [request, http === undefined ? undefined : `HTTP ${http}`].filter(Boolean).join(' → ');
  return [
    ...place.map((shown) => (mode === undefined ? shown : `${shown} (${t().doctor.mode(mode)})`)),
    ...(text === undefined || text.trim() === '' ? [] : text.split('\n').map((one) => `  ${one.trim()}`)),
    ...(asked === '' ? [] : [asked]),
  ];
}

function tellLine({ write, width, colours }: Page, sign: string, colour: keyof Paint, text: string): void {
  const [first = '', ...rest] = wrap(text, width, `${sign} `);
  write(first.replace(sign, colours[colour](sign)));
  for (const line of rest) write(line);
}

function nextStep(findings: readonly Finding[], situation: Situation | undefined): string {
  const m = t().doctor;
  const { target, configFile } = situation?.stated ?? {};
  const stated = [
    ...(target === undefined ? [] : ['--target', target]),
    ...(configFile === undefined ? [] : ['--config', configFile]),
  ];
  const command = cmd('doctor', '--fix', ...stated.map(shellQuoted));
  const [first] = findings.filter(({ status }) => status === 'fail');
  if (first) return first.repair ? m.firstFix(command) : m.first(first.fix ?? first.message);
  const warned = findings.filter(({ status }) => status === 'warn');
  const sawAll = findings.every(({ status }) => status !== 'unknown');
  const risks = sawAll ? m.onlyRisks : m.onlyRisksSeen;
  if (warned.some(({ repair }) => repair)) return `${risks} ${m.fixSome(command)}`;
  if (warned.length > 0) return risks;
  return sawAll ? m.nothing : m.nothingSeen;
}
