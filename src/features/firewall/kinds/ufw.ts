import { ask, type FirewallRow, NAME, readText, script } from '../row.ts';
import type { Command, FirewallRule } from '../types.ts';
import { judgeUfw, ufwPolicy } from './read-ufw.ts';

/** Ubuntu's and Debian's. Whether it is on, and what it does without a rule, anybody may read; its rules only root. */
export const ufw: FirewallRow = {
  id: 'ufw',
  verified: 'yes',
  needsRoot: true,
  async look({ system, port, house, root }) {
    const enabled = /^\s*ENABLED\s*=\s*"?yes/im.test((await readText(system, '/etc/ufw/ufw.conf')) ?? '');
    if (!enabled) return undefined;
    const defaults = (await readText(system, '/etc/default/ufw')) ?? '';
    const policy = ufwPolicy(defaults);
    const place = /^\s*IPV6\s*=\s*"?no/im.test(defaults) ? { ipv4Only: true } : {};
    const added = root && (await ask(system, [...root.before, 'ufw', 'show', 'added']));
    if (added?.code !== 0) return { active: true, letsIn: 'unknown', unseen: true, place };
    return { active: true, letsIn: judgeUfw(added.stdout, policy, port, house), place };
  },
  commands(rule) {
    const wanted = wordsOf(rule);
    const open = wanted.map((words) => ['ufw', 'allow', ...words, 'comment', NAME]);
    const close = wanted.map((words) => ['ufw', 'delete', 'allow', ...words]);
    if (!rule.unseen) return { open, close };
    return {
      open: wanted.map((words) => script(`${shown(words)} || ufw allow ${words.join(' ')} comment ${NAME}`)),
      close: wanted.map((words) =>
        script(`if ${shown(words, `comment .${NAME}.`)}; then ufw delete allow ${words.join(' ')}; fi`),
      ),
    };
  },
};

/** Each rule as ufw writes it, so that the same words find it again. */
function wordsOf({ port, scope, sources, place }: FirewallRule): Command[] {
  if (scope === 'everywhere') return [[`${port}/tcp`]];
  return sources
    .filter((source) => !(place.ipv4Only && source.includes(':')))
    .map((source) => ['from', source, 'to', 'any', 'port', String(port), 'proto', 'tcp']);
}

/** Is there such a rule? Nobody but root can tell, so it is asked in the same breath. */
function shown(words: Command, comment?: string): string {
  const rest = comment === undefined ? '\\( .*\\)\\?' : ` ${comment}`;
  return `ufw show added | grep -qx "ufw allow ${words.join(' ')}${rest}"`;
}
