import type { PythonValue } from '../../python-config/value.ts';
import type { Generation } from '../generations.ts';
import { TRAIT_NAMES, type Trait } from '../traits.ts';

/** Base classes of every Jupyter application, whose sections apply to it as well, weakest first (traitlets). */
export const ABOVE_APP: readonly string[] = [
  'Configurable',
  'LoggingConfigurable',
  'SingletonConfigurable',
  'Application',
  'JupyterApp',
];

export const ABOVE_SERVER: readonly string[] = [...ABOVE_APP, 'ServerApp'];
const PROVIDER = ['Configurable', 'LoggingConfigurable', 'IdentityProvider', 'PasswordIdentityProvider'];

interface TraitLocation {
  readonly trait: Trait;
  /** Classes whose sections apply, weakest first. */
  readonly lineage: readonly string[];
  readonly name: string;
}

/** Traits of ServerApp that jupyter_server 2 copies to the identity provider when they change from `initial`. */
export const MOVED: readonly {
  readonly name: Trait;
  readonly to: string;
  readonly toName: string;
  readonly initial: PythonValue;
}[] = [
  { name: 'password', to: 'PasswordIdentityProvider', toName: 'hashed_password', initial: '' },
  { name: 'password_required', to: 'PasswordIdentityProvider', toName: 'password_required', initial: false },
  {
    name: 'allow_password_change',
    to: 'PasswordIdentityProvider',
    toName: 'allow_password_change',
    initial: true,
  },
  { name: 'token', to: 'IdentityProvider', toName: 'token', initial: '<DEPRECATED>' },
];

/** Where the running program looks up a trait after the merge. */
export const TRAIT_LOCATIONS: Readonly<Record<Generation, readonly TraitLocation[]>> = {
  classic: TRAIT_NAMES.map((trait) => ({ trait, lineage: [...ABOVE_APP, 'NotebookApp'], name: trait })),
  server1: TRAIT_NAMES.map((trait) => ({ trait, lineage: ABOVE_SERVER, name: trait })),
  server2: TRAIT_NAMES.map((trait) => {
    const moved = MOVED.find((row) => row.name === trait);
    return moved === undefined
      ? { trait, lineage: ABOVE_SERVER, name: trait }
      : { trait, lineage: PROVIDER, name: moved.toName };
  }),
};
