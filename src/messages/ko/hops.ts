import type { Messages } from '../en.ts';

export const hops: Messages['hops'] = {};
