import { isSecretName } from '../../config/secret-names.ts';
import type { SourceOfTrait } from '../../jupyter/sources.ts';
import type { Trait } from '../../jupyter/target.ts';
import type { Change } from '../../plan/change.ts';
import type { Situation } from '../../situation.ts';
import { isLoopback } from '../address/ip.ts';
import { currentValue } from '../current-value.ts';
import type { Evidence } from '../finding.ts';

/** What runs: Jupyter's own word, and without it what the lines say. */
export async function valueInForce(situation: Situation, trait: Trait): Promise<unknown> {
  const { trouble, traits } = await situation.get('effective');
  return trouble === undefined && trait in traits ? traits[trait] : currentValue(situation, trait);
}

/** Can anybody but this computer itself reach the server? */
export async function isExposed(situation: Situation): Promise<boolean> {
  const ip = await valueInForce(situation, 'ip');
  return !isLoopback(typeof ip === 'string' ? ip : 'localhost');
}

/** The line that decides a setting. */
export async function lineInForce(situation: Situation, trait: Trait): Promise<SourceOfTrait | undefined> {
  const { traits } = await situation.get('sources');
  return traits[trait].find(({ role }) => role === 'wins');
}

/** Where it stands; what it says is secret. */
export function evidenceOf(line: SourceOfTrait | undefined): { evidence?: Evidence } {
  return line === undefined ? {} : { evidence: { file: line.file, line: line.line, text: line.key } };
}

/** Another value in the place of this one; undefined where lines alone do not decide it. */
export function rewrite(line: SourceOfTrait | undefined, now: unknown, value: string): Change | undefined {
  if (line === undefined || line.conditional || !line.writable || line.value !== now) return undefined;
  const { file: path, format, key } = line;
  return {
    kind: 'edit-settings',
    path,
    format,
    settings: { [key]: value },
    secret: [key].filter(isSecretName),
    mode: 0o600,
  };
}
