import { accessChecks } from '../../checks/access/checks.ts';
import { ipv6Checks } from '../../checks/access/ipv6.ts';
import { configFileChecks } from '../../checks/config-files/checks.ts';
import {
  directoryChecks,
  environmentChecks,
  installationChecks,
  machineChecks,
} from '../../checks/host/checks.ts';
import { precedenceChecks } from '../../checks/precedence/checks.ts';
import { ExposeError } from '../../errors.ts';
import { loadFeatures } from '../../features/index.ts';
import { t } from '../../messages/index.ts';
import { labelled } from '../../output/layout.ts';
import type { Output } from '../../output/output.ts';
import { suggest } from '../../prompt/suggest.ts';
import { type Check, type CheckGroup, LAYERS } from '../../situation/check.ts';

/** The checks that belong to no feature. */
const GENERAL: readonly CheckGroup[] = [
  { layer: 'installation', checks: [...installationChecks, ...directoryChecks] },
  { layer: 'files', checks: [...configFileChecks, ...precedenceChecks] },
  { layer: 'login', checks: accessChecks },
  { layer: 'machine', checks: [...machineChecks, ...ipv6Checks] },
  { layer: 'container', checks: environmentChecks },
];

/**
 * All checks that neither start nor query a server, causes before effects: the findings of an earlier check explain
 * those of a later one. Within a layer the features come first, in the order of their list.
 */
async function loadChecks(): Promise<readonly Check[]> {
  const parts = await loadFeatures();
  const groups = (await Promise.all(parts.map(({ checks }) => checks?.() ?? []))).flat();
  return LAYERS.flatMap((layer) =>
    [...groups, ...GENERAL].filter((group) => group.layer === layer).flatMap(({ checks }) => checks),
  );
}

/** The named checks and those they need, in causal order; all checks if none is named. Throws ExposeError('usage'). */
export async function chosenChecks(names: readonly string[]): Promise<readonly Check[]> {
  const all = await loadChecks();
  if (names.length === 0) return all;
  const byId = new Map(all.map((check) => [check.id, check]));
  const wanted = new Set(names);
  for (const id of wanted) {
    const check = byId.get(id);
    if (check === undefined) throw unknownCheck(id, [...byId.keys()]);
    for (const other of [...(check.needs ?? []), ...(check.after ?? [])]) wanted.add(other);
  }
  return all.filter(({ id }) => wanted.has(id));
}

function unknownCheck(id: string, known: readonly string[]): ExposeError {
  if (id === '') return new ExposeError('usage', t().doctor.emptyCheck, t().doctor.listHint);
  const near = suggest(id, known);
  const hints = [near && t().cli.didYouMean(near), t().doctor.listHint];
  return new ExposeError('usage', t().doctor.unknownCheck(id), hints.filter(Boolean).join(' '));
}

/** `doctor --list-checks`: the names of the checks, and what each reports when all is well. */
export async function listChecks(output: Output): Promise<number> {
  const checks = (await loadChecks()).map(({ id, fine }) => ({ id, fine: fine() }));
  for (const row of labelled(
    checks.map(({ id, fine }) => ({ label: id, value: fine })),
    '',
  ))
    output.result(...row);
  output.json({ schema: 1, checks });
  return 0;
}
