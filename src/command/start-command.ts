import { commandOf } from '../jupyter/target.ts';
import { shellQuoted } from '../messages/command-line.ts';
import type { Situation } from '../situation/situation.ts';

/** The shell command that starts the configured Jupyter. */
export async function startCommand(situation: Situation): Promise<string> {
  const target = await situation.get('target');
  const file = await situation.get('configFile');
  const { isRoot } = await situation.get('user');
  return [
    commandOf(target),
    ...(file.named ? [`--config=${shellQuoted(file.path)}`] : []),
    // Jupyter refuses to start as root without it; it is never written into the config.
    ...(isRoot ? ['--allow-root'] : []),
  ].join(' ');
}
