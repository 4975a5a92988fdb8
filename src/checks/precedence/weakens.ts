import type { Trait } from '../../jupyter/traits.ts';

const isSet = (value: unknown) => value !== '' && value !== null && value !== false;
const isUnset = (value: unknown) => !isSet(value);

/** Values that take a protection away. Whoever wants one of them in force writes it there: no repair of ours does. */
const WEAK: Readonly<Partial<Record<Trait, (value: unknown) => boolean>>> = {
  password: isUnset,
  token: isUnset,
  password_required: isUnset,
  certfile: isUnset,
  keyfile: isUnset,
  client_ca: isUnset,
  allow_origin: isSet,
  allow_origin_pat: isSet,
  allow_remote_access: isSet,
  allow_root: isSet,
  disable_check_xsrf: isSet,
  trust_xheaders: isSet,
};

/** Would this value, once it counts, take a protection away? */
export function weakens(trait: Trait, value: unknown): boolean {
  return value !== undefined && WEAK[trait]?.(value) === true;
}
