/** The name most similar to a mistyped word: only a few letters differ, and not most of them. */
export function suggest(word: string, names: readonly string[]): string | undefined {
  const typed = word.toLowerCase().replaceAll('-', '_');
  const ranked = names
    .map((name) => ({ name, away: distance(typed, name.toLowerCase()) }))
    .filter(({ name, away }) => away <= 1 + Math.floor(name.length / 4) && away < name.length)
    .sort((a, b) => a.away - b.away);
  return ranked[0]?.name;
}

/** The number of letters to add, drop, change, or swap with their neighbour. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? 0;
}
