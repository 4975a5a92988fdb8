import type { Messages } from '../en.ts';

export const client: Messages['client'] = {};
