import type { Messages } from '../en.ts';

export const machine: Messages['machine'] = {};
