import { ExposeError, exitCodeOf, RefusedError } from './errors.ts';
import { language, languageOf, setLanguage, t } from './messages/index.ts';
import { harmless } from './output/strip-control.ts';
import { decideColour } from './system/colour.ts';
import { homeDirectory } from './system/directories.ts';
import { watchInterruptions } from './system/signals.ts';
import type { System } from './system/system.ts';

/**
 * The boundary of the program: language and colours are settled before anything is loaded that reads them,
 * signals are watched, and whatever was thrown becomes an exit code and one clear sentence.
 */
async function main(argv: readonly string[]): Promise<number> {
  await setLanguage(wantedLanguage(argv));
  decideColour(argv, process.env);
  process.stdout.on('error', tellLostResult);
  process.stderr.on('error', () => undefined);
  const interruptions = watchInterruptions((code) => process.exit(code));
  const { runCli } = await import('./cli/program.ts');
  return runCli(argv, async (flags) => {
    const { nodeSystem } = await import('./system/node-system.ts');
    const { nodeNetwork } = await import('./net/node/network.ts');
    const { processTalk } = await import('./output/output.ts');
    const talk = processTalk(flags);
    const system = talk.verbose ? await telling(nodeSystem(), talk.detail) : nodeSystem();
    return { system, network: nodeNetwork(system), talk, interruptions };
  });
}

async function telling(system: System, tell: (line: string) => void): Promise<System> {
  const { tellingSystem } = await import('./system/logging-system.ts');
  return tellingSystem(system, tell);
}

function wantedLanguage(argv: readonly string[]) {
  const at = argv.indexOf('--lang');
  const named =
    at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length);
  return named === 'ko' || named === 'en' ? named : languageOf(process.env);
}

/** `init | head` ends quietly; a full disk behind `init > file` is said. Neither changes what was done. */
function tellLostResult(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') process.stderr.write(`${t().cli.resultLost(error.code ?? error.message)}\n`);
}

async function lastWords(error: unknown, argv: readonly string[]): Promise<void> {
  const json = argv.includes('--json');
  const known = error instanceof ExposeError && error.code !== 'internal';
  const code = error instanceof ExposeError ? error.code : 'internal';
  const message = error instanceof Error ? error.message : String(error);
  const hint = known ? error.hint : `${t().cli.bug} ${t().cli.bugHint(versions())}`;
  if (json)
    process.stdout.write(
      `${JSON.stringify({ schema: 1, error: { code, message, hint, ...placeOf(error) } }, null, 2)}\n`,
    );
  else if (code === 'cancelled' || code === 'terminated') await complain(message);
  else await complain([`${t().cli.error}: ${message}`, hint].filter(Boolean).join('\n'));
  if (argv.includes('--verbose') && error instanceof Error)
    process.stderr.write(`${harmless(withoutHome(error.stack ?? ''))}\n`);
}

/** Where in a config file the trouble is; `column` counts bytes. */
function placeOf(error: unknown): { file?: string | undefined; line?: number; column?: number } {
  if (!(error instanceof RefusedError)) return {};
  const { file, line, column } = error;
  return { file, line, column };
}

/** On a terminal lines end between words; in a log a sentence is one line. */
async function complain(text: string): Promise<void> {
  const { isTTY, columns } = process.stderr;
  const lines = isTTY ? (await import('./output/layout.ts')).wrap(text, columns || 80) : [text];
  process.stderr.write(`${harmless(lines.join('\n'))}\n`);
}

function versions(): string {
  return `node ${process.versions.node}, ${process.platform} ${process.arch}, ${language()}`;
}

function withoutHome(text: string): string {
  const home = homeDirectory();
  return home ? text.replaceAll(home, '~') : text;
}

// An event loop that empties before the work is done (Ctrl-D in a prompt) must not look like success.
process.exitCode = 130;
const argv = process.argv.slice(2);
main(argv).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = exitCodeOf(error);
    return lastWords(error, argv);
  },
);
