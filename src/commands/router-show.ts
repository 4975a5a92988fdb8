import { ExposeError } from '../errors.ts';
import { ownMapping } from '../mappings/record.ts';
import { t } from '../messages/index.ts';
import type { RouterEntry } from '../network/routers/catalogue.ts';
import { readCatalogue } from '../network/routers/catalogue.ts';
import { variantOf } from '../network/routers/recognise.ts';
import { Situation } from '../situation.ts';
import { parsePort } from '../steps/address/port.ts';
import { inForce } from '../steps/in-force.ts';
import { noGateway } from '../steps/router/ask-router.ts';
import { type FoundModel, findModel } from '../steps/router/find-model.ts';
import { brandOf, describeMenu } from '../steps/router/menu.ts';
import { menuValues } from '../steps/router/menu-values.ts';
import { ownGateway } from '../steps/router/own-gateway.ts';
import { readTerminal } from '../system/terminal.ts';
import { labelled, table } from '../wizard/screen.ts';
import type { CommandContext } from './context.ts';
import type { RouterShowFlags } from './router-flags.ts';
import { askModel } from './router-model.ts';
import { wrappedTalk } from './say-wrapped.ts';
import { waiting } from './waiting.ts';

/** `router show`: which router it is, and what to type in its menu. It changes nothing. */
export async function routerShow(
  context: CommandContext,
  _args: string[],
  flags: RouterShowFlags,
): Promise<number> {
  const { system, talk } = context;
  if (flags.list) return list(context);
  const s = t().router;
  const named = flags.routerModel === undefined ? undefined : await routerNamed(flags.routerModel);
  const situation = new Situation(system, { lookOnly: true });
  const { exposeDir } = await situation.get('places');
  const gateway = await ownGateway(system);
  if (gateway === undefined) throw await noGateway(system);
  const { say, warn } = await wrappedTalk(context);
  // Whoever names a router with one menu leaves nothing to find out.
  const offline = flags.offline || named?.variants.length === 1;
  if (!offline) say(s.asks(gateway.address));
  const found = await context.interruptions.critical((signal) =>
    waiting(context, t().routerStep.waiting(gateway.address), () => findModel(gateway, { offline, signal })),
  );
  const router = named ?? found.router ?? (await askModel(context, found)) ?? unknownOf(found);
  const isKnown = router !== unknownOf(found);
  if (router === found.router) say(s.known(brandOf(router)));
  if (!isKnown) {
    warn(s.unsure);
    const perhaps = found.candidates.slice(0, 3).map((one) => brandOf(one.router));
    if (perhaps.length > 0) say(s.perhaps(perhaps.join(', ')));
  }
  const mapping = await ownMapping(system.files, exposeDir);
  const internalPort =
    flags.port === undefined ? Number((await inForce(situation, 'port')).value) : parsePort(flags.port);
  const externalPort =
    flags.externalPort === undefined
      ? (mapping?.externalPort ?? internalPort)
      : parsePort(flags.externalPort);
  const values = menuValues(gateway, { externalPort, internalPort });
  const variant = variantOf(router, found.evidence);
  const rows = describeMenu(router, variant, values);
  if (!talk.quiet) for (const line of labelled(rows, readTerminal(system.env).columns, '')) talk.result(line);
  say(s.password);
  talk.document({
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

async function list({ talk }: CommandContext): Promise<number> {
  const routers = await readCatalogue();
  for (const line of table(routers.map((one) => [one.id, brandOf(one)]))) talk.result(line);
  talk.document({ schema: 1, routers: routers.map(({ id, brand }) => ({ id, brand })) });
  return 0;
}

async function routerNamed(id: string): Promise<RouterEntry> {
  const router = (await readCatalogue()).find((one) => one.id === id.toLowerCase());
  if (router === undefined) throw new ExposeError('answer', t().router.noModel(id), t().router.noModelHint);
  return router;
}

/** The last of the list: general words. */
function unknownOf({ routers }: FoundModel): RouterEntry {
  const last = routers.at(-1);
  if (last === undefined) throw new ExposeError('internal', 'The list of routers is empty.');
  return last;
}
