import type { Asker } from './prompter.ts';

/** Nobody: `--no-input`, or standard input already served as the password or as the answers file. */
export function createSilentAsker(): Asker {
  return {
    kind: 'silent',
    ask: async () => undefined,
    confirm: async () => undefined,
    leftover: async () => [],
    close: () => {},
  };
}
