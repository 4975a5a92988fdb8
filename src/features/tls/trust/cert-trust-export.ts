import { resolve } from 'node:path';
import { applyPrepared } from '../../../command/change-command.ts';
import { t } from '../../../messages/index.ts';
import type { CommandContext } from '../../../output/context.ts';
import { preparePlan } from '../../../plan/prepare.ts';
import { deviceSteps } from './device-files.ts';
import { trustDocument } from './document.ts';
import { exportFiles } from './export-files.ts';
import type { TrustWork } from './flags.ts';
import { mobileConfig } from './mobileconfig.ts';
import { findStores } from './stores.ts';

/** `cert trust --export DIR`: the certificate as files, one format per kind of device. */
export async function exportAuthority(work: TrustWork): Promise<number> {
  const { context, flags, authority, exposeDir, hostName } = work;
  const { system, talk } = context;
  const directory = resolve(system.cwd, flags.export ?? '.');
  const files = exportFiles(directory, {
    authority,
    mobileConfig: mobileConfig(authority.pem, hostName),
    hostName,
  });
  const prepared = await preparePlan({ command: 'cert trust', changes: files }, system);
  const isNew = prepared.changes.length > 0;
  if (isNew && !flags.dryRun) await applyPrepared(context, prepared, exposeDir);
  if (!isNew) talk.say(t().trust.exportedAlready);
  if (flags.dryRun) talk.say(t().init.dryRun);
  else if (isNew) for (const { path } of files) talk.result(t().trust.exported(path));
  tellDevices(context);
  const status = !isNew ? 'unchanged' : flags.dryRun ? 'planned' : 'applied';
  const document = trustDocument(context, status, authority, await findStores(system, authority));
  talk.document({ ...document, files: files.map(({ path }) => path) });
  return 0;
}

/** What is to be done on phones and tablets. */
export function tellDevices({ talk }: CommandContext): void {
  for (const { name, steps } of deviceSteps()) {
    talk.say();
    talk.say(name);
    for (const [at, step] of steps.entries()) talk.say(`  ${at + 1}. ${step}`);
  }
}
