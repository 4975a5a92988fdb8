/**
 * What to put before a command so that permission bits hold for it: root may write everywhere, and the test
 * environments lie where nobody else may read.
 */
export function withoutPrivilege(): string[] {
  if (process.getuid?.() !== 0) return [];
  const drop = '-dac_override,-dac_read_search,-fowner';
  return ['setpriv', `--bounding-set=${drop}`, `--inh-caps=${drop}`];
}
