import { findProgramName } from './command/program-name.ts';
import { EXIT_RESULT_LOST, ExposeError, exitCodeOf, RefusedError } from './errors.ts';
import { setProgramName } from './messages/command-line.ts';
import { language, languageOf, setLanguage, t } from './messages/index.ts';
import { asShown, displayable, setAscii, setHome, withTilde } from './output/display.ts';
import { type StandardOutput, watchStandardOutput } from './output/standard-output.ts';
import { stripControl } from './output/strip-control.ts';
import type { BuildUndo } from './plan/undo-command.ts';
import { decideColour } from './system/colour.ts';
import { homeDirectory } from './system/directories.ts';
import { type Interruptions, watchInterruptions } from './system/signals.ts';
import type { System } from './system/system.ts';
import { readTerminal, showsUnicode } from './system/terminal.ts';

/**
 * The whole program, from the words of its command line to its exit code: turns every error into an exit code and one
 * clear sentence.
 */
export async function run(argv: readonly string[]): Promise<number> {
  const stdout = watchStandardOutput(process.stdout, reportLostResult);
  const fail = async (error: unknown) => {
    await reportFatalError(error, argv, stdout);
    return exitCodeOf(error);
  };
  // Errors that no call throws, such as those of a stream that nothing waits for.
  const onUncaught = (error: unknown) => void fail(error).then((code) => process.exit(code));
  process.on('uncaughtException', onUncaught);
  const code = await runCommand(argv, stdout).catch(fail);
  process.off('uncaughtException', onUncaught);
  return code;
}

/** Sets language and colours before anything that reads them is loaded, and watches signals. */
async function runCommand(argv: readonly string[], stdout: StandardOutput): Promise<number> {
  await setLanguage(wantedLanguage(argv));
  setProgramName(findProgramName(process.env));
  // The shell of the user who typed sudo has another `~`.
  setHome(process.env.SUDO_USER ? '' : homeDirectory());
  setAscii(!showsUnicode(process.env, process.platform));
  decideColour(argv, process.env);
  process.stderr.on('error', () => undefined);
  const watched = watchInterruptions((error) => {
    const isPrinted = isJson(argv) && stdout.printDocument(documentOf(error));
    if (!isPrinted) process.stderr.write(`\n${asShown(error.message)}\n`);
    process.exit(exitCodeOf(error));
  });
  let hasChanged = false;
  const interruptions: Interruptions = {
    ...watched,
    async critical(work) {
      const result = await watched.critical(work);
      hasChanged = true;
      return result;
    },
  };
  const { runCli } = await import('./cli/program.ts');
  const code = await runCli(argv, async (flags) => {
    const [{ nodeSystem }, { nodeNetwork }, { processOutput }] = await Promise.all([
      import('./system/node-system.ts'),
      import('./net/node/network.ts'),
      import('./output/output.ts'),
    ]);
    const output = await processOutput(flags, process.env, {
      stdout: process.stdout,
      stderr: process.stderr,
      terminal: readTerminal(),
      printDocument: stdout.printDocument,
    });
    const system = output.verbose ? await withLogging(nodeSystem(), output.detail) : nodeSystem();
    return { system, network: nodeNetwork(system), output, interruptions, buildUndo };
  });
  const isLost = await stdout.flush();
  // A change that was made stays made, and its exit code says so.
  return isLost && !hasChanged ? EXIT_RESULT_LOST : code;
}

/** Loads the features only when something is rolled back. */
const buildUndo: BuildUndo = async (task, place) =>
  (await import('./features/index.ts')).buildUndo(task, place);

async function withLogging(system: System, log: (line: string) => void): Promise<System> {
  const { loggingSystem } = await import('./system/logging-system.ts');
  return loggingSystem(system, log);
}

function wantedLanguage(argv: readonly string[]) {
  const at = argv.indexOf('--lang');
  const named =
    at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length);
  return named === 'ko' || named === 'en' ? named : languageOf(process.env);
}

/** For `init > file` on a full disk. The changes made stay. */
function reportLostResult(error: NodeJS.ErrnoException): void {
  process.stderr.write(`${t().cli.resultLost(error.code ?? error.message)}\n`);
}

async function reportFatalError(
  error: unknown,
  argv: readonly string[],
  stdout: StandardOutput,
): Promise<void> {
  const { code, message, hint } = describe(error);
  if (isJson(argv) && stdout.printDocument(documentOf(error))) return printStack(error, argv);
  if (code === 'cancelled' || code === 'terminated') await complain(message);
  else await complain([`${t().cli.error}: ${message}`, hint].filter(Boolean).join('\n'));
  printStack(error, argv);
}

function isJson(argv: readonly string[]): boolean {
  return argv.includes('--json');
}

function describe(error: unknown) {
  if (isOutOfFiles(error))
    return { code: 'internal', message: t().system.tooManyOpen, hint: t().system.tooManyOpenHint };
  const known = error instanceof ExposeError && error.code !== 'internal';
  return {
    code: error instanceof ExposeError ? error.code : 'internal',
    message: error instanceof Error ? error.message : String(error),
    hint: known ? error.hint : `${t().cli.bug} ${t().cli.bugHint(versions())}`,
  };
}

/** Any file, pipe or socket may be the one too many, also a part of the program that is loaded late. */
function isOutOfFiles(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EMFILE' || error.code === 'ENFILE');
}

/** The document of --json for an error. */
function documentOf(error: unknown) {
  return { schema: 1, error: { ...describe(error), ...locationOf(error) } };
}

function printStack(error: unknown, argv: readonly string[]): void {
  if (argv.includes('--verbose') && error instanceof Error)
    process.stderr.write(`${stripControl(withoutHome(error.stack ?? ''))}\n`);
}

/** The location of the error in a config file; `column` counts bytes. */
function locationOf(error: unknown): { file?: string | undefined; line?: number; column?: number } {
  if (!(error instanceof RefusedError)) return {};
  const { file, line, column } = error;
  return { file, line, column };
}

/** Wraps lines on a terminal; in a log a sentence stays on one line. */
async function complain(text: string): Promise<void> {
  const { isTTY, columns } = process.stderr;
  const lines = isTTY
    ? (await import('./output/layout.ts')).wrap(text, columns || 80)
    : [withTilde(displayable(text))];
  process.stderr.write(`${stripControl(lines.join('\n'))}\n`);
}

function versions(): string {
  return `node ${process.versions.node}, ${process.platform} ${process.arch}, ${language()}`;
}

function withoutHome(text: string): string {
  const home = homeDirectory();
  return home ? text.replaceAll(home, '~') : text;
}
