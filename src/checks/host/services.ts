import { posix } from 'node:path';
import { type ServiceUnit, startingJupyter, type UnitLine } from '../../jupyter/server/service-units.ts';
import { shellWords } from '../../jupyter/server/shell-words.ts';
import { t } from '../../messages/index.ts';
import { maskLines } from '../../plan/masking.ts';
import { type CheckContext, type CheckFindings, NOTHING_TO_CHECK } from '../../situation/check.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';
import { findLaunchOverrides } from './launch-overrides.ts';
import { evaluateLaunches, strayArgument } from './launch-problems.ts';
import { configArguments, isMissing } from './server-account.ts';

/** From systemd.service(5). systemd ignores any other value and logs that. */
const TYPES = ['simple', 'exec', 'forking', 'oneshot', 'dbus', 'notify', 'notify-reload', 'idle'];
const RESTARTS = ['no', 'always', 'on-success', 'on-failure', 'on-abnormal', 'on-abort', 'on-watchdog'];

/** Where systemd looks for a program without a path: its own list, not the PATH of anybody. */
const SEARCHED = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Words that only a shell understands; systemd passes them to the program. */
const SHELL_WORDS = /^(?:&&|\|\|?|&|\d?>>?(?:&\d)?.*|<.*|#.*)$/;
const SHELL_BUILTINS = ['source', '.', 'cd', 'export', 'conda', 'eval', 'set'];

/** Programs that put themselves into the background. */
const DETACHES =
  /\bscreen\s+(?:\S+\s+)*-\w*d\w*m|\btmux\s+(?:\S+\s+)*new(?:-session)?\b.*\s-\w*d|\bsetsid\s+-f\b/;

/** Mistakes in what starts a Jupyter by itself. Most of them spread by copying from blogs. */
export async function checkServices({ system, situation }: CheckContext): Promise<CheckFindings> {
  const units = await startingJupyter(await situation.get('serviceUnits'));
  const found = await Promise.all(units.map((unit) => evaluateUnit(unit, system)));
  const launches = await evaluateLaunches(situation);
  const overrides = await findLaunchOverrides(situation);
  if (units.length + overrides.length === 0 && launches === undefined) return NOTHING_TO_CHECK;
  return [...found.flat(), ...(launches ?? []), ...overrides];
}

type Words = readonly [message: string, fix: string];

/** One unit, and the findings about it so far. */
interface Examined {
  readonly unit: ServiceUnit;
  readonly system: System;
  /** The lines of [Service] with this name; an empty value takes back those before it. */
  all(name: string): readonly UnitLine[];
  last(name: string): UnitLine | undefined;
  report(id: string, status: Finding['status'], at: UnitLine, words: Words): void;
}

async function evaluateUnit(unit: ServiceUnit, system: System): Promise<Finding[]> {
  const found: Finding[] = [];
  const all = (name: string) => {
    const lines = unit.lines.filter((line) => line.section === 'Service' && line.name === name);
    return lines.slice(lines.findLastIndex(({ value }) => value === '') + 1);
  };
  const examined: Examined = {
    unit,
    system,
    all,
    last: (name) => all(name).at(-1),
    report: (id, status, at, [message, fix]) =>
      found.push(finding(status, id, { message, fix }, evidenceOf(at))),
  };
  await evaluateCommand(examined);
  evaluateKind(examined);
  await evaluateSurroundings(examined);
  await evaluateUser(examined);
  if (!found.some(({ status }) => status === 'fail')) found.push(...(await askSystemd(unit, found, system)));
  return found;
}

/** Does systemd find and accept the program of ExecStart, and does the program get what its author meant? */
async function evaluateCommand({ unit, system, all, last, report }: Examined): Promise<void> {
  const m = t().host.service;
  const [start, second] = all('ExecStart');
  if (start === undefined) {
    const elsewhere = unit.lines.find(({ name }) => name === 'ExecStart');
    if (elsewhere)
      report('service-section', 'fail', elsewhere, [m.section(unit.file, elsewhere.section), m.sectionFix]);
    return;
  }
  if (second !== undefined && last('Type')?.value !== 'oneshot')
    report('service-twice', 'fail', second, [m.twice(unit.file), m.twiceFix]);
  if (isUnbalanced(start.value)) {
    report('service-quotes', 'fail', start, [m.quotes(unit.file), m.quotesFix]);
    return;
  }
  const words = shellWords(start.value);
  const program = (words[0] ?? '').replace(/^[-@:+!|]+/, '');
  const isOpen = /[%$]/.test(program);
  if (SHELL_BUILTINS.includes(program))
    report('service-shell', 'fail', start, [m.builtin(unit.file, program), m.builtinFix]);
  else if (!isOpen && program.includes('/') && !posix.isAbsolute(program))
    report('service-program-relative', 'fail', start, [m.relative(unit.file, program), m.programFix]);
  else if (!isOpen && !(await isInstalled(program, system)))
    report('service-program-missing', 'fail', start, [
      posix.isAbsolute(program) ? m.program(unit.file, program) : m.notSearched(unit.file, program),
      m.programFix,
    ]);
  else if (posix.isAbsolute(program) && !isOpen && (await isNotExecutable(program, system)))
    report('service-program-mode', 'fail', start, [
      m.notExecutable(unit.file, program),
      m.notExecutableFix(program),
    ]);
  const shellWord = words.slice(1).find((word) => SHELL_WORDS.test(word));
  if (shellWord !== undefined && !SHELL_BUILTINS.includes(program))
    report('service-shell', 'fail', start, [m.shell(unit.file, shellWord), m.builtinFix]);
  const script = words.findIndex(
    (word, at) => /^-\w*c$/.test(word) && /(?:^|\/)(?:ba|da|z|)sh$/.test(words[at - 1] ?? ''),
  );
  const [command = '', next] = script < 0 ? [] : words.slice(script + 1);
  if (next !== undefined && /(?:^|\/)jupyter[\w-]*$/.test(command))
    report('service-script-unquoted', 'fail', start, [m.unquoted(unit.file, next), m.unquotedFix]);
  const variable = unexpanded(start.value);
  if (variable !== undefined && !SHELL_BUILTINS.includes(program))
    report('service-variable', 'fail', start, [m.variable(unit.file, variable), m.variableFix(variable)]);
  const stray = strayArgument(words);
  if (stray !== undefined)
    report('service-argument', 'fail', start, [
      m.argument(unit.file, stray.word),
      m.argumentFix(stray.better),
    ]);
  for (const path of await missingConfigs(start.value, last('WorkingDirectory')?.value, system))
    report('service-config-missing', 'fail', start, [m.config(unit.file, path), m.configFix(path)]);
}

/** `$NAME` within a word, which systemd leaves as it is: only `${NAME}` is replaced there, and a shell has its own rules. */
function unexpanded(command: string): string | undefined {
  const words = shellWords(command);
  const isShell = words.some((word, at) => /\s/.test(word) && /^-\w*c$/.test(words[at - 1] ?? ''));
  return isShell ? undefined : /[^\s$"'](\$[A-Za-z_]\w*)/.exec(words.slice(1).join(' '))?.[1];
}

/** Is what ExecStart does what its Type says? Else systemd ends it, or waits for it in vain. */
function evaluateKind({ unit, last, report }: Examined): void {
  const m = t().host.service;
  const [type, start, restart] = [last('Type'), last('ExecStart'), last('Restart')];
  if (type !== undefined && !TYPES.includes(type.value))
    report('service-type', 'warn', type, [m.type(unit.file, type.value), m.typeFix]);
  if (restart !== undefined && !RESTARTS.includes(restart.value))
    report('service-restart', 'warn', restart, [m.restart(unit.file, restart.value), m.restartFix]);
  if (restart !== undefined && type?.value === 'oneshot' && /^(?:always|on-success)$/.test(restart.value))
    report('service-oneshot', 'fail', restart, [m.oneshot(unit.file, restart.value), m.typeFix]);
  if (start === undefined) return;
  const kind = type !== undefined && TYPES.includes(type.value) ? type.value : 'simple';
  const isBackground = goesToBackground(start.value);
  const survives = /^(?:process|none)$/.test(last('KillMode')?.value ?? '') || isOn(last('RemainAfterExit'));
  if (isBackground && kind !== 'forking' && !survives)
    report('service-background', 'fail', start, [m.background(unit.file), m.backgroundFix]);
  if (!isBackground && type !== undefined && /^(?:forking|notify|notify-reload|dbus)$/.test(kind))
    report('service-waits', 'fail', type, [m.waits(unit.file, kind), m.typeFix]);
}

/** Whether the command ends at once and leaves Jupyter behind it. */
function goesToBackground(command: string): boolean {
  const words = shellWords(command);
  const script = words.find((word, at) => /\s/.test(word) && /^-\w*c$/.test(words[at - 1] ?? ''));
  return (script !== undefined && /[^&]&\s*$/.test(script)) || DETACHES.test(command);
}

function isOn(line: UnitLine | undefined): boolean {
  return /^(?:yes|true|on|1)$/i.test(line?.value ?? '');
}

/** The directory it runs in, and the files of variables. */
async function evaluateSurroundings({ unit, system, all, last, report }: Examined): Promise<void> {
  const { files } = system;
  const m = t().host.service;
  const directory = last('WorkingDirectory');
  const path = directory?.value.replace(/^-/, '') ?? '~';
  if (directory !== undefined && path !== '~' && !/[%$]/.test(path)) {
    if (!posix.isAbsolute(path))
      report('service-directory', 'fail', directory, [m.directoryRelative(unit.file, path), m.directoryFix]);
    else if (!directory.value.startsWith('-')) {
      const facts = await files.list(path).then(
        async (names) => (names.length > 0 ? 'directory' : (await files.facts(path))?.kind),
        () => 'unknown',
      );
      if (facts === undefined || facts === 'file')
        report('service-directory', 'fail', directory, [m.directory(unit.file, path), m.directoryFix]);
    }
  }
  for (const line of all('EnvironmentFile')) {
    const file = line.value.replace(/^-/, '');
    if (/[%$*?]/.test(file)) continue;
    if (!posix.isAbsolute(file))
      report('service-env-file', 'warn', line, [m.envFileRelative(unit.file, file), m.envFileFix]);
    else if (!line.value.startsWith('-') && (await files.facts(file).catch(() => true)) === undefined)
      report('service-env-file', 'fail', line, [m.envFile(unit.file, file), m.envFileFix]);
  }
}

/** The account it runs as. */
async function evaluateUser({ unit, system, all, last, report }: Examined): Promise<void> {
  const m = t().host.service;
  const [user, group, start] = [last('User'), last('Group'), last('ExecStart')];
  for (const line of [group, ...all('SupplementaryGroups')]) {
    for (const name of (line?.value ?? '').split(/\s+/).filter((one) => one !== ''))
      if (line !== undefined && !(await isKnown(name, 'group', system)))
        report('service-group-missing', 'fail', line, [m.group(unit.file, name), m.groupFix]);
  }
  if (unit.scope === 'user') {
    if (user !== undefined) report('service-user-here', 'fail', user, [m.userHere(unit.file), m.userHereFix]);
    const wanted = unit.lines.find(
      ({ section, name, value }) =>
        section === 'Install' && name === 'WantedBy' && /\bmulti-user\.target\b/.test(value),
    );
    if (wanted) report('service-target', 'warn', wanted, [m.target(unit.file), m.targetFix]);
    return;
  }
  if (user === undefined || user.value === 'root' || user.value === '0') {
    const at = user ?? start;
    if (at !== undefined) report('service-root', 'warn', at, [m.root(unit.file), m.rootFix]);
  } else if (!(await isKnown(user.value, 'passwd', system)))
    report('service-user-missing', 'fail', user, [m.user(unit.file, user.value), m.userFix]);
}

/** A line of `systemd-analyze verify`: 'FILE:LINE: text', or 'NAME: text'. */
const VERDICT = /^(?:(?<file>\/.+?):(?<line>\d+): )?(?<text>.+)$/;

/** What systemd itself says about the unit, if it is here, beyond what was found already. Starts nothing. */
async function askSystemd(unit: ServiceUnit, found: readonly Finding[], system: System): Promise<Finding[]> {
  const scope = unit.scope === 'user' ? ['--user'] : [];
  const { stderr } = await system.run('systemd-analyze', ['verify', ...scope, unit.file], {
    timeout: 10_000,
  });
  const isRefused = /bad unit file setting|unit will not be started/.test(stderr);
  const m = t().host.service;
  return stderr.split('\n').flatMap((row) => {
    const { file, line, text = '' } = VERDICT.exec(row)?.groups ?? {};
    if (file !== unit.file || line === undefined) return [];
    if (found.some(({ evidence }) => evidence?.file === file && evidence.line === Number(line))) return [];
    const at = unit.lines.find((one) => one.file === file && one.line === Number(line));
    const evidence = at === undefined ? { evidence: { file, line: Number(line) } } : evidenceOf(at);
    const words = { message: m.systemd(file, text), fix: m.systemdFix };
    return [finding(isRefused ? 'fail' : 'warn', 'service-line', words, evidence)];
  });
}

async function isInstalled(program: string, { files }: System): Promise<boolean> {
  const paths = posix.isAbsolute(program)
    ? [program]
    : SEARCHED.map((directory) => posix.join(directory, program));
  const facts = await Promise.all(paths.map((path) => files.facts(path).catch(() => true)));
  return facts.some((one) => one !== undefined);
}

async function isNotExecutable(program: string, { files }: System): Promise<boolean> {
  const facts = await files.facts(program).catch(() => undefined);
  return (
    facts?.kind === 'directory' || (facts?.kind === 'file' && facts.size > 0 && (facts.mode & 0o111) === 0)
  );
}

/** Missing files named with --config. A name with a specifier (%h) or a variable is skipped; systemd keeps ~ as it is. */
async function missingConfigs(
  command: string,
  directory: string | undefined,
  system: System,
): Promise<string[]> {
  const missing: string[] = [];
  const words = shellWords(command);
  const isShell = words.some((word, at) => /\s/.test(word) && /^-\w*c$/.test(words[at - 1] ?? ''));
  for (const path of configArguments(words)) {
    if (path.startsWith('~') && !isShell) {
      missing.push(path);
      continue;
    }
    const isOpen = /[%$]/.test(path) || (!posix.isAbsolute(path) && directory === undefined);
    const whole = posix.resolve(directory ?? '/', path);
    if (!isOpen && (await isMissing(whole, system.files))) missing.push(path);
  }
  return missing;
}

/** An odd number of quotes of one kind, outside of the other kind. */
function isUnbalanced(command: string): boolean {
  return /["']/.test(command.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\\./g, ''));
}

/** Names can also come from a directory service, so one counts as unknown only if no such service is configured. */
async function isKnown(name: string, table: 'passwd' | 'group', { files }: System): Promise<boolean> {
  if (/^\d+$/.test(name) || name.includes('%')) return true;
  const [rows, switches = ''] = await Promise.all([
    readText(`/etc/${table}`, files),
    readText('/etc/nsswitch.conf', files),
  ]);
  if (rows === undefined || new RegExp(`^${table}:.*\\b(?:ldap|sss|nis|winbind)\\b`, 'm').test(switches))
    return true;
  return rows.split('\n').some((line) => line.startsWith(`${name}:`));
}

function evidenceOf({ file, line, text }: UnitLine): Pick<Finding, 'evidence'> {
  const [shown = ''] = maskLines([text], []);
  return { evidence: { file, line, text: shown } };
}
