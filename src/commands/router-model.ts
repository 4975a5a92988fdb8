import { t } from '../messages/index.ts';
import type { RouterEntry } from '../network/routers/catalogue.ts';
import type { FoundModel } from '../steps/router/find-model.ts';
import { brandOf } from '../steps/router/menu.ts';
import { readTerminal } from '../system/terminal.ts';
import { openAsker } from '../wizard/open-asker.ts';
import type { Question } from '../wizard/question.ts';
import { createResolver } from '../wizard/resolve.ts';
import type { CommandContext } from './context.ts';

/** Asks a person at a terminal which router it is, the likely ones first; nobody else is asked. Undefined: not known. */
export async function askModel(
  { system, talk }: CommandContext,
  { routers, candidates }: FoundModel,
): Promise<RouterEntry | undefined> {
  const terminal = readTerminal(system.env);
  if (talk.json || talk.quiet || !terminal.stdin || !terminal.stderr) return undefined;
  const likely = candidates.map(({ router }) => router);
  const known = routers.slice(0, -1);
  const all = [...likely, ...known.filter((one) => !likely.includes(one))];
  const say = (line: string) => talk.say(line);
  const asker = await openAsker({
    terminal,
    env: system.env,
    noInput: false,
    stdinTaken: false,
    yes: false,
    say,
  });
  const resolver = createResolver({ flags: new Map(), env: {}, asker, yes: false, noInput: false, say });
  try {
    const { value } = await resolver.answer(modelQuestion(all));
    return known.find(({ id }) => id === value);
  } finally {
    resolver.close();
  }
}

function modelQuestion(all: readonly RouterEntry[]): Question<string> {
  const s = t().router;
  const choices = [
    ...all.map((one) => ({ value: one.id, label: brandOf(one) })),
    { value: 'unknown', label: s.other },
  ];
  return {
    id: 'router_model',
    label: s.questionLabel,
    message: s.question,
    flag: '--router-model NAME',
    kind: 'select',
    piped: false,
    choices,
    fallback: { value: 'unknown', shown: s.other },
    parse: String,
    parseJson: String,
    show: String,
  };
}
