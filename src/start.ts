import { run } from './main.ts';

// If the event loop empties before the work is done (Ctrl-D in a prompt), the exit code must not signal success.
process.exitCode = 130;
run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
