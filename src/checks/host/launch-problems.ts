import { posix } from 'node:path';
import type { Launch } from '../../jupyter/server/launches.ts';
import { t } from '../../messages/index.ts';
import { maskLines } from '../../plan/masking.ts';
import { type Finding, finding } from '../../situation/finding.ts';
import type { Situation } from '../../situation/situation.ts';
import { readText } from '../../system/read-text.ts';
import type { System } from '../../system/system.ts';
import { configArguments, isMissing } from './server-account.ts';

/** Where each of them looks for a program without a path, unless PATH is set there. Supervisor uses its own PATH. */
const SEARCHED: Partial<Record<Launch['kind'], readonly string[]>> = {
  cron: ['/usr/bin', '/bin'],
  'rc.local': ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'],
  launchd: ['/usr/bin', '/bin', '/usr/sbin', '/sbin'],
};

/** Units have checks of their own, and what stands in the files of a login need not run. */
const EXAMINED: readonly Launch['kind'][] = ['cron', 'supervisor', 'rc.local', 'launchd'];

/** These run the program themselves, without a shell that would understand `~`. */
const WITHOUT_SHELL: readonly Launch['kind'][] = ['supervisor', 'launchd'];

/** What keeps a line of cron, supervisor, rc.local or launchd from starting Jupyter; undefined if there is none. */
export async function evaluateLaunches(situation: Situation): Promise<Finding[] | undefined> {
  const { system } = situation;
  const launches = (await situation.get('launches')).filter(({ kind }) => EXAMINED.includes(kind));
  if (launches.length === 0) return undefined;
  const found = await Promise.all(launches.map((launch) => evaluate(launch, system)));
  return found.flat();
}

async function evaluate(launch: Launch, system: System): Promise<Finding[]> {
  const { kind, file, args, env } = launch;
  const [first] = args;
  if (first === undefined) return [];
  const m = t().host.launch;
  const found: Finding[] = [];
  const report = (id: string, line: number, text: string, message: string, fix: string) => {
    const [shown = ''] = maskLines([text], []);
    const evidence = { ...(file.startsWith('/') && { file, line }), text: shown };
    found.push(finding('fail', id, { message, fix }, { evidence }));
  };
  const where = `${file}:${first.line}`;
  const program = first.text;
  const isOpen = /[%$]/.test(program);
  const isTilde = program.startsWith('~') && WITHOUT_SHELL.includes(kind);
  if (isTilde || (posix.isAbsolute(program) && !isOpen && (await isMissing(program, system.files))))
    report('launch-program-missing', first.line, program, m.program(where, program), m.programFix);
  const searched = env.some(({ name }) => name === 'PATH') ? undefined : SEARCHED[kind];
  if (searched !== undefined && /^jupyter(?:-\w+)?$/.test(program)) {
    const paths = searched.map((directory) => posix.join(directory, program));
    const facts = await Promise.all(paths.map((path) => system.files.facts(path).catch(() => true)));
    if (facts.every((one) => one === undefined))
      report(
        'launch-program-missing',
        first.line,
        program,
        m.notSearched(where, program, searched.join(':')),
        m.programFix,
      );
  }
  for (const path of configArguments(args.map(({ text }) => text))) {
    const line = args.find(({ text }) => text.includes(path))?.line ?? first.line;
    const isMeant = posix.isAbsolute(path) && !/[%$]/.test(path);
    const isKept = path.startsWith('~') && WITHOUT_SHELL.includes(kind);
    if (isKept || (isMeant && (await isMissing(path, system.files))))
      report('launch-config-missing', line, path, m.config(where, path), m.configFix(path));
  }
  const { user } = launch;
  const isOther = user !== undefined && user !== 'root' && !env.some(({ name }) => name === 'HOME');
  if (kind === 'supervisor' && file.startsWith('/etc/') && isOther) {
    const home = await homeOf(user, system);
    const words = { message: m.home(where, user), fix: m.homeFix(user, home) };
    found.push(finding('warn', 'launch-home', words, { evidence: { file, line: first.line } }));
  }
  const stray = strayArgument(args.map(({ text }) => text));
  if (stray !== undefined) {
    const line = args.find(({ text }) => text === stray.word)?.line ?? first.line;
    const { argument, argumentFix } = m;
    report('launch-argument', line, stray.word, argument(where, stray.word), argumentFix(stray.better));
  }
  if (kind === 'rc.local') found.push(...(await evaluateRcLocal(launch, first.line, system)));
  return found;
}

async function homeOf(user: string, { files }: System): Promise<string> {
  const rows = ((await readText('/etc/passwd', files)) ?? '').split('\n').map((row) => row.split(':'));
  return rows.find(([name]) => name === user)?.[5] ?? posix.join('/home', user);
}

/** Options of Jupyter that take no value, so that the next word is a word of its own. */
const FLAG = /^(?:--(?:no-browser|allow-root|debug|generate-config|autoreload|no-mathjax|quiet)|-[yqd])$/;

/** A setting without its dashes, or with the one that a text program puts there: `port=7000`, `—ip=0.0.0.0`. */
const UNDASHED =
  /^(?:[\u2010-\u2015\u2212]+[A-Za-z]|(?:[A-Z]\w*App\.\w+|ip|port|token|password|no-browser|notebook[-_]dir|certfile|keyfile)=)/;

/** A word that Jupyter takes for the name of a file or folder to open, against what was meant; and what to write. */
export function strayArgument(words: readonly string[]): { word: string; better: string } | undefined {
  for (const [at, word] of words.entries()) {
    const before = words[at - 1] ?? '';
    if (/^--[\w.-]+=$/.test(before) && !word.startsWith('-')) return { word, better: `${before}${word}` };
    const isValue = before.startsWith('-') && !before.includes('=') && !FLAG.test(before);
    if (UNDASHED.test(word) && !isValue)
      return { word, better: `--${word.replace(/^[\u2010-\u2015\u2212]+/, '')}` };
  }
  return undefined;
}

/** rc.local runs only if it may be executed, and nothing in it runs after its `exit`. */
async function evaluateRcLocal({ file }: Launch, line: number, { files }: System): Promise<Finding[]> {
  const m = t().host.launch;
  const facts = await files.facts(file).catch(() => undefined);
  const text = (await readText(file, files)) ?? '';
  const exit = text.split('\n').findIndex((one) => /^\s*exit\b/.test(one)) + 1;
  if (exit > 0 && exit < line) {
    const words = { message: m.unreachable(`${file}:${line}`, exit), fix: m.unreachableFix };
    return [finding('fail', 'launch-unreachable', words, { evidence: { file, line: exit, text: 'exit' } })];
  }
  if (facts === undefined || (facts.mode & 0o111) !== 0) return [];
  const words = { message: m.notExecutable(file), fix: m.notExecutableFix(file) };
  return [finding('fail', 'launch-not-executable', words, { evidence: { file } })];
}
