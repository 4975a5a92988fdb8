import type { System } from './system.ts';

/** Permission bits in the usual notation: '0644'. */
export function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

/** The day of a time in UTC: '2026-11-24'; '?' if there is none. */
export function day(time: Date | undefined): string {
  return time?.toISOString().slice(0, 10) ?? '?';
}

/** A text for XML or HTML, outside of attributes. */
export function escapedXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A path with the home directory as `~`. For display only: not every program expands it. */
export function shortPath(path: string, { home }: Pick<System, 'home'>): string {
  const inside = home.length > 1 && (path === home || /^[/\\]/.test(path.slice(home.length)));
  return inside && path.startsWith(home) ? `~${path.slice(home.length)}` : path;
}
