import type { SourceOfTrait } from '../../jupyter/settings/sources.ts';
import { isLoopback } from '../../net/listen-address.ts';
import type { Change } from '../../plan/change.ts';
import { isSecretName } from '../../python-config/secret-names.ts';
import { inForce } from '../../situation/setting.ts';
import type { Situation } from '../../situation/situation.ts';

/** Can anybody but this computer itself reach the server? */
export async function isExposed(situation: Situation): Promise<boolean> {
  const { value } = await inForce(situation, 'ip');
  return !isLoopback(typeof value === 'string' ? value : 'localhost');
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
