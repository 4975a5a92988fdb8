import { config } from './en/config.ts';

/** Every sentence a person reads, in English. One section per room; `ko.ts` must have exactly the same shape. */
export const en = { config };

export type Messages = typeof en;
