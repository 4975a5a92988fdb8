import type { Messages } from '../en.ts';

export const scars: Messages['scars'] = {};
