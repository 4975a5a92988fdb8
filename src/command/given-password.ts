import type { CommandContext } from '../output/context.ts';
import { readPassword } from '../prompt/password-source.ts';
import { readAll } from '../prompt/stdin.ts';
import type { Secret } from '../system/secret.ts';
import { readTerminal } from '../system/terminal.ts';

export interface PasswordFlags {
  readonly passwordStdin?: boolean;
  readonly passwordFile?: string;
  readonly answers?: string;
}

/** The password from --password-stdin, --password-file or JUPYTER_EXPOSE_PASSWORD_FILE, where one is given. */
export function givenPassword({ system }: CommandContext, flags: PasswordFlags): Promise<Secret | undefined> {
  return readPassword(
    { stdin: flags.passwordStdin, file: flags.passwordFile, answers: flags.answers, env: system.env },
    {
      terminal: readTerminal(system.env).stdin,
      stdin: () => readAll(process.stdin),
      file: system.files.read,
    },
  );
}
