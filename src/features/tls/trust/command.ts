import { changeCommand, type PlannedChange } from '../../../command/change-command.ts';
import { confirmEach } from '../../../command/confirm.ts';
import { ExposeError } from '../../../errors.ts';
import { glued } from '../../../messages/command-line.ts';
import { t } from '../../../messages/index.ts';
import type { CommandContext } from '../../../output/output.ts';
import type { Finding } from '../../../situation/finding.ts';
import { Situation } from '../../../situation/situation.ts';
import { detectContainer } from '../../../system/container.ts';
import { readTerminal } from '../../../system/terminal.ts';
import { readOwnAuthority } from './authority.ts';
import { trustDocument } from './document.ts';
import type { TrustFlags, TrustWork } from './flags.ts';
import { type FoundStore, findStores, mayRun, shownCommands, trustChange } from './stores.ts';

/** `cert trust`: this computer's stores; `--export DIR` and `--serve`: other devices. */
export async function certTrust(context: CommandContext, flags: TrustFlags): Promise<number> {
  const { system, output } = context;
  const situation = new Situation(context);
  const { planExport, planServing } = await import('./share.ts');
  assertFlags(flags);
  return changeCommand(context, flags, {
    command: 'cert trust',
    situation,
    async plan(exposeDir) {
      const { hostName } = await situation.get('user');
      const authority = await readOwnAuthority(system, exposeDir);
      const work: TrustWork = { context, flags, authority, hostName };
      output.print(t().trust.authority(authority.path));
      output.print(t().trust.fingerprint(authority.fingerprint256));
      if (flags.serve) return planServing(work);
      return flags.export === undefined ? planStores(work) : planExport(work);
    },
  });
}

/** Throws ExposeError('usage') for flags that would have no effect. */
function assertFlags({ serve, store, export: directory, port, host }: TrustFlags): void {
  const needed = port !== undefined ? '--port' : host !== undefined ? '--host' : undefined;
  if (needed !== undefined && !serve) throw new ExposeError('usage', t().cli.needs(needed, '--serve'));
  if (serve && directory !== undefined)
    throw new ExposeError('usage', t().cli.conflict('--serve', '--export'));
  if (store !== undefined && (serve || directory !== undefined))
    throw new ExposeError('usage', t().cli.conflict('--store', serve ? '--serve' : '--export'));
}

/** Shows the commands for this computer's stores and runs those the user agrees to. */
async function planStores(work: TrustWork): Promise<PlannedChange> {
  const { context, flags, authority } = work;
  const { system, output } = context;
  const find = async () => chosenStores(await findStores(system, authority), flags.store);
  const stores = await find();
  for (const store of stores) printStore(context, store);
  if (stores.length === 0) output.print(t().trust.noStores);
  // WSL 1 shares Windows' network, but not its certificate store.
  if (system.env.WSL_DISTRO_NAME || (await detectContainer(system)).wsl)
    output.print(t().trust.wsl(authority.path));
  output.print(t().trust.phones);
  const open = stores.filter(({ state }) => state === 'not-trusted');
  if (stores.length > 0 && stores.every(({ state }) => state === 'trusted')) output.print(t().trust.already);
  const isAsked = open.length > 0 && !flags.dryRun;
  const agreed = isAsked ? await agreedStores(work, open) : open;
  return {
    changes: agreed.map(trustChange),
    // Each store's commands were already shown and confirmed.
    present: async () => undefined,
    verify: () => notTaken(work, agreed),
    report: () => {
      for (const { location } of agreed) output.result(t().trust.trusts(location.name));
      if (agreed.some(({ adapter }) => adapter.tool !== undefined)) output.print(t().trust.restartBrowser);
    },
    document: async ({ status }) => {
      const isShown = isAsked && agreed.length === 0;
      const after = status === 'applied' ? await find() : stores;
      return trustDocument(context, isShown ? 'shown' : status, authority, after);
    },
  };
}

function chosenStores(stores: readonly FoundStore[], ids: readonly string[] | undefined): FoundStore[] {
  const known = stores.map(({ location }) => location.id);
  const strange = ids?.find((id) => !known.includes(id));
  if (strange !== undefined) {
    const { unknownStore, storeHint } = t().trust;
    throw new ExposeError('answer', unknownStore(strange, known.join(', ')), storeHint);
  }
  return stores.filter(({ location }) => ids === undefined || ids.includes(location.id));
}

function printStore({ output, system }: CommandContext, store: FoundStore): void {
  const { adapter, location, state } = store;
  const note = adapter.verified === 'yes' ? '' : ` (${t().trust.notVerified})`;
  output.print();
  output.result(`${t().trust.store(location.id, location.name, t().trust.state[state])}${note}`);
  if (state === 'trusted') return;
  if (state === 'no-tool' && adapter.tool)
    output.print(`  ${t().trust.noTool(adapter.tool.program, adapter.tool.install)}`);
  for (const line of shownCommands(store, system)) output.result(glued(line), { first: '  ' });
}

/** The stores that we may change and the user agrees to: one by one on a terminal, all of them with --yes. */
async function agreedStores({ context, flags }: TrustWork, open: readonly FoundStore[]) {
  const { system, output } = context;
  const { stdin, stdout, stderr } = readTerminal(system.env);
  const yes = flags.yes ?? false;
  output.print();
  if (!yes && (output.isJson || !stdin || !(stdout || stderr))) {
    output.print(t().trust.howToRun);
    return [];
  }
  const may = await Promise.all(open.map((store) => mayRun(store, system)));
  for (const [at, { location }] of open.entries())
    if (!may[at]) output.warn(`${location.name}: ${t().trust.needsSudo}`);
  const possible = open.filter((_, at) => may[at]);
  const questions = possible.map(({ location }) => ({
    label: t().trust.askLabel,
    message: t().trust.ask(location.name),
  }));
  const answers = await confirmEach(context, yes, questions);
  const agreed = possible.filter((_, at) => answers[at]);
  if (agreed.length === 0) output.print(t().trust.declinedAll);
  return agreed;
}

/** The stores that do not trust the CA although the command ran; any of them makes the run roll back. */
async function notTaken(
  { context, authority }: TrustWork,
  stores: readonly FoundStore[],
): Promise<readonly Finding[]> {
  const found = await Promise.all(
    stores.map(async ({ adapter, location }): Promise<Finding[]> => {
      if (await adapter.already(location, authority, context.system)) return [];
      const { notTaken: message, notTakenFix: fix } = t().trust;
      return [{ id: `trust-${location.id}`, status: 'fail', message: message(location.name), fix }];
    }),
  );
  return found.flat();
}
