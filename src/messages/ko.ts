import type { Messages } from './en.ts';
import { config } from './ko/config.ts';
import { hash } from './ko/hash.ts';
import { wizard } from './ko/wizard.ts';

/** Every sentence a person reads, in Korean. The compiler checks it against the English shape. */
export const ko: Messages = { config, hash, wizard };
