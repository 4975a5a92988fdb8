import { withResolver } from '../../command/confirm.ts';
import { ExposeError } from '../../errors.ts';
import { t } from '../../messages/index.ts';
import { parsePort } from '../../net/parse-port.ts';
import { labelled, table } from '../../output/layout.ts';
import type { CommandContext } from '../../output/output.ts';
import type { Question } from '../../prompt/question.ts';
import { effectiveSetting } from '../../situation/effective-setting.ts';
import { Situation } from '../../situation/situation.ts';
import { readTerminal } from '../../system/terminal.ts';
import type { RouterShowFlags } from './flags.ts';
import { type RouterEntry, readCatalogue } from './models/catalogue.ts';
import { brandOf, describeMenu, menuValues } from './models/menu.ts';
import { type FoundModel, findModel, variantOf } from './models/recognise.ts';
import { requireGateway } from './outside-verdict.ts';
import { ownMapping } from './record.ts';

/** `router show`: identifies the router and shows what to enter in its menu. Changes nothing. */
export async function routerShow(context: CommandContext, flags: RouterShowFlags): Promise<number> {
  const { system, network, output } = context;
  if (flags.list) return list(context);
  const s = t().router;
  const named = flags.routerModel === undefined ? undefined : await routerNamed(flags.routerModel);
  const situation = new Situation(context, { readOnly: true });
  const { exposeDir } = await situation.get('paths');
  const gateway = await requireGateway(network);
  // A named router with a single menu needs no detection.
  const offline = flags.offline || named?.variants.length === 1;
  if (!offline) output.print(s.asks(gateway.address));
  const found = await context.interruptions.abortable((signal) =>
    output.wait(t().router.forward.waiting(gateway.address), () =>
      findModel(network, gateway, { offline, signal }),
    ),
  );
  const router = named ?? found.router ?? (await askModel(context, found)) ?? unknownOf(found);
  const isKnown = router !== unknownOf(found);
  if (router === found.router) output.print(s.known(brandOf(router)));
  if (!isKnown) {
    output.warn(s.unsure);
    const perhaps = found.candidates.slice(0, 3).map((one) => brandOf(one.router));
    if (perhaps.length > 0) output.print(s.perhaps(perhaps.join(', ')));
  }
  const mapping = await ownMapping(system.files, exposeDir);
  const internalPort =
    flags.port === undefined
      ? Number((await effectiveSetting(situation, 'port')).value)
      : parsePort(flags.port);
  const externalPort =
    flags.externalPort === undefined
      ? (mapping?.externalPort ?? internalPort)
      : parsePort(flags.externalPort);
  const values = menuValues(gateway, await situation.get('addresses'), { externalPort, internalPort });
  const variant = variantOf(router, found.evidence);
  const rows = describeMenu(router, variant, values);
  for (const row of labelled(rows, '')) output.result(...row);
  output.print(s.password);
  output.json({
    schema: 1,
    router: isKnown ? router.id : null,
    variant: variant.id,
    sure: found.router !== undefined,
    candidates: found.candidates.map((one) => ({ id: one.router.id, score: one.score })),
    values,
    paths: variant.paths,
    description: found.evidence.description ?? null,
  });
  return 0;
}

async function list({ output }: CommandContext): Promise<number> {
  const routers = await readCatalogue();
  for (const line of table(routers.map((one) => [one.id, brandOf(one)]))) output.result(line);
  output.json({ schema: 1, routers: routers.map(({ id, brand }) => ({ id, brand })) });
  return 0;
}

async function routerNamed(id: string): Promise<RouterEntry> {
  const router = (await readCatalogue()).find((one) => one.id === id.toLowerCase());
  if (router === undefined) throw new ExposeError('answer', t().router.noModel(id), t().router.noModelHint);
  return router;
}

/** The last entry, with general wording. */
function unknownOf({ routers }: FoundModel): RouterEntry {
  const last = routers.at(-1);
  if (last === undefined) throw new ExposeError('internal', 'The list of routers is empty.');
  return last;
}

/** Asks a user at a terminal which router it is, the likely ones first. Undefined: unknown, or no terminal. */
async function askModel(
  context: CommandContext,
  { routers, candidates }: FoundModel,
): Promise<RouterEntry | undefined> {
  const { system, output } = context;
  const terminal = readTerminal(system.env);
  if (output.isJson || output.quiet || !terminal.stdin || !terminal.stderr) return undefined;
  const likely = candidates.map(({ router }) => router);
  const known = routers.slice(0, -1);
  const others = known.filter((one) => !likely.includes(one));
  const question = modelQuestion(likely, others);
  const { value } = await withResolver(context, (resolver) => resolver.answer(question));
  return known.find(({ id }) => id === value);
}

/** "I do not know", the default, follows the likely routers, so that the list opens where they are. */
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
    choices,
    fallback: { value: 'unknown', shown: s.other },
    parse: String,
    parseJson: String,
    show: String,
  };
}
