import type { System } from './system.ts';

/** Permission bits as people write them: '0644'. */
export function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

/** A path as people write it: the home directory is `~`. For reading only; nobody else expands it everywhere. */
export function shortPath(path: string, { home }: Pick<System, 'home'>): string {
  const inside = home.length > 1 && (path === home || /^[/\\]/.test(path.slice(home.length)));
  return inside && path.startsWith(home) ? `~${path.slice(home.length)}` : path;
}
