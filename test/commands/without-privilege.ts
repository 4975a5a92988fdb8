/**
 * A command prefix that makes permission bits apply to root: root may write everywhere, but no other user may read the
 * test environments.
 */
export function withoutPrivilege(): string[] {
  if (process.getuid?.() !== 0) return [];
  const drop = '-dac_override,-dac_read_search,-fowner';
  return ['setpriv', `--bounding-set=${drop}`, `--inh-caps=${drop}`];
}
