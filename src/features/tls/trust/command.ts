import { changeCommand, type PlannedChange } from '../../../command/change-command.ts';
import { confirmEach } from '../../../command/confirm.ts';
import { ExposeError } from '../../../errors.ts';
import { glued } from '../../../messages/command-line.ts';
import { t } from '../../../messages/index.ts';
import type { CommandContext } from '../../../output/output.ts';
import type { Finding } from '../../../situation/finding.ts';
import { Situation } from '../../../situation/situation.ts';
import { readSurroundings } from '../../../system/container.ts';
import { readTerminal } from '../../../system/terminal.ts';
import { readOwnAuthority } from './authority.ts';
import { trustDocument } from './document.ts';
import type { TrustFlags, TrustWork } from './flags.ts';
import { type FoundStore, findStores, mayRun, shownCommands, trustChange } from './stores.ts';

/** `cert trust`: this computer's stores; `--export DIR` and `--serve`: other devices. */
export async function certTrust(context: CommandContext, flags: TrustFlags): Promise<number> {
  const { system, talk } = context;
  const situation = new Situation(context);
  const { planExport, planServing } = await import('./share.ts');
  return changeCommand(context, flags, {
    command: 'cert trust',
    situation,
    async plan(exposeDir) {
      const { hostName } = await situation.get('person');
      const authority = await readOwnAuthority(system, exposeDir);
      const work: TrustWork = { context, flags, authority, hostName };
      talk.say(t().trust.authority(authority.path));
      talk.say(t().trust.fingerprint(authority.fingerprint256));
      if (flags.serve) return planServing(work);
      return flags.export === undefined ? planStores(work) : planExport(work);
    },
  });
}

/** Shows the commands for this computer's stores and runs those the user agrees to. */
async function planStores(work: TrustWork): Promise<PlannedChange> {
  const { context, flags, authority } = work;
  const { system, talk } = context;
  const find = async () => chosenStores(await findStores(system, authority), flags.store);
  const stores = await find();
  for (const store of stores) tellStore(context, store);
  if (stores.length === 0) talk.say(t().trust.noStores);
  // WSL 1 shares Windows' network, but not its certificate store.
  if (system.env.WSL_DISTRO_NAME || (await readSurroundings(system)).wsl)
    talk.say(t().trust.wsl(authority.path));
  talk.say(t().trust.phones);
  const open = stores.filter(({ state }) => state === 'not-trusted');
  if (stores.length > 0 && stores.every(({ state }) => state === 'trusted')) talk.say(t().trust.already);
  const isAsked = open.length > 0 && !flags.dryRun;
  const agreed = isAsked ? await agreedStores(work, open) : open;
  return {
    changes: agreed.map(trustChange),
    // Each store's commands were already shown and confirmed.
    present: async () => undefined,
    verify: () => notTaken(work, agreed),
    report: () => {
      for (const { place } of agreed) talk.result(t().trust.trusts(place.name));
      if (agreed.some(({ row }) => row.tool !== undefined)) talk.say(t().trust.restartBrowser);
    },
    document: async ({ status }) => {
      const isShown = isAsked && agreed.length === 0;
      const after = status === 'applied' ? await find() : stores;
      return trustDocument(context, isShown ? 'shown' : status, authority, after);
    },
  };
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
  for (const line of shownCommands(store, system)) talk.result(glued(line), { first: '  ' });
}

/** The stores that we may change and the user agrees to: one by one on a terminal, all of them with --yes. */
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

/** The stores that do not trust the CA although the command ran; any of them makes the run roll back. */
async function notTaken(
  { context, authority }: TrustWork,
  stores: readonly FoundStore[],
): Promise<readonly Finding[]> {
  const found = await Promise.all(
    stores.map(async ({ row, place }): Promise<Finding[]> => {
      if (await row.already(place, authority, context.system)) return [];
      const { notTaken: message, notTakenFix: fix } = t().trust;
      return [{ id: `trust-${place.id}`, status: 'fail', message: message(place.name), fix }];
    }),
  );
  return found.flat();
}
