import { t } from '../../messages/index.ts';
import type { CommandContext, CommonFlags } from '../../output/context.ts';
import { table } from '../../output/layout.ts';
import { wrappedTalk } from '../../output/say-wrapped.ts';
import { Situation } from '../../situation/situation.ts';
import { certificatePlaces } from '../../state/paths.ts';
import { readShown, type ShownCertificate } from './cert-facts.ts';

/** `cert show`: what Jupyter shows to browsers, until when, and who believes it. It changes nothing. */
export async function certShow(
  context: CommandContext,
  _args: string[],
  _flags: CommonFlags,
): Promise<number> {
  const { system, talk } = context;
  const situation = new Situation(system, { lookOnly: true });
  const shown = await readShown(situation);
  const s = t().certCommand.shown;
  if (shown === undefined) {
    talk.result(s.none);
    talk.say(s.noneHint);
    talk.document({ schema: 1, certificate: null, troubles: [] });
    return 0;
  }
  if (!talk.json) await tell(context, shown);
  talk.document({ schema: 1, ...documentOf(shown) });
  return 0;
}

async function tell(context: CommandContext, shown: ShownCertificate): Promise<void> {
  const s = t().certCommand.shown;
  const { leaf, names, file, kind, daysLeft, due, configured, inUse } = shown;
  const rows = [
    [s.file, file],
    [s.kind, s.kinds[kind]],
    ...(leaf === undefined
      ? []
      : [
          [s.names, names.length === 0 ? s.noNames : names.join(', ')],
          [s.issuer, shown.issuer],
          [s.holds, s.fromTo(day(leaf.from), day(leaf.to), daysLeft)],
          [s.trusted, believers(shown).join('; ')],
        ]),
    [s.inUse, inUse ? s.yes : s.no(configured)],
  ];
  for (const row of table(rows)) context.talk.result(row);
  const { warn } = await wrappedTalk(context);
  for (const { message } of shown.troubles) warn(message);
  if (due) warn(s.due);
}

function believers({ trust, stores, exposeDir }: ShownCertificate): string[] {
  const s = t().certCommand.shown.trust;
  const authority = certificatePlaces(exposeDir).authority;
  return [...trust.map((who) => (who === 'devices' ? s.devices(authority) : s[who])), ...stores];
}

function documentOf({ leaf, exposeDir: _, troubles, from, to, ...rest }: ShownCertificate) {
  if (leaf === undefined) return { certificate: null, troubles };
  return { certificate: { ...rest, from: from?.toISOString(), to: to?.toISOString() }, troubles };
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
