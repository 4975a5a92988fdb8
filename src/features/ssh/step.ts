import { cmd } from '../../messages/command-line.ts';
import { t } from '../../messages/index.ts';
import { DEFAULT_PORT } from '../../net/parse-port.ts';
import { findIntrusion } from '../../system/ownership.ts';
import type { InitRun, NextStep } from '../../wizard/init-run.ts';
import { settledReach } from '../../wizard/reach.ts';
import { answered, NO_CHANGE, type Step } from '../../wizard/step.ts';
import { readPublicKeys } from './key-line.ts';
import { keysPath, keyText, readKeysFile, withKeys, withPort } from './keys-file.ts';
import { keyQuestion } from './questions.ts';

/** The part of `init` for access through SSH: a key that is given, and the port of those that are there. */
export const sshStep: Step = {
  id: 'ssh',

  async questions() {
    return [keyQuestion()];
  },

  async plan({ system }, answers) {
    const port = answered<number>(answers, 'port') ?? DEFAULT_PORT;
    const named = answered<string>(answers, 'ssh_key') ?? '';
    const isKept = (answers.get('ssh_key')?.source ?? 'default') === 'default';
    if (named !== '' && !isKept) {
      const keys = readPublicKeys(await keyText(system, named), named);
      const file = await readKeysFile(system, undefined);
      return { ...NO_CHANGE, changes: withKeys(file, keys, port), notes: [t().ssh.opens(port)] };
    }
    // A file that others may write is the doctor's to name: nothing of it is believed here.
    if ((await findIntrusion(keysPath(system, undefined), system)) !== undefined) return NO_CHANGE;
    const file = await readKeysFile(system, undefined).catch(() => undefined);
    if (!file?.lines.some(({ isOurs }) => isOurs)) return NO_CHANGE;
    return { ...NO_CHANGE, changes: withPort(file, port) };
  },
};

/** How to come in, where SSH is the way. */
export async function sshNextSteps({ answers }: InitRun): Promise<readonly NextStep[]> {
  if (settledReach(answers) !== 'ssh') return [];
  const m = t().ssh;
  const hasKey = (answered<string>(answers, 'ssh_key') ?? '') !== '';
  return [
    {
      about: 'opening',
      label: m.next,
      value: hasKey ? cmd('ssh show') : cmd('ssh add-key', 'FILE'),
      whole: true,
    },
  ];
}
