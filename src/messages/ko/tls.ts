import type { Messages } from '../en.ts';

export const tls: Messages['tls'] = {};
