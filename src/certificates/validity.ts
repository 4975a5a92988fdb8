const DAY_MS = 86_400_000;

/** Renew when at most a third of the lifetime is left: CAs shorten the lifetimes every year. */
export function isDue(from: Date, to: Date, now: Date): boolean {
  return (to.getTime() - now.getTime()) * 3 <= to.getTime() - from.getTime();
}

/** Whole days until expiry; negative once expired. */
export function daysLeft(to: Date, now: Date): number {
  return Math.floor((to.getTime() - now.getTime()) / DAY_MS);
}
