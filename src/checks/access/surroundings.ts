import { keyOf, type Trait } from '../../jupyter/target.ts';
import type { PythonValue } from '../../python-config/value.ts';
import { currentValue, isSet } from '../../situation/effective-setting.ts';
import { listensHereOnly } from '../../situation/listen-reach.ts';
import type { Situation } from '../../situation/situation.ts';

/** What a verdict depends on besides the value. */
export interface Surroundings {
  /** Other computers can reach the server. */
  readonly exposed: boolean;
  /** A password is set, so the token is not the only way in. */
  readonly hasPassword: boolean;
  /** Names that everybody on this computer knows: the user's and the computer's. */
  readonly ownNames: readonly string[];
  readonly home: string;
  /** This Jupyter has allow_unauthenticated_access, with which pages of extensions ask for a login too. */
  readonly guardsRoutes: boolean;
  /** False for a preview, which runs no config file and so cannot know what code sets. */
  readonly mayAsk: boolean;
}

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
    exposed: !(await listensHereOnly(situation, isSet(ip) ? ip : 'localhost')),
    hasPassword: isSet(password),
    ownNames: [user.name, user.hostName],
    home: situation.system.home,
    guardsRoutes: keyOf(target, 'allow_unauthenticated_access') !== undefined,
    mayAsk: situation.stated.readOnly !== true,
  };
}
