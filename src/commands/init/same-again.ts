import { programName, shellQuoted } from '../../command/program-name.ts';
import { describeTarget } from '../../jupyter/choose-target.ts';
import type { CommandContext } from '../../output/context.ts';
import type { Situation } from '../../situation/situation.ts';
import { type Answers, answered } from '../../wizard/step.ts';

/** The same run as one command that asks nothing; `hash` is what --hash named. */
export async function sameAgain(
  context: CommandContext,
  situation: Situation,
  answers: Answers,
  hash: string | undefined,
): Promise<string> {
  const password = answers.get('password');
  const file = await situation.get('configFile');
  const target = describeTarget(await situation.get('target'));
  const words = [
    'init',
    ...(situation.stated.target === undefined ? [] : ['--target', target]),
    ...(file.named ? ['--config', file.path] : []),
    '--ip',
    answered<string>(answers, 'ip') ?? '',
    '--port',
    String(answered<number>(answers, 'port')),
    answered<boolean>(answers, 'open_browser') ? '--open-browser' : '--no-open-browser',
    ...tlsWords(answers),
    ...firewallWords(answers),
    ...routerWords(answers),
    ...(password === undefined || password.value === 'unchanged' ? [] : ['--password-file', 'FILE']),
    ...(hash === undefined ? [] : ['--hash', hash]),
    '--yes',
  ];
  return `${programName(context.system.env)} ${words.map(shellQuoted).join(' ')}`;
}

function firewallWords(answers: Answers): string[] {
  const firewall = answered<string>(answers, 'firewall') ?? 'leave';
  return firewall === 'leave' ? [] : ['--firewall', firewall];
}

/** Only what was asked has an answer, so this is what belongs together. */
function tlsWords(answers: Answers): string[] {
  return ['tls', 'cert', 'key', 'domain', 'email', 'challenge'].flatMap((id) => {
    const value = answered<string>(answers, id) ?? '';
    return value === '' ? [] : [`--${id}`, value];
  });
}

/** What was never asked, or left alone, needs no word. */
function routerWords(answers: Answers): string[] {
  const router = answered<string>(answers, 'router') ?? 'leave';
  const port = answered<number>(answers, 'external_port');
  if (router === 'leave') return [];
  return ['--router', router, ...(port === undefined ? [] : ['--external-port', String(port)])];
}
