import { keyOf, type Trait } from '../../jupyter/target.ts';
import { isLoopback } from '../../net/listen-address.ts';
import type { PythonValue } from '../../python-config/value.ts';
import { currentValue, isSet } from '../../situation/effective-setting.ts';
import type { Situation } from '../../situation/situation.ts';
import type { Surroundings } from './doors.ts';

/** The values that a plan will set. */
export type Chosen = Readonly<Partial<Record<Trait, PythonValue>>>;

/** What the files say, once these values are set, that a verdict on any setting depends on. */
export async function readSurroundings(situation: Situation, chosen: Chosen): Promise<Surroundings> {
  const effectiveOf = async (trait: Trait) => chosen[trait] ?? (await currentValue(situation, trait));
  const [ip, password, user, target] = await Promise.all([
    effectiveOf('ip'),
    effectiveOf('password'),
    situation.get('user'),
    situation.get('target'),
  ]);
  return {
    exposed: !isLoopback(isSet(ip) ? ip : 'localhost'),
    hasPassword: isSet(password),
    ownNames: [user.name, user.hostName],
    home: situation.system.home,
    guardsRoutes: keyOf(target, 'allow_unauthenticated_access') !== undefined,
    mayAsk: situation.stated.readOnly !== true,
  };
}
