import { t } from '../../messages/index.ts';
import type { CommandContext } from '../../output/context.ts';
import { openAsker } from '../../prompt/open.ts';
import type { Question } from '../../prompt/question.ts';
import { createResolver } from '../../prompt/resolve.ts';
import { readTerminal } from '../../system/terminal.ts';
import type { RouterEntry } from './models/catalogue.ts';
import type { FoundModel } from './models/find-model.ts';
import { brandOf } from './models/menu.ts';

/** Asks a person at a terminal which router it is, the likely ones first; nobody else is asked. Undefined: not known. */
export async function askModel(
  { system, talk }: CommandContext,
  { routers, candidates }: FoundModel,
): Promise<RouterEntry | undefined> {
  const terminal = readTerminal(system.env);
  if (talk.json || talk.quiet || !terminal.stdin || !terminal.stderr) return undefined;
  const likely = candidates.map(({ router }) => router);
  const known = routers.slice(0, -1);
  const others = known.filter((one) => !likely.includes(one));
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
    const { value } = await resolver.answer(modelQuestion(likely, others));
    return known.find(({ id }) => id === value);
  } finally {
    resolver.close();
  }
}

/** The list begins where the likely ones are: "I do not know", where the cursor stands, comes right below them. */
function modelQuestion(likely: readonly RouterEntry[], others: readonly RouterEntry[]): Question<string> {
  const s = t().router;
  const named = (one: RouterEntry) => ({ value: one.id, label: brandOf(one) });
  const choices = [...likely.map(named), { value: 'unknown', label: s.other }, ...others.map(named)];
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
