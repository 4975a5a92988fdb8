import { ExposeError } from '../errors.ts';
import { t } from '../messages/index.ts';
import type { Situation } from '../situation/situation.ts';
import { programName, shellQuoted } from './program-name.ts';

/** Under sudo the wizard would change root's Jupyter, which nobody means. Throws ExposeError('environment'). */
export async function refuseSudo(
  situation: Situation,
  argv: readonly string[] = process.argv.slice(2),
): Promise<void> {
  const { sudoUser } = await situation.get('person');
  if (sudoUser === undefined) return;
  const { path } = await situation.get('configFile');
  const command = [programName(situation.system.env), ...argv.map(shellQuoted)].join(' ');
  throw new ExposeError('environment', t().init.sudo(sudoUser, path), t().init.sudoHint(command));
}
