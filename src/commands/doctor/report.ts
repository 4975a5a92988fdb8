import { cmd, glued, shellQuoted } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import { labelled } from '../../output/layout.ts';
import type { CommandContext, Output } from '../../output/output.ts';
import { describeSituation } from '../../output/situation.ts';
import type { Evidence, Finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { wantedSight } from '../status/verdict.ts';
import { type Outcome, verdictLine } from '../status/words.ts';

/** Prints which Jupyter and which config file the report is about. */
export async function printSubject(context: CommandContext, situation: Situation): Promise<void> {
  if (context.output.quiet || context.output.isJson) return;
  for (const row of labelled(await describeSituation(situation))) context.output.result(...row);
  context.output.result();
}

/** Where Jupyter runs, if somebody else decides there who reaches it: said before everything else. */
const PLACES: readonly string[] = ['hub', 'container', 'container-loopback'];

/**
 * Prints the findings: what keeps the owner out or lets a stranger in, then the risks, then what could not be checked,
 * and the number of passing checks. With --quiet only the first group.
 */
export function printFindings({ output }: CommandContext, findings: readonly Finding[]): void {
  if (output.isJson) return;
  const isPlace = ({ id }: Finding) => PLACES.includes(id);
  const of = (status: Finding['status']) =>
    findings.filter((finding) => finding.status === status && (status === 'ok' || !isPlace(finding)));
  const places = findings.filter((finding) => isPlace(finding) && finding.status !== 'ok');
  if (!output.quiet) for (const finding of places) printFinding(output, finding);
  for (const finding of of('fail')) printFinding(output, finding);
  if (output.quiet) return;
  const m = t().doctor;
  for (const finding of of('warn')) printFinding(output, finding);
  const unknown = of('unknown');
  const unseen = unknown.filter(({ blockedBy }) => blockedBy === undefined);
  const blocked = unknown.filter(({ blockedBy }) => blockedBy !== undefined);
  for (const finding of unseen) printFinding(output, finding);
  if (output.verbose)
    for (const { id, message } of blocked) output.result(`${id}: ${message}`, { status: 'unknown' });
  else if (blocked.length > 0) {
    const causes = [...new Set(blocked.map(({ blockedBy }) => blockedBy))].join(', ');
    output.result(m.blocked(blocked.length, causes), { status: 'unknown' });
  }
  const fine = of('ok');
  if (output.verbose) for (const { message } of fine) output.result(message, { status: 'ok' });
  else if (fine.length > 0)
    output.result(m.fine(fine.length, fine.length < findings.length), { status: 'ok' });
}

/** Prints what to do first, or that nothing is wrong. */
export function printNextSteps(
  { output }: CommandContext,
  findings: readonly Finding[],
  situation?: Situation,
  outcome?: Outcome,
): void {
  if (output.quiet || output.isJson) return;
  output.result();
  output.result(nextStep(findings, situation, outcome));
}

function printFinding(output: Output, { status, message, evidence, why, fix, repair }: Finding): void {
  output.result(message, { status });
  for (const line of placeLines(evidence)) output.result(glued(line), { first: '  ' });
  for (const line of textLines(evidence)) output.result(line, { first: '    ', raw: true });
  const asked = requestOf(evidence);
  if (asked !== '') output.result(glued(asked), { first: '  ' });
  if (why !== undefined) output.result(why, { first: '  ' });
  const first = `  ${output.arrow} `;
  if (fix !== undefined) output.result(fix, { first });
  if (repair) output.result(t().doctor.fixable, { first });
  output.result();
}

/** The place in a file; never broken, so that it can be copied. */
function placeLines({ file, line, mode }: Evidence = {}): string[] {
  if (file === undefined) return [];
  const location = line === undefined ? file : `${file}:${line}`;
  return [mode === undefined ? location : `${location} (${t().doctor.mode(mode)})`];
}

/** The lines of evidence, as in the file. */
function textLines({ text = '' }: Evidence = {}): string[] {
  return text.trim() === '' ? [] : text.split('\n').map((one) => one.trim());
}

/** The request to a server, and its answer. */
function requestOf({ request, http }: Evidence = {}): string {
  return [request, http === undefined ? undefined : `HTTP ${http}`].filter(Boolean).join(' → ');
}

/** Nothing is called right while the person cannot get in from where they want to. */
function nextStep(
  findings: readonly Finding[],
  situation: Situation | undefined,
  outcome: Outcome | undefined,
): string {
  const m = t().doctor;
  const { target, configFile } = situation?.stated ?? {};
  const stated = [
    ...(target === undefined ? [] : ['--target', target]),
    ...(configFile === undefined ? [] : ['--config', configFile]),
  ];
  const command = cmd('doctor', '--fix', ...stated.map(shellQuoted));
  const [first] = findings.filter(({ status }) => status === 'fail');
  if (first) return first.repair ? m.firstFix(command) : m.first(first.fix ?? first.message);
  if (outcome !== undefined && wantedSight(outcome.verdict)?.seen !== 'yes') {
    const { verdict, next } = outcome;
    const line = verdictLine(verdict, findings);
    // The doctor is at work already.
    return verdict.reach === undefined || next === undefined || next.id === 'doctor'
      ? line
      : `${line} ${t().status.nextIs(next.text)}`;
  }
  const warned = findings.filter(({ status }) => status === 'warn');
  const sawAll = findings.every(({ status }) => status !== 'unknown');
  const risks = sawAll ? m.onlyRisks : m.onlyRisksSeen;
  if (warned.some(({ repair }) => repair)) return `${risks} ${m.fixSome(command)}`;
  if (warned.length > 0) return risks;
  return sawAll ? m.nothing : m.nothingSeen;
}
