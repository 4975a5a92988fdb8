import { createRequire } from 'node:module';

/**
 * commander, required and not imported: it is CommonJS, and as such it loads in two thirds of the time that
 * `import` takes, which `--help` would feel (npm run bench).
 */
const commander: typeof import('commander') = createRequire(import.meta.url)('commander');

export type Command = import('commander').Command;
export const { Command, CommanderError, Help, Option } = commander;
