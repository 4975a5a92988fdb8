import { config } from './en/config.ts';
import { hash } from './en/hash.ts';
import { wizard } from './en/wizard.ts';

/** Every sentence a person reads, in English. One section per room; `ko.ts` must have exactly the same shape. */
export const en = { config, hash, wizard };

export type Messages = typeof en;
