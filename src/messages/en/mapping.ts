/** Port mappings: what routers answer, what renews. */
export const mapping = {
  what: 'port mapping',
};
