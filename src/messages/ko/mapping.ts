import type { Messages } from '../en.ts';

/** Port mappings: what routers answer, what renews. */
export const mapping: Messages['mapping'] = {
  what: '포트 매핑',
};
