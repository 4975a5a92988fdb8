import { findProgramName } from './command/program-name.ts';
import { ExposeError, exitCodeOf, RefusedError } from './errors.ts';
import { setProgramName } from './messages/command-line.ts';
import { language, languageOf, setLanguage, t } from './messages/index.ts';
import { setHome, withTilde } from './output/display.ts';
import { escapeControl, stripControl } from './output/strip-control.ts';
import { decideColour } from './system/colour.ts';
import { homeDirectory } from './system/directories.ts';
import { watchInterruptions } from './system/signals.ts';
import type { System } from './system/system.ts';

/**
 * The whole program, from the words of its command line to its exit code: turns every error into an exit code and one
 * clear sentence.
 */
export async function run(argv: readonly string[]): Promise<number> {
  try {
    return await runCommand(argv);
  } catch (error) {
    await reportFatalError(error, argv);
    return exitCodeOf(error);
  }
}

/** Sets language and colours before anything that reads them is loaded, and watches signals. */
async function runCommand(argv: readonly string[]): Promise<number> {
  await setLanguage(wantedLanguage(argv));
  setProgramName(findProgramName(process.env));
  // The shell of the user who typed sudo has another `~`.
  setHome(process.env.SUDO_USER ? '' : homeDirectory());
  decideColour(argv, process.env);
  process.stdout.on('error', reportLostResult);
  process.stderr.on('error', () => undefined);
  const interruptions = watchInterruptions((code) => process.exit(code));
  const { runCli } = await import('./cli/program.ts');
  return runCli(argv, async (flags) => {
    const [{ nodeSystem }, { nodeNetwork }, { processOutput }] = await Promise.all([
      import('./system/node-system.ts'),
      import('./net/node/network.ts'),
      import('./output/output.ts'),
    ]);
    const output = await processOutput(flags, process.env);
    const system = output.verbose ? await withLogging(nodeSystem(), output.detail) : nodeSystem();
    return { system, network: nodeNetwork(system), output, interruptions };
  });
}

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

/** Ends quietly for `init | head`, and reports a full disk for `init > file`. Neither affects the changes made. */
function reportLostResult(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') process.stderr.write(`${t().cli.resultLost(error.code ?? error.message)}\n`);
}

async function reportFatalError(error: unknown, argv: readonly string[]): Promise<void> {
  const json = argv.includes('--json');
  const known = error instanceof ExposeError && error.code !== 'internal';
  const code = error instanceof ExposeError ? error.code : 'internal';
  const message = error instanceof Error ? error.message : String(error);
  const hint = known ? error.hint : `${t().cli.bug} ${t().cli.bugHint(versions())}`;
  if (json)
    process.stdout.write(
      `${escapeControl(JSON.stringify({ schema: 1, error: { code, message, hint, ...locationOf(error) } }, null, 2))}\n`,
    );
  else if (code === 'cancelled' || code === 'terminated') await complain(message);
  else await complain([`${t().cli.error}: ${message}`, hint].filter(Boolean).join('\n'));
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
  const lines = isTTY ? (await import('./output/layout.ts')).wrap(text, columns || 80) : [withTilde(text)];
  process.stderr.write(`${stripControl(lines.join('\n'))}\n`);
}

function versions(): string {
  return `node ${process.versions.node}, ${process.platform} ${process.arch}, ${language()}`;
}

function withoutHome(text: string): string {
  const home = homeDirectory();
  return home ? text.replaceAll(home, '~') : text;
}
