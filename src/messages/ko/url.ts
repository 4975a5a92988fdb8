import type { Messages } from '../en.ts';

export const url: Messages['url'] = {};
