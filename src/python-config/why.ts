import type { Messages } from '../messages/index.ts';

/** Why an edit stands where it stands; each has a sentence in the messages section `config.why`. */
export type Why = keyof Messages['config']['why'];

/** Why a file is refused; each has a sentence in the messages section `config.refused`. */
export type Refusal = keyof Messages['config']['refused'];
