import type { Messages } from '../en.ts';

export const precedence: Messages['precedence'] = {};
