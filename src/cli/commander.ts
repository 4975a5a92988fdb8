import { createRequire } from 'node:module';

/**
 * commander, loaded with require: it is CommonJS, and `require` takes two thirds of the time of `import`, which
 * would slow `--help` noticeably (npm run bench).
 */
const commander: typeof import('commander') = createRequire(import.meta.url)('commander');

export type Command = import('commander').Command;
export const { Command, CommanderError, Help, Option } = commander;
