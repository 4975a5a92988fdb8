import { applyVerified, confirmEach, recoverFirst, refuseSudo } from '../../../command/change-command.ts';
import { ExposeError } from '../../../errors.ts';
import { t } from '../../../messages/index.ts';
import type { CommandContext } from '../../../output/output.ts';
import { preparePlan } from '../../../plan/prepare.ts';
import type { Finding } from '../../../situation/finding.ts';
import { Situation } from '../../../situation/situation.ts';
import { readSurroundings } from '../../../system/container.ts';
import { readTerminal } from '../../../system/terminal.ts';
import { readOwnAuthority } from './authority.ts';
import { trustDocument } from './document.ts';
import type { TrustFlags, TrustWork } from './flags.ts';
import { type FoundStore, findStores, mayRun, shownCommands, trustChange } from './stores.ts';

/** `cert trust`: this computer's stores; `--export DIR` and `--serve`: other devices. */
export async function certTrust(
  context: CommandContext,
  _args: string[],
  flags: TrustFlags,
): Promise<number> {
  const { system, talk } = context;
  const situation = new Situation(system);
  await refuseSudo(situation);
  const { exposeDir } = await situation.get('places');
  const { hostName } = await situation.get('person');
  if (!flags.dryRun) await recoverFirst(context, exposeDir);
  const authority = await readOwnAuthority(system, exposeDir);
  const work: TrustWork = { context, flags, authority, exposeDir, hostName };
  talk.say(t().trust.authority(authority.path));
  talk.say(t().trust.fingerprint(authority.fingerprint256));
  if (flags.serve) return (await import('./share.ts')).serveAuthority(work);
  if (flags.export !== undefined) return (await import('./share.ts')).exportAuthority(work);
  return trustInStores(work);
}

/** The stores of this computer: says the steps, and runs those that the person agrees to. */
async function trustInStores(work: TrustWork): Promise<number> {
  const { context, flags, authority } = work;
  const { system, talk } = context;
  const stores = chosenStores(await findStores(system, authority), flags.store);
  for (const store of stores) tellStore(context, store);
  if (stores.length === 0) talk.say(t().trust.noStores);
  // WSL 1 shares Windows' network, but not its store either.
  if (system.env.WSL_DISTRO_NAME || (await readSurroundings(system)).wsl)
    talk.say(t().trust.wsl(authority.path));
  talk.say(t().trust.phones);
  const open = stores.filter(({ state }) => state === 'not-trusted');
  const done = (status: 'shown' | 'planned' | 'applied' | 'unchanged', after = stores) => {
    talk.document(trustDocument(context, status, authority, after));
    return 0;
  };
  if (stores.length > 0 && stores.every(({ state }) => state === 'trusted')) talk.say(t().trust.already);
  if (open.length === 0) return done('unchanged');
  if (flags.dryRun) {
    talk.say(t().init.dryRun);
    return done('planned');
  }
  const agreed = await agreedStores(work, open);
  if (agreed.length === 0) return done('shown');
  await applyTo(work, agreed);
  for (const { place } of agreed) talk.result(t().trust.trusts(place.name));
  if (agreed.some(({ row }) => row.tool !== undefined)) talk.say(t().trust.restartBrowser);
  return done('applied', chosenStores(await findStores(system, authority), flags.store));
}

function chosenStores(stores: readonly FoundStore[], ids: readonly string[] | undefined): FoundStore[] {
  const known = stores.map(({ place }) => place.id);
  const strange = ids?.find((id) => !known.includes(id));
  if (strange !== undefined) {
    const { unknownStore, storeHint } = t().trust;
    throw new ExposeError('answer', unknownStore(strange, known.join(', ')), storeHint);
  }
  return stores.filter(({ place }) => ids === undefined || ids.includes(place.id));
}

function tellStore({ talk, system }: CommandContext, store: FoundStore): void {
  const { row, place, state } = store;
  const note = row.verified === 'yes' ? '' : ` (${t().trust.notVerified})`;
  talk.say();
  talk.result(`${t().trust.store(place.id, place.name, t().trust.state[state])}${note}`);
  if (state === 'trusted') return;
  if (state === 'no-tool' && row.tool) talk.say(`  ${t().trust.noTool(row.tool.program, row.tool.install)}`);
  for (const line of shownCommands(store, system)) talk.result(`  ${line}`);
}

/** Those that we may do, and that the person says yes to: one by one on a terminal, all of them by --yes. */
async function agreedStores({ context, flags }: TrustWork, open: readonly FoundStore[]) {
  const { system, talk } = context;
  const { stdin, stdout, stderr } = readTerminal(system.env);
  const yes = flags.yes ?? false;
  talk.say();
  if (!yes && (talk.json || !stdin || !(stdout || stderr))) {
    talk.say(t().trust.howToRun);
    return [];
  }
  const may = await Promise.all(open.map((store) => mayRun(store, system)));
  for (const [at, { place }] of open.entries())
    if (!may[at]) talk.warn(`${place.name}: ${t().trust.needsSudo}`);
  const possible = open.filter((_, at) => may[at]);
  const questions = possible.map(({ place }) => ({
    label: t().trust.askLabel,
    message: t().trust.ask(place.name),
  }));
  const answers = await confirmEach(context, yes, questions);
  const agreed = possible.filter((_, at) => answers[at]);
  if (agreed.length === 0) talk.say(t().trust.declinedAll);
  return agreed;
}

/** One run for all of them: one `undo` takes all back, and a store that refuses leaves none changed. */
async function applyTo({ context, authority, exposeDir }: TrustWork, stores: readonly FoundStore[]) {
  const { system } = context;
  const changes = stores.map((store) => trustChange(store));
  const prepared = await preparePlan({ command: 'cert trust', changes }, system);
  await applyVerified(context, prepared, exposeDir, async () =>
    Promise.all(
      stores.map(async ({ row, place }): Promise<Finding> => {
        const taken = await row.already(place, authority, system);
        const id = `trust-${place.id}`;
        return taken
          ? { id, status: 'ok', message: t().trust.trusts(place.name) }
          : { id, status: 'fail', message: t().trust.notTaken(place.name), fix: t().trust.notTakenFix };
      }),
    ),
  );
}
